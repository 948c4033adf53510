"""A new repository's jobs that speak with the forge: comment, approval and issues."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.forge.server import FakeForge, serving
from tests.starting.forge import Forge
from tests.starting.test_change import SOP, started, versioned

MEMBERS: Final = "  head-of-customer-service:\n    members: [Hedda]\n"
PULL: Final = "repos/o/r/pulls/7"
REQUEST: Final = "projects/5/merge_requests/7"
CHECK: Final = "Check that the approver's role has approved"


@pytest.fixture
def there() -> Iterator[FakeForge]:
    with serving() as made:
        yield made


def changed(folder: Path, forge: str, *, named: bool = True) -> Forge:
    """A repository with a right change on the branch `sooner`; its approver is named, or nobody."""
    made = started(folder, forge)
    if named:
        words = made.top / "schema/vocabulary.yml"
        text = words.read_text("utf-8")
        words.write_text(text.replace("  head-of-customer-service:\n", MEMBERS, 1), "utf-8")
        made.commit("Name who approves")
    text = (made.top / SOP).read_text("utf-8")
    right = versioned(text.replace("Time limit: 1 working day", "Time limit: 4 hours"), "2.0.0")
    made.change("sooner", {SOP: right})
    return made


def review(login: str, commit: str, state: str = "APPROVED") -> dict[str, Any]:
    return {"user": {"login": login}, "state": state, "commit_id": commit}


def test_the_approvers_role_approves_a_change(tmp_path: Path, there: FakeForge) -> None:
    forge = changed(tmp_path, "github")
    commit = forge.git("rev-parse", "sooner")
    variables = there.github(tmp_path, {"pull_request": {"number": 7, "user": {"login": "wim"}}})
    missing = forge.approval("sooner", variables)
    assert (missing.failed, missing.annotated) == (CHECK, {(SOP, "SOP615")})
    there.answers[f"{PULL}/reviews"] = [review("wim", commit), review("hedda", commit)]
    given = forge.approval("sooner", variables)
    assert (given.failed, given.annotated) == (None, set()), given.out
    assert there.sent == []


def test_until_somebody_is_named_it_only_warns(tmp_path: Path, there: FakeForge) -> None:
    forge = changed(tmp_path, "github", named=False)
    variables = there.github(tmp_path, {"pull_request": {"number": 7, "user": {"login": "wim"}}})
    ran = forge.approval("sooner", variables)
    assert (ran.failed, ran.warned) == (None, {(SOP, "SOP616")}), ran.out


def test_after_a_review_the_approval_is_checked_anew(tmp_path: Path) -> None:
    forge = started(tmp_path, "github")
    commit = "a" * 40
    assert forge.on_main("reviewed", "reviewed", {}).failed is None
    none = forge.afterwards("ask-again", "again", {"RUN_THERE": ""}, commit)
    assert (none.failed, none.out) == (None, "This commit has no check of its approval.\n")
    ran = forge.afterwards("ask-again", "again", {"RUN_THERE": "31"}, commit)
    assert ran.failed is None, ran.out
    asked, watched, again = (ran.kept / "calls").read_text("utf-8").splitlines()
    assert asked.startswith("run list --workflow approval.yml --event pull_request --commit")
    assert commit in asked
    assert (watched, again) == ("run watch 31", "run rerun 31")


def test_the_comment_says_what_the_check_found(tmp_path: Path, there: FakeForge) -> None:
    forge = started(tmp_path, "github")
    text = (forge.top / SOP).read_text("utf-8")
    forge.change("sooner", {SOP: text.replace("Time limit: 1 working day", "Time limit: 4 hours")})
    commit = forge.git("rev-parse", "sooner")
    checked = forge.pull_request("sooner")
    assert checked.annotated == {(SOP, "SOP601")}
    there.answers["repos/o/r/pulls"] = [{"number": 7, "head": {"sha": commit}}]
    kept = {"id": 5, "name": "findings", "expired": False, "size_in_bytes": 900}
    there.answers["repos/o/r/actions/runs/3/artifacts"] = {"artifacts": [kept]}
    there.answers["repos/o/r/actions/artifacts/5/zip"] = _packed(checked.folder / "findings")
    run = {"id": 3, "head_sha": commit, "head_branch": "sooner"}
    run["head_repository"] = {"owner": {"login": "wim"}}
    variables = there.github(tmp_path, {"workflow_run": run})
    ran = forge.afterwards("comment", "comment", variables, commit)
    assert ran.failed is None, ran.out
    ((method, path, value),) = there.sent
    assert (method, path) == ("POST", "repos/o/r/issues/7/comments")
    assert "SOP-CS-001" in value["body"]
    assert "4 hours" in value["body"]
    assert "SOP601" in value["body"]


def _packed(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        for file in sorted(folder.iterdir()):
            files.writestr(file.name, file.read_bytes())
    assert json.loads((folder / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"
    return made.getvalue()


def test_reviews_that_are_due_become_issues(tmp_path: Path, there: FakeForge) -> None:
    forge = _half_a_year_later(tmp_path, "github")
    ran = forge.on_main("reviews", "remind", there.github(tmp_path, {}))
    assert ran.failed is None, ran.out
    assert _issue(there) == ("POST", "repos/o/r/issues", "Reviews due: Customer service")


def test_gitlab_gets_a_note_an_issue_and_an_answer_who_approved(
    tmp_path: Path, there: FakeForge
) -> None:
    forge = changed(tmp_path, "gitlab")
    variables = there.gitlab(CI_COMMIT_SHA=forge.git("rev-parse", "sooner"))
    there.answers["user"] = {"id": 9}
    noted = forge.merge_request("sooner", "comment", variables)
    assert noted.failed is None, noted.out
    assert there.sent[0][:2] == ("POST", f"{REQUEST}/notes")
    assert "4 hours" in there.sent[0][2]["body"]
    there.answers[REQUEST] = {"author": {"username": "wim"}}
    there.answers[f"{REQUEST}/approvals"] = {"approved_by": [{"user": {"username": "wim"}}]}
    missing = forge.merge_request("sooner", "approval", variables)
    assert "sopgen validate" in str(missing.failed)
    assert "SOP615" in missing.out


def test_gitlab_gets_an_issue_for_what_is_due(tmp_path: Path, there: FakeForge) -> None:
    forge = _half_a_year_later(tmp_path, "gitlab")
    forge.git("branch", "later")
    ran = forge.merge_request("later", "reviews", there.gitlab())
    assert ran.failed is None, ran.out
    assert _issue(there) == ("POST", "projects/5/issues", "Reviews due: Customer service")


def _half_a_year_later(folder: Path, forge: str) -> Forge:
    made = started(folder, forge)
    made.day = made.day.replace(month=7)
    return made


def _issue(there: FakeForge) -> tuple[str, str, str]:
    ((method, path, value),) = there.sent
    return method, path, value["title"]
