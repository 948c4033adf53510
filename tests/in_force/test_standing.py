"""Which version a page shows on a day, and what it announces."""

from datetime import date

import pytest

from sopgen.in_force import Content, Issued, Phase, Standing, standing_on

TODAY = date(2026, 11, 22)


def version(number: str, status: str = "approved", effective: str | None = "2026-01-01") -> Issued:
    day = date.fromisoformat(effective) if effective else None
    return Issued(None, lambda: Content(None, ""), number, status, day)


def standing(*versions: Issued, today: date = TODAY) -> Standing:
    return standing_on(versions, today)


def numbers(items: tuple[Issued, ...]) -> list[str]:
    return [item.version for item in items]


def test_the_only_approved_version_is_in_force() -> None:
    found = standing(version("1.0.0"))

    assert (found.phase, found.shown.version, found.earlier) == (Phase.IN_FORCE, "1.0.0", ())


def test_a_version_that_takes_effect_later_is_announced_and_the_earlier_one_stays() -> None:
    found = standing(version("2.0.0", effective="2026-12-01"), version("1.0.0"))

    assert found.shown.version == "1.0.0"
    assert numbers(found.upcoming) == ["2.0.0"]
    assert found.earlier == ()


def test_on_its_day_the_later_version_takes_over() -> None:
    versions = (version("2.0.0", effective="2026-12-01"), version("1.0.0"))

    found = standing(*versions, today=date(2026, 12, 1))

    assert found.shown.version == "2.0.0"
    assert numbers(found.earlier) == ["1.0.0"]


def test_a_first_version_that_takes_effect_later_is_the_page() -> None:
    found = standing(version("1.0.0", effective="2026-12-01"))

    assert (found.phase, found.shown.version, found.upcoming) == (Phase.UPCOMING, "1.0.0", ())


def test_a_pilot_stands_beside_the_version_in_force() -> None:
    found = standing(version("2.0.0", "pilot"), version("1.0.0"))

    assert found.shown.version == "1.0.0"
    assert found.pilot is not None
    assert found.pilot.version == "2.0.0"


def test_a_pilot_is_the_page_where_nothing_was_ever_approved() -> None:
    assert standing(version("0.9.0", "pilot")).phase is Phase.PILOT


def test_a_draft_changes_nothing_for_readers() -> None:
    found = standing(version("2.0.0", "draft", None), version("1.0.0"))

    assert found == Standing(Phase.IN_FORCE, version("1.0.0"))


def test_a_document_that_was_never_more_than_a_draft_is_one() -> None:
    assert standing(version("0.1.0", "draft", None)).phase is Phase.DRAFT


def test_retirement_holds_from_its_effective_date() -> None:
    versions = (version("2.0.0", "retired", "2026-12-01"), version("1.0.0"))

    assert standing(*versions).phase is Phase.IN_FORCE
    assert standing(*versions, today=date(2027, 1, 1)).phase is Phase.RETIRED


def test_a_version_decided_before_the_one_in_force_never_comes() -> None:
    found = standing(version("2.1.0"), version("2.0.0", effective="2026-12-01"), version("1.0.0"))

    assert found.upcoming == ()
    assert numbers(found.earlier) == ["2.0.0", "1.0.0"]


@pytest.mark.parametrize("status", ["approved", "retired"])
def test_versions_that_come_are_announced_in_the_order_of_their_days(status: str) -> None:
    found = standing(
        version("4.0.0", status, "2027-03-01"),
        version("3.0.0", effective="2027-01-01"),
        version("1.0.0"),
    )

    assert numbers(found.upcoming) == ["3.0.0", "4.0.0"]
