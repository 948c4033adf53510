"""What changed lately, for a reader who knows an earlier version of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.records import Records, telling
from sopgen.edition.timeline import Entry
from sopgen.in_force import Phase
from sopgen.model.document import Document

_VERSIONS: Final = 10
_SENTENCES: Final = 5
_LONGEST: Final = 90  # characters; the redline has the rest
_ON_THE_LINE: Final = 3
_NEW_FOR: Final = 30  # days
_FOLLOWED: Final = frozenset({Phase.IN_FORCE, Phase.PILOT})


@dataclass(frozen=True, slots=True)
class Told:
    """What one version changed from the one before it, in sentences; `more` are not said."""

    version: str
    sentences: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Since:
    """The changes up to the version that the page shows, the latest first.

    `versions` ends with the first version where `is_whole`, else with one long ago. `link` leads
    to what the shown version changed. `day` is when that came, where it is still news on the day of
    the build; then `said` are its first changes, and `unsaid` counts the rest.
    """

    version: str
    versions: tuple[Told, ...]
    is_whole: bool
    link: str
    day: date | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """The first changes of the shown version."""
        return self.versions[0].sentences[:_ON_THE_LINE]

    @property
    def unsaid(self) -> int:
        """How many changes of the shown version `said` leaves out."""
        first = self.versions[0]
        return len(first.sentences) + first.more - len(self.said)


def since_of(edition: Edition, document: Document, records: Records) -> Since | None:
    """What a page tells of its last versions; None where nobody follows it or git knows none.

    A first version changed nothing, but the browser must remember that it was read.
    """
    standing = edition.standing(document)
    entries = list(_up_to_shown(records.timeline(document)))
    if standing.phase not in _FOLLOWED or not entries:
        return None
    versions = tuple(_told(records, document, entry) for entry in entries[:_VERSIONS])
    base = edition.address(document)
    link = records.redline_link(document, versions[0].version, base) or ""
    is_news = bool(versions[0].sentences) and _is_new(standing.since, edition.today)
    return Since(
        version=versions[0].version,
        versions=versions,
        is_whole=len(entries) <= _VERSIONS,
        link=link,
        day=standing.since if is_news else None,
    )


def _up_to_shown(timeline: Sequence[Entry]) -> Iterator[Entry]:
    is_reached = False
    for entry in timeline:
        is_reached = is_reached or entry.is_on_page
        if is_reached and entry.is_open:
            yield entry


def _told(records: Records, document: Document, entry: Entry) -> Told:
    found = [_short(change.sentence) for change in telling(records.changes(document, entry))]
    return Told(entry.version, tuple(found[:_SENTENCES]), max(0, len(found) - _SENTENCES))


def _short(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    return f"{sentence[:_LONGEST].rsplit(' ', 1)[0]}…"


def _is_new(day: date | None, today: date) -> bool:
    return day is not None and 0 <= (today - day).days < _NEW_FOR
