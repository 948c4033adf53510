"""One issue for each department with what is due: opened, kept up to date, closed."""

from __future__ import annotations

from typing import Any, Final

from sopgen.forge import Topic
from tests.commandline import Outcome
from tests.forge.conftest import Job
from tests.forge.server import BOT, FakeForge
from tests.sample import TODAY, SampleLibrary

ISSUES: Final = "repos/o/r/issues"
MARKER: Final = "<!-- sopgen: reviews of customer-service -->"


PUBLISH: Final = ("reviews", "--within", "P14D", "--publish", "--today", TODAY)


def run(forge: FakeForge, job: Job, library: SampleLibrary) -> Outcome:
    return job(forge.github(library.root, {}), *PUBLISH)


def issue(number: int, body: str, login: str = BOT) -> dict[str, Any]:
    title = "Reviews due: Customer service"
    return {"number": number, "title": title, "body": body, "user": {"login": login}}


def test_an_issue_is_opened_for_each_department_with_something_due(
    forge: FakeForge, job: Job, library: SampleLibrary
) -> None:
    library.add(effective_date="2026-07-01")
    library.add("b.md", id="SOP-BI-001", title="Pay", department="billing")
    done = run(forge, job, library)
    assert (done.code, done.err) == (0, "")
    ((method, path, value),) = forge.sent
    assert (method, path, value["title"]) == ("POST", ISSUES, "Reviews due: Customer service")
    assert value["body"].startswith(f"{MARKER}\nDue by 6 Dec 2026")
    assert "SOP-CS-001 Answer a call: 1 Oct 2026, **52 days late**" in value["body"]
    assert "SOP-BI-001" not in value["body"]


def test_the_issue_is_kept_up_to_date_and_no_other_is_touched(
    forge: FakeForge, job: Job, library: SampleLibrary
) -> None:
    library.add(effective_date="2026-07-01")
    forge.answers[ISSUES] = [issue(1, f"{MARKER}\nmine", "mallory"), issue(2, f"{MARKER}\nold")]
    assert run(forge, job, library).code == 0
    ((method, path, value),) = forge.sent
    assert (method, path) == ("PATCH", f"{ISSUES}/2")
    forge.answers[ISSUES] = [issue(2, value["body"])]
    assert run(forge, job, library).code == 0
    assert len(forge.sent) == 1, "what stands there already is left"


def test_the_issue_is_closed_when_nothing_is_due(
    forge: FakeForge, job: Job, library: SampleLibrary
) -> None:
    library.add(last_reviewed="2026-11-20")
    forge.answers[ISSUES] = [issue(2, f"{MARKER}\nold")]
    assert run(forge, job, library).code == 0
    closed = {"state": "closed", "state_reason": "completed"}
    assert forge.sent == [("PATCH", f"{ISSUES}/2", closed)]


def test_on_gitlab_too(forge: FakeForge, job: Job, library: SampleLibrary) -> None:
    issues = "projects/5/issues"
    forge.answers["user"] = {"id": 9}
    library.add(effective_date="2026-07-01")
    assert job(forge.gitlab(), *PUBLISH).code == 0
    ((method, path, value),) = forge.sent
    assert (method, path, value["title"]) == ("POST", issues, "Reviews due: Customer service")
    assert "52 days late" in value["description"]
    old = {"iid": 2, "title": "Old", "description": f"{MARKER}\nold", "author": {"id": 9}}
    forge.answers[issues] = [{**old, "iid": 1, "author": {"id": 4}}, old]
    assert job(forge.gitlab(), *PUBLISH).code == 0
    assert forge.sent[1] == ("PUT", f"{issues}/2", value)
    library.add(last_reviewed="2026-11-20")
    assert job(forge.gitlab(), *PUBLISH).code == 0
    assert forge.sent[2] == ("PUT", f"{issues}/2", {"state_event": "close"})


def test_a_text_that_no_issue_holds_is_cut_at_a_line() -> None:
    body = Topic("reviews of x", "Reviews due: X", "- a line\n" * 9_000).body
    assert len(body) < 60_100
    assert set(body.splitlines()[1:-2]) == {"- a line"}
    assert body.splitlines()[-2:] == ["", "… sopgen shows the rest."]


def test_every_department_is_told_or_none(job: Job, library: SampleLibrary) -> None:
    library.add()
    assert job({}, *PUBLISH, "--department", "billing").code == 2
