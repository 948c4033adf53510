"""Who approved, as the forge tells it, in the shape that change control reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sopgen.gate import read_evidence
from tests.forge.conftest import Job
from tests.forge.server import FakeForge

PULL: Final = "repos/o/r/pulls/7"
REQUEST: Final = "projects/5/merge_requests/7"
COMMIT: Final = "a" * 40


def review(login: str) -> dict[str, Any]:
    return {"user": {"login": login}, "state": "APPROVED", "commit_id": COMMIT}


def test_githubs_reviews_commits_and_author(forge: FakeForge, job: Job, tmp_path: Path) -> None:
    forge.answers[f"{PULL}/reviews"] = [*(review(f"r{n}") for n in range(120)), review("Hedda")]
    forge.answers[f"{PULL}/commits"] = [{"sha": COMMIT, "author": {"login": "Wim"}}]
    event = {"pull_request": {"number": 7, "user": {"login": "Wanda"}}}
    output = tmp_path / "approvals.json"
    done = job(forge.github(tmp_path, event), "approvals", "--output", str(output))
    assert (done.code, done.out, done.err) == (0, "", "")
    printed = job(forge.github(tmp_path, event), "approvals")
    assert printed.out == output.read_text("utf-8")
    evidence = read_evidence(printed.json)
    assert (evidence.author, evidence.authors) == ("wanda", {COMMIT: "wim"})
    assert len(evidence.approvals) == 121
    assert (evidence.approvals[-1].by, evidence.approvals[-1].commit) == ("hedda", COMMIT)
    assert forge.sent == []


def test_gitlabs_approvals_and_author(forge: FakeForge, job: Job) -> None:
    forge.answers[REQUEST] = {"iid": 7, "author": {"username": "Wanda"}}
    given = {"user": {"username": "hedda"}, "approved_at": "2026-02-01T10:00:00.000Z"}
    forge.answers[f"{REQUEST}/approvals"] = {"approved_by": [given]}
    done = job(forge.gitlab(), "approvals")
    assert (done.code, done.err) == (0, "")
    evidence = read_evidence(done.json)
    assert (evidence.author, [one.by for one in evidence.approvals]) == ("wanda", ["hedda"])
    assert forge.sent == []
