"""Approvals as forges tell them: who counts, for which text, and who may not approve."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.gate import check_changes, read_evidence
from sopgen.model.errors import OperatorError
from sopgen.workspace import open_workspace
from tests.commandline import Run
from tests.history.repository import ANN, Who
from tests.vocabularies import BOTH, schema_files

from .project import ANEW, OTHER, OTHER_BODY, PATH, TODAY, Project, a, b, with_roles, with_typo

HEAD: Final = "hedda"
TEAM: Final = {"@org/heads": [{"login": "Henk", "id": 7, "type": "User"}]}


def review(by: str, commit: object, state: str = "APPROVED") -> dict[str, Any]:
    """A review in GitHub's published shape ("List reviews for a pull request"), shortened."""
    return {
        "id": 80,
        "user": {"login": by, "id": 1, "type": "User"},
        "body": "Here is the body for the review.",
        "state": state,
        "submitted_at": "2026-01-17T17:43:43Z",
        "commit_id": commit,
        "author_association": "COLLABORATOR",
    }


def approvals(*people: str, **more: str) -> dict[str, Any]:
    """GitLab's published shape ("Retrieve approval state for a merge request"), shortened."""
    users = [{"user": {"id": 1, "username": name, "state": "active"}, **more} for name in people]
    return {"id": 5, "iid": 5, "approvals_required": 1, "approved": True, "approved_by": users}


@pytest.fixture
def changed(project: Project) -> Project:
    """A library whose roles have people, and a branch that changes one document."""
    project.base({PATH: a(), OTHER: b(), **schema_files(BOTH)})
    project.repository.git("checkout", "--quiet", "-b", "topic")
    return project


def commit(project: Project, files: Mapping[str, str | None], who: Who = ANN) -> str:
    written = {path: text for path, text in files.items() if text is not None}
    made = project.repository.commit("Change", written, branch="topic", author=who)
    project.repository.check_out()
    return project.repository.git("rev-parse", made).strip()


def codes(project: Project, data: object) -> list[str]:
    workspace = open_workspace(project.top)
    found = check_changes(workspace, "main", TODAY, read_evidence(data))
    return [item.problem.code for item in found]


def test_the_approvers_role_must_have_approved_the_text_as_it_is(changed: Project) -> None:
    first = commit(changed, {PATH: a(with_typo(), **ANEW)})
    assert codes(changed, []) == ["SOP615"]
    assert codes(changed, [review("somebody", first)]) == ["SOP615"]
    assert codes(changed, [review("Hedda", first)]) == []
    commit(changed, {OTHER: b(OTHER_BODY.replace("Ring, and", "Ring and"), **ANEW)})
    assert codes(changed, [review(HEAD, first)]) == ["SOP615"], "the other one was not seen"
    third = commit(changed, {PATH: a(with_typo(), **ANEW | {"change_summary": "Another."})})
    assert codes(changed, [review(HEAD, first)]) == ["SOP615", "SOP615"]
    assert codes(changed, [review(HEAD, third)]) == []


def test_a_later_commit_to_something_else_leaves_the_approval_as_it_is(changed: Project) -> None:
    first = commit(changed, {PATH: a(with_typo(), **ANEW)})
    commit(changed, {"notes.md": "Something else"})
    assert codes(changed, [review(HEAD, first)]) == []


def test_the_last_decision_of_a_person_counts(changed: Project) -> None:
    made = commit(changed, {PATH: a(with_typo(), **ANEW)})
    for state in ("CHANGES_REQUESTED", "DISMISSED"):
        assert codes(changed, [review(HEAD, made), review(HEAD, made, state)]) == ["SOP615"]
    for state in ("COMMENTED", "PENDING"):
        assert codes(changed, [review(HEAD, made), review(HEAD, made, state)]) == []
    assert codes(changed, [[review(HEAD, made)], []]) == [], "pages of a list"
    assert codes(changed, [{**review(HEAD, made), "user": None}]) == ["SOP615"]


def test_members_of_a_team_count_where_the_forge_names_them(changed: Project) -> None:
    made = commit(changed, {PATH: a(with_typo(), **ANEW)})
    given_ = [review("henk", made)]
    assert codes(changed, {"reviews": given_}) == ["SOP615"]
    assert codes(changed, {"reviews": given_, "teams": TEAM}) == []
    assert codes(changed, {"reviews": given_, "teams": {"org/heads": ["HENK"]}}) == []


def test_nobody_approves_a_version_of_their_own(changed: Project) -> None:
    hidden = Who("Hedda", "12+hedda@users.noreply.github.com")
    made = commit(changed, {PATH: a(with_typo(), **ANEW)}, hidden)
    assert codes(changed, [review(HEAD, made)]) == ["SOP612"]
    two = {"reviews": [review(HEAD, made), review("henk", made)], "teams": TEAM}
    assert codes(changed, two) == []


def test_authors_are_those_that_the_forge_names(changed: Project) -> None:
    made = commit(changed, {PATH: a(with_typo(), **ANEW)})
    given_ = {"reviews": [review(HEAD, made)]}
    commits = [{"sha": made, "author": {"login": "Hedda"}}, {"sha": "0" * 40, "author": None}]
    assert codes(changed, {**given_, "commits": commits}) == ["SOP612"]
    assert codes(changed, {**given_, "author": {"user": {"login": "hedda"}}}) == ["SOP612"]
    assert codes(changed, {**given_, "author": "@hedda"}) == ["SOP612"]
    assert codes(changed, {**given_, "author": "somebody"}) == []


def test_a_change_cannot_appoint_its_own_approver(changed: Project) -> None:
    own = {**BOTH, "team-lead": {"members": ["mallory"]}}
    own["head-of-customer-service"] = {"members": ["mallory"]}
    text = a(with_typo(), approver="team-lead", **ANEW | {"version": "1.1.0"})
    made = commit(changed, {PATH: text, **schema_files(own)})
    assert codes(changed, [review("mallory", made)]) == ["SOP615"]
    assert codes(changed, [review(HEAD, made)]) == []


def test_a_role_that_the_base_gives_to_nobody(changed: Project) -> None:
    new = b(id="SOP-CS-009", title="Another", approver="trainer")
    made = commit(changed, {"sops/new.md": new})
    workspace = open_workspace(changed.top)
    evidence = read_evidence([review(HEAD, made)])
    found = [
        v for v in check_changes(workspace, "main", TODAY, evidence) if v.path == "sops/new.md"
    ]
    assert [v.problem.code for v in found] == ["SOP615"]
    assert 'may approve as "Trainer"' in found[0].problem.message


def test_where_nobody_is_named_for_any_role_it_warns(project: Project, sopgen: Run) -> None:
    words = {"head-of-customer-service": {"teams": ["@org/heads"]}}
    project.base({PATH: a(), **schema_files(words)})
    project.repository.git("checkout", "--quiet", "-b", "topic")
    made = commit(project, {PATH: a(with_typo(), **ANEW)})
    assert codes(project, []) == ["SOP616"]
    assert codes(project, {"reviews": [review("henk", made)], "teams": TEAM}) == []
    assert codes(project, {"reviews": [], "teams": TEAM}) == ["SOP615"]
    file = project.top.parent / "reviews.json"
    file.write_text("[]", "utf-8")
    done = sopgen("validate", "--today", "2026-03-01", "--base", "main", "--approvals", str(file))
    assert done.code == 0, done.out


@pytest.mark.parametrize(
    "after",
    [a(last_reviewed="2026-03-01"), a(with_roles(), version="2.0.0", status="draft")],
    ids=["reviewed", "draft"],
)
def test_what_needs_no_approval(changed: Project, after: str) -> None:
    commit(changed, {PATH: after})
    assert "SOP615" not in codes(changed, [])


def test_to_retire_needs_one(changed: Project) -> None:
    made = commit(changed, {PATH: a(status="retired", superseded_by="none", **ANEW)})
    assert codes(changed, []) == ["SOP615"]
    assert codes(changed, [review(HEAD, made)]) == []


def test_what_is_not_committed_nobody_has_seen(changed: Project) -> None:
    made = commit(changed, {OTHER: b()})
    changed.write({PATH: a(with_typo(), **ANEW)})
    assert codes(changed, [review(HEAD, made)]) == ["SOP615"]


@pytest.mark.parametrize("commit_id", ["f" * 40, "HEAD", "--help", "", None, 7])
def test_a_commit_that_is_not_here_is_no_evidence(changed: Project, commit_id: object) -> None:
    commit(changed, {PATH: a(with_typo(), **ANEW)})
    assert codes(changed, [review(HEAD, commit_id)]) == ["SOP615"]


def test_gitlab_tells_when_and_not_what(changed: Project) -> None:
    commit(changed, {PATH: a(with_typo(), **ANEW)})
    assert codes(changed, approvals("hedda")) == []
    assert codes(changed, approvals("other")) == ["SOP615"]
    assert codes(changed, approvals("hedda", approved_at="2026-02-01T10:00:00.000Z")) == []
    assert codes(changed, approvals("hedda", approved_at="2026-01-01T08:00:00.000Z")) == ["SOP615"]
    whole = {"approvals": approvals("henk"), "teams": {"org/heads": [{"username": "henk"}]}}
    assert codes(changed, whole) == []


@pytest.mark.parametrize("data", [{}, 7, "x", None, [1], [{"state": "APPROVED"}], {"reviews": 1}])
def test_a_shape_that_is_not_known_is_the_operators(data: object) -> None:
    with pytest.raises(OperatorError):
        read_evidence(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["reviews", "approved_by", "teams", "user", "state"]), inner
            )
        ),
        max_leaves=8,
    )
)
def test_no_json_is_a_bug(data: object) -> None:
    try:
        read_evidence(data)
    except OperatorError:
        return


def test_the_command_takes_a_file(changed: Project, sopgen: Run) -> None:
    made = commit(changed, {PATH: a(with_typo(), **ANEW)})
    file = changed.top.parent / "reviews.json"
    command = ("validate", "--today", "2026-03-01", "--format", "json", "--approvals", str(file))
    file.write_text(json.dumps([review(HEAD, made)]), "utf-8")
    assert sopgen(*command, "--base", "main").codes == []
    file.write_text("[]", "utf-8")
    done = sopgen(*command, "--base", "main")
    assert (done.code, done.findings) == (1, [("SOP615", PATH, 9)])
    assert sopgen(*command, "--base", "main", "--select", "approval-missing").codes == ["SOP615"]
    assert sopgen(*command, "--base", "main", "--select", "SOP601").code == 0
    assert 'Did you mean "SOP615"?' in sopgen("validate", "--select", "SOP6155").err
    assert sopgen(*command).code == 2, "without a base there is no change"
    for content in ("[", "[" * 100_000, '{"a": 1}'):
        file.write_text(content, "utf-8")
        assert sopgen(*command, "--base", "main").code == 2
