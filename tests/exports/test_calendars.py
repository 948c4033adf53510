"""Calendars, as a calendar library that did not write them takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar

from tests.exports.machine_files import files_of
from tests.site.archives import IT, at, repository
from tests.site.libraries import BODY, SETTINGS, sop

AT_HOME = replace(SETTINGS, site_url="https://care.example.org/")
REVIEWS = "calendars/reviews.ics"
VERSIONS = "calendars/versions.ics"
TWO = sop(
    BODY.replace("5 minutes", "3 minutes"),
    version="2.0.0",
    effective_date="2026-12-01",
    last_reviewed="2026-11-01",
    change_summary="Faster; with commas, and \\\\ strokes.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a version in force, and one that takes effect later."""
    found = tmp_path_factory.mktemp("library")
    with repository(found) as made:
        made.commit("One", {IT: sop()}, at=at(9, 1))
        made.commit("Two", {IT: TWO}, at=at(11, 1))
    return found


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    """Its calendars, where the site has an address."""
    return files_of(folder, base=AT_HOME)


def events(files: dict[str, bytes], path: str) -> list[Any]:
    """The events of a calendar; what the other library does not understand fails the test."""
    made = vobject.readOne(files[path].decode())
    made.validate(raiseException=True)
    strict = Calendar.from_ical(files[path])
    assert not strict.errors
    assert not [error for item in strict.walk() for error in item.errors]
    return list(made.contents.get("vevent", []))


def only(files: dict[str, bytes], path: str) -> Any:  # noqa: ANN401 it brings no types
    """The only event of a calendar."""
    (event,) = events(files, path)
    return event


def test_a_review_is_an_event_of_one_whole_day(files: dict[str, bytes]) -> None:
    event = only(files, REVIEWS)
    assert event.dtstart.value == date(2027, 3, 1)
    assert event.summary.value == "Review due: SOP-CS-001 Handle a complaint"
    assert event.url.value == "https://care.example.org/id/SOP-CS-001/"
    assert "Owner: Complaints lead." in event.description.value
    assert event.transp.value == "TRANSPARENT"
    assert "valarm" not in event.contents


def test_its_time_is_that_of_the_commit(files: dict[str, bytes]) -> None:
    event = only(files, REVIEWS)
    assert event.dtstamp.value == event.last_modified.value == datetime(2026, 9, 1, 9, tzinfo=UTC)


def test_a_review_that_is_done_moves_its_event(folder: Path, files: dict[str, bytes]) -> None:
    before = only(files, REVIEWS)
    after = only(files_of(folder, date(2026, 12, 1)), REVIEWS)
    assert before.uid.value == after.uid.value
    assert (before.dtstart.value, after.dtstart.value) == (date(2027, 3, 1), date(2027, 5, 1))
    assert (before.sequence.value, after.sequence.value) == ("0", "1")


def test_a_version_stands_on_the_day_it_comes_into_force(files: dict[str, bytes]) -> None:
    event = events(files, VERSIONS)[-1]
    assert event.dtstart.value == date(2026, 12, 1)
    title = "In force from today: SOP-CS-001 Handle a complaint, version 2.0.0"
    assert event.summary.value == title
    reason, change, *_ = event.description.value.splitlines()
    assert reason == "Faster; with commas, and \\ strokes."
    assert change == "- Step 1: time limit 5 minutes → 3 minutes"


def test_owner_and_department_have_both_kinds(files: dict[str, bytes]) -> None:
    both = {"Review", "Version"}
    for path in ("owners/complaints-lead", "departments/customer-service"):
        found = events(files, f"calendars/{path}.ics")
        assert {event.categories.value[0] for event in found} == both
    assert events(files, "calendars/owners/team-lead.ics") == []


def test_an_empty_calendar_is_one_still(files: dict[str, bytes]) -> None:
    made = vobject.readOne(files["calendars/departments/billing.ics"].decode())
    assert list(made.contents["vtimezone"])
    name = "Example Care: Billing and payments, reviews and versions"
    assert [made.contents[key][0].value for key in ("name", "x-wr-calname")] == [name, name]


def test_retired_documents_are_not_reviewed(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop(status="retired", effective_date="2026-11-20")}, at=at(11, 1))
    files = files_of(tmp_path)
    assert events(files, REVIEWS) == []
    assert only(files, VERSIONS).summary.value.startswith("Retired from today: ")


def test_without_an_address_of_the_site_no_event_claims_one(folder: Path) -> None:
    assert "url" not in only(files_of(folder), REVIEWS).contents


def test_uids_stay_and_bytes_are_the_same(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("Two", {IT: TWO}, at=at(11, 1))
    before = {path: uids(files_of(tmp_path), path) for path in (REVIEWS, VERSIONS)}
    with repository(tmp_path) as made:
        made.commit("Moved", {"sops/fraud/other.md": TWO}, delete=[IT], at=at(11, 2))
    files = files_of(tmp_path, base=AT_HOME)
    assert before == {path: uids(files, path) for path in (REVIEWS, VERSIONS)}
    assert files == files_of(tmp_path, base=AT_HOME)


def uids(files: dict[str, bytes], path: str) -> list[str]:
    """The identity of each event."""
    return [event.uid.value for event in events(files, path)]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    title = "It\\nEND:VEVENT, \N{PILE OF POO}; " + "long " * 40
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop(title=title.replace("\\", "\\\\").strip())}, at=at(9, 1))
    files = files_of(tmp_path)
    assert only(files, REVIEWS).summary.value == f"Review due: SOP-CS-001 {title.strip()}"
    assert all(len(line) <= 75 for line in files[REVIEWS].split(b"\r\n"))
