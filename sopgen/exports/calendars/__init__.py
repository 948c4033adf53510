"""Calendars to subscribe to: reviews that are due, and versions that come into force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.edition.subscriptions import (
    REVIEWS_CALENDAR,
    VERSIONS_CALENDAR,
    department_calendar,
    owner_calendar,
)
from sopgen.exports.calendars.as_ics import as_event, as_ics
from sopgen.exports.calendars.occasions import REVIEW, VERSION, Occasion, occasions

__all__ = ["calendar_files"]


def calendar_files(edition: Edition, records: Records) -> Iterator[tuple[str, bytes]]:
    """Each calendar with its path; they hold only what git knows.

    Departments and roles have theirs from the day they are in the vocabulary, be it empty: a
    program that keeps the address must find it.
    """
    found = sorted(occasions(edition, records), key=lambda item: (item.day, item.identity))
    events = {item: as_event(edition, item) for item in found}
    for address, title, items in _calendars(edition, found):
        yield address, as_ics(title, [events[item] for item in items])


def _calendars(
    edition: Edition, found: Sequence[Occasion]
) -> Iterator[tuple[str, str, Sequence[Occasion]]]:
    site, words = edition.settings.site_name, edition.vocabulary
    kinds = _by(found, "kind")
    yield REVIEWS_CALENDAR, f"{site}: reviews due", kinds[REVIEW]
    yield VERSIONS_CALENDAR, f"{site}: versions coming into force", kinds[VERSION]
    for name, kind, address in (
        ("department", "departments", department_calendar),
        ("owner", "roles", owner_calendar),
    ):
        about = _by(found, name)
        for key, entry in words.entries(kind).items():
            yield address(key), f"{site}: {entry.name}, reviews and versions", about[key]


def _by(found: Sequence[Occasion], name: str) -> Mapping[str, Sequence[Occasion]]:
    kept: dict[str, list[Occasion]] = defaultdict(list)
    for item in found:
        kept[getattr(item, name)].append(item)
    return kept
