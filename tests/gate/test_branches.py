"""Changes on branches: what they are held against, when they were written, who approved."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sopgen.model.errors import HistoryUnavailableError
from tests.history.repository import ANN, BOB, EVE

from .project import ANEW, OTHER, PATH, Project, a, b, with_roles, with_typo

WRITTEN = datetime(2026, 2, 10, 12, tzinfo=UTC)


def branch(project: Project, text: str, message: str = "Change", **how: object) -> str:
    """Commit a change on a branch that starts at main, and check it out."""
    made = project.repository.commit(message, {PATH: text}, branch="topic", start=START, **how)  # type: ignore[arg-type]
    project.repository.save()
    project.repository.git("checkout", "--quiet", "--force", "topic")
    return made


START = "refs/heads/main^0"


def test_main_may_have_moved_on(project: Project) -> None:
    project.base({PATH: a(), OTHER: b()})
    branch(project, a(with_typo(), **ANEW))
    project.repository.commit("On", {OTHER: b(with_roles(), version="9.0.0")}, branch="main")
    project.repository.save()
    assert project.found("main") == []


def test_a_branch_is_held_against_where_it_began(project: Project) -> None:
    project.base({PATH: a()})
    branch(project, a(with_typo()))
    assert project.found("main") == [("SOP601", PATH)]
    assert project.found("HEAD") == []


def test_commits_and_edits_count_together(project: Project) -> None:
    project.base({PATH: a()})
    branch(project, a(with_typo(), **ANEW))
    project.write({PATH: a(with_roles(), **ANEW)})
    assert project.found("main") == [("SOP604", PATH)]


def test_a_version_written_days_ago_may_be_in_force_since(project: Project) -> None:
    project.base({PATH: a()})
    since = ANEW | {"effective_date": "2026-02-10"}
    branch(project, a(with_typo(), **since), authored=WRITTEN)
    assert project.found("main") == []
    project.write({PATH: a(with_typo(), **since) + "\nMore.\n"})
    assert "SOP611" in project.codes("main")


def test_it_may_not_be_in_force_before_it_was_written(project: Project) -> None:
    project.base({PATH: a()})
    branch(project, a(with_typo(), **ANEW | {"effective_date": "2026-02-09"}), authored=WRITTEN)
    assert project.found("main") == [("SOP611", PATH)]


def test_a_revert_needs_a_version_of_its_own(project: Project) -> None:
    project.base({PATH: a()})
    before = project.base({PATH: a(with_roles(), **ANEW | {"version": "2.0.0"})})
    project.repository.git("revert", "--no-edit", before, **PERSON)
    assert project.found("HEAD~1") == [("SOP602", PATH)]
    back = {"version": "3.0.0", "change_summary": "Back.", "effective_date": "2026-03-01"}
    project.write({PATH: a(**back)})
    assert project.found("HEAD~1") == []


PERSON = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", ANN.name), ("EMAIL", ANN.email))
}


def test_a_draft_that_grew_is_held_against_what_was_issued(project: Project) -> None:
    project.base({PATH: a()})
    project.base({PATH: a(with_typo(), status="draft", **ANEW)})
    project.base({PATH: a(with_roles(), status="draft", **ANEW)})
    project.write({PATH: a(with_roles(), **ANEW)})
    assert project.found() == [("SOP604", PATH)]
    project.write({PATH: a(with_roles(), **ANEW | {"version": "2.0.0"})})
    assert project.found() == []


def signed(*trailers: str) -> str:
    return "Change\n\n" + "\n".join(trailers)


BY_ANN = f"Approved-by: {ANN.name} <{ANN.email}>"
BY_BOB = f"Approved-by: {BOB.name} <{BOB.email}>"
WITH_BOB = f"Co-authored-by: {BOB.name} <{BOB.email}>"


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        ("Change", []),
        (signed(BY_ANN), ["SOP612"]),
        (signed(BY_BOB), []),
        (signed("Approved-by: Anna <ann@home.example>"), ["SOP612"]),
        (signed(WITH_BOB, BY_BOB), ["SOP612"]),
        (signed(BY_ANN, f"Approved-by: {EVE.name} <{EVE.email}>"), []),
    ],
)
def test_four_eyes(project: Project, message: str, codes: list[str]) -> None:
    mailmap = {".mailmap": f"{ANN.name} <{ANN.email}> <ann@home.example>\n"}
    project.base({PATH: a(), **mailmap}, "four_eyes: true")
    branch(project, a(with_typo(), **ANEW), message)
    assert project.codes("main") == codes


def test_four_eyes_are_asked_for_only_by_the_settings(project: Project) -> None:
    project.base({PATH: a()})
    branch(project, a(with_typo(), **ANEW), signed(BY_ANN))
    assert project.found("main") == []


def test_a_forge_that_tries_a_merge_approves_nothing(project: Project) -> None:
    base = project.base({PATH: a()}, "four_eyes: true")
    text = a(with_typo(), **ANEW)
    made = project.repository.commit("Change", {PATH: text}, branch="topic", start=base)
    project.repository.commit("Merge", {PATH: text}, merge=[made])
    project.repository.check_out()
    assert project.found(base) == []
    project.repository.commit("More", {OTHER: b()})
    project.repository.check_out()
    assert project.found(base) == [("SOP612", PATH)]


def test_without_a_common_commit_there_is_nothing_to_hold_against(project: Project) -> None:
    project.base({PATH: a()})
    project.repository.root("other")
    project.repository.commit("Other", {"x": "x"}, branch="other")
    project.repository.save()
    with pytest.raises(HistoryUnavailableError, match="no commit in common"):
        project.found("other")


def test_today_counts_for_what_is_not_committed(project: Project) -> None:
    project.base({PATH: a()})
    project.write({PATH: a(with_typo(), **ANEW)})
    assert project.found(today=date(2026, 3, 2)) == [("SOP611", PATH)]
