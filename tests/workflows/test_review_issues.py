"""One issue for each department with what is due: opened, kept up to date, closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from tests.commandline import Outcome
from tests.sample import SampleLibrary

from .scripts import BOT, FakeForge

ISSUES: Final = "repos/o/r/issues"
MARKER: Final = "<!-- sopgen: reviews of customer-service -->"


@pytest.fixture
def forge(tmp_path: Path) -> FakeForge:
    return FakeForge(tmp_path / "forge")


def run(forge: FakeForge, library: SampleLibrary) -> Outcome:
    # 22 November 2026
    return forge.run(
        "reviews", library.root, {"REPOSITORY": "o/r", "SOURCE_DATE_EPOCH": "1795305600"}
    )


def issue(number: int, body: str, login: str = BOT) -> dict[str, Any]:
    title = "Reviews due: Customer service"
    return {"number": number, "title": title, "body": body, "user": {"login": login}}


def test_an_issue_is_opened_for_each_department_with_something_due(
    forge: FakeForge, library: SampleLibrary
) -> None:
    library.add(effective_date="2026-07-01")
    library.add("b.md", id="SOP-BI-001", title="Pay", department="billing")
    done = run(forge, library)
    assert (done.code, done.err) == (0, "")
    ((method, path, value),) = forge.sent
    assert (method, path, value["title"]) == ("POST", ISSUES, "Reviews due: Customer service")
    assert value["body"].startswith(f"{MARKER}\nDue by 6 Dec 2026")
    assert "SOP-CS-001 Answer a call: 1 Oct 2026, **52 days late**" in value["body"]
    assert "SOP-BI-001" not in value["body"]


def test_the_issue_is_kept_up_to_date_and_no_other_is_touched(
    forge: FakeForge, library: SampleLibrary
) -> None:
    library.add(effective_date="2026-07-01")
    forge.answer(ISSUES, [issue(1, f"{MARKER}\nmine", "mallory"), issue(2, f"{MARKER}\nold")])
    assert run(forge, library).code == 0
    ((method, path, value),) = forge.sent
    assert (method, path) == ("PATCH", f"{ISSUES}/2")
    forge.answer(ISSUES, [issue(2, value["body"])])
    assert run(forge, library).code == 0
    assert len(forge.sent) == 1, "what stands there already is left"


def test_the_issue_is_closed_when_nothing_is_due(forge: FakeForge, library: SampleLibrary) -> None:
    library.add(last_reviewed="2026-11-20")
    forge.answer(ISSUES, [issue(2, f"{MARKER}\nold")])
    assert run(forge, library).code == 0
    closed = {"state": "closed", "state_reason": "completed"}
    assert forge.sent == [["PATCH", f"{ISSUES}/2", closed]]
