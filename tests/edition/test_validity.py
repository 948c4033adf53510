"""When a version holds, and what is said of it on a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.edition.edition import Edition
from sopgen.edition.timeline import timeline
from sopgen.edition.validity import Validity, document_validity, term, version_validity
from sopgen.in_force import Content, Issued, Phase, standing_on
from tests.site.archives import IT, at, edition_of, repository
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, library, sop

FIRST = date(2026, 1, 1)
days = st.none() | st.integers(0, 8).map(lambda n: FIRST + timedelta(days=n))
statuses = st.sampled_from(["approved", "approved", "pilot", "retired", "draft"])


@st.composite
def versions(draw: st.DrawFn) -> tuple[Issued, ...]:
    many = draw(st.integers(1, 5))
    return tuple(
        Issued(None, lambda: Content(None, ""), f"{n}.0.0", draw(statuses), draw(days))
        for n in range(many, 0, -1)
    )


@given(versions(), st.integers(0, 9))
def test_a_version_is_in_force_on_the_days_of_its_term_and_no_other(
    found: tuple[Issued, ...], after: int
) -> None:
    day = FIRST + timedelta(days=after)
    standing = standing_on(found, day)
    terms = {item.version: term(item, found) for item in found}
    holding = [
        version
        for version, held in terms.items()
        if held and (held.start or day) <= day and (held.end is None or day < held.end)
    ]
    assert holding == [standing.shown.version] * (standing.phase is Phase.IN_FORCE)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("library")
    with repository(folder) as made:
        made.commit("First", {IT: sop(effective_date="2026-01-10")}, at=at(1, 9))
        made.commit("Second", {IT: sop(version="2.0.0", review_interval="P1M")}, at=at(8, 30))
        overtaken = sop(version="2.5.0", effective_date="2026-12-24")
        made.commit("Overtaken", {IT: overtaken}, at=at(9, 30))
        third = sop(version="3.0.0", effective_date="2026-12-01")
        made.commit("Third", {IT: third}, at=at(10, 1))
        made.commit("Trial", {IT: sop(version="3.1.0", status="pilot")}, at=at(10, 2))
        end = sop(version="4.0.0", status="retired", effective_date="2027-01-01")
        made.commit("End", {IT: end}, at=at(10, 3))
        made.commit("Draft", {IT: sop(version="4.1.0", status="draft")}, at=at(10, 4))
    return edition_of(folder)


@pytest.fixture(scope="module")
def held(edition: Edition) -> dict[str, Validity]:
    (document,) = edition.published
    entries = timeline(edition, document)
    return {entry.version: version_validity(edition, document, entry) for entry in entries}


def test_the_version_in_force_tells_what_comes_next(edition: Edition) -> None:
    (document,) = edition.published
    assert document_validity(edition, document) == Validity(
        as_of=TODAY,
        version="2.0.0",
        status="approved",
        phase=Phase.IN_FORCE,
        in_force_from=date(2026, 9, 1),
        in_force_until=date(2026, 12, 1),
        next_version="3.0.0",
        next_from=date(2026, 12, 1),
        review_due=date(2026, 10, 1),
    )


def test_the_page_and_the_version_say_the_same(edition: Edition, held: dict[str, Validity]) -> None:
    (document,) = edition.published
    assert document_validity(edition, document) == held["2.0.0"]


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("1.0.0", "version 1.0.0 is not in force: version 2.0.0 took its place on 1 Sep 2026."),
        ("2.0.0", "version 2.0.0 is in force since 1 Sep 2026 until 1 Dec 2026."),
        ("3.0.0", "version 3.0.0 is not yet in force: it takes effect on 1 Dec 2026."),
        ("3.1.0", "version 3.1.0 is not in force: it is on trial."),
        ("4.0.0", "version 4.0.0 is not yet in force: it retires the document on 1 Jan 2027."),
        ("4.1.0", "version 4.1.0 is not in force: it is a draft."),
    ],
)
def test_no_sentence_can_be_misread(held: dict[str, Validity], version: str, sentence: str) -> None:
    assert held[version].sentence == f"On 22 Nov 2026, {sentence}"
    assert held[version].is_in_force == (version == "2.0.0")


def test_what_was_never_in_force_has_no_term(held: dict[str, Validity]) -> None:
    never = {version for version, item in held.items() if item.in_force_from is None}
    assert never == {"2.5.0", "3.1.0", "4.0.0", "4.1.0"}


def test_a_late_review_is_a_warning(held: dict[str, Validity]) -> None:
    assert held["2.0.0"].is_overdue
    assert held["2.0.0"].warning == "The review of this version was due by 1 Oct 2026: it is late."
    assert held["1.0.0"].warning == "This version is superseded: do not work by it."


def test_a_version_taken_back_holds_until_the_other_stands_again(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        first = sop(effective_date="2026-01-10")
        made.commit("First", {IT: first}, at=at(1, 9))
        made.commit("Second", {IT: sop(version="2.0.0")}, at=at(8, 30))
        made.commit("Back", {IT: first}, at=at(10, 5))
    edition = edition_of(tmp_path)
    (document,) = edition.published
    second, first_held = (
        version_validity(edition, document, entry) for entry in timeline(edition, document)
    )
    assert first_held.is_in_force
    assert first_held.reinstated_on == date(2026, 10, 5)
    assert (second.phase, second.in_force_until) == (Phase.SUPERSEDED, date(2026, 10, 5))
    assert second.superseded_by == "1.0.0"


def test_without_git_the_document_speaks_for_itself() -> None:
    made = library({"customer-service/it.md": sop(status="retired")})
    edition = Edition(made, SETTINGS, TEMPLATES, TODAY)
    found = document_validity(edition, made.documents[0])
    assert (found.phase, found.in_force_from) == (Phase.RETIRED, None)
    assert found.retired_on == date(2026, 9, 1)
