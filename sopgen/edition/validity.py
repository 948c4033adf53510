"""How one version of a document holds on a day: what every machine format says beside its text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from sopgen.edition.dates import spoken_day, utc_day
from sopgen.edition.edition import Edition
from sopgen.edition.timeline import Entry
from sopgen.in_force import Issued, Phase, Standing, present_version
from sopgen.model.document import Document
from sopgen.rules.lifecycle import review_due

_RETIRED: Final = "retired"
_DECIDED: Final = frozenset({"approved", _RETIRED})
_REVIEWED: Final = frozenset({Phase.IN_FORCE, Phase.PILOT, Phase.UPCOMING})
_WARNINGS: Final = {
    Phase.UPCOMING: "This version is not yet in force: do not work by it yet.",
    Phase.PILOT: "This version is on trial: follow it only where your team takes part.",
    Phase.RETIRED: "This document is retired: do not work by it.",
    Phase.DRAFT: "This is a draft: do not work by it.",
    Phase.SUPERSEDED: "This version is superseded: do not work by it.",
}


class Validity(NamedTuple):
    """How a version holds on the day `as_of`; it says nothing of how it holds on another.

    `status` is what its front matter says, `phase` what has become of it. It is in force from the
    day `in_force_from` (still to come where the phase is upcoming) and not any more on the day
    `in_force_until`, which is known where a version that takes its place is decided. Both are None
    for what is never in force: a draft, a trial, a retirement, a version that another overtook.
    On `reinstated_on` it came back, where a later version had been taken back. `retired_on` is the
    day of the document's retirement, in the version that retires it.

    `next_version` is decided and takes effect on the day `next_from`, to come; `next_retires` tells
    that it ends the document. `superseded_by` is the version that took this one's place, on the day
    `superseded_on`. The next review is due by the day `review_due`.
    """

    as_of: date
    version: str
    status: str
    phase: Phase
    in_force_from: date | None = None
    in_force_until: date | None = None
    reinstated_on: date | None = None
    retired_on: date | None = None
    next_version: str | None = None
    next_from: date | None = None
    next_retires: bool = False
    superseded_by: str | None = None
    superseded_on: date | None = None
    review_due: date | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether people are to work by it on the day."""
        return self.phase is Phase.IN_FORCE

    @property
    def is_overdue(self) -> bool:
        """Whether the day of its review has passed."""
        return self.review_due is not None and self.review_due < self.as_of

    @property
    def key(self) -> str:
        """The phase by its name for programs: in_force, upcoming, pilot, retired, superseded."""
        return self.phase.name.lower()

    @property
    def sentence(self) -> str:
        """The validity in words, with the day for which they hold."""
        return f"On {spoken_day(self.as_of)}, version {self.version} {_stands(self)}."

    @property
    def warning(self) -> str | None:
        """What to beware of; None where it is in force and its review is not late."""
        if self.is_in_force and self.is_overdue:
            return f"The review of this version was due by {_spoken(self.review_due)}: it is late."
        return _WARNINGS.get(self.phase)


def document_validity(edition: Edition, document: Document) -> Validity:
    """The validity of the version that the document's page shows."""
    known, key = edition.validities, (document.path, None)
    if key not in known:  # a department, the register, the search: many files tell it
        known[key] = _of_shown(edition, document)
    return known[key]


def _of_shown(edition: Edition, document: Document) -> Validity:
    standing = edition.standing(document)
    version = standing.document.text("version") or ""
    known = (item for item in edition.versions.get(document.path, ()) if item.version == version)
    item = next(known, None) or present_version(standing.document)
    return _validity(edition, document, item, standing.phase)


def version_validity(edition: Edition, document: Document, entry: Entry) -> Validity:
    """The validity of one version out of the document's timeline."""
    known, key = edition.validities, (document.path, entry.version)
    if key not in known:
        known[key] = _validity(edition, document, entry.issued, entry.phase)
    return known[key]


def _review_due(item: Issued) -> date | None:
    document = item.document
    return review_due(document) if document else None


def _validity(edition: Edition, document: Document, item: Issued, phase: Phase) -> Validity:
    versions = edition.versions.get(document.path, ())
    held, successor = term(item, versions), _successor(item, versions)
    came = _came(successor) if successor else None
    is_replaced = successor is not None and (came or date.min) <= edition.today
    holds = phase not in {Phase.SUPERSEDED, Phase.DRAFT}
    coming = _next(item, edition.decided(document), phase) if holds else None
    return Validity(
        as_of=edition.today,
        version=item.version,
        status=item.status,
        phase=phase,
        in_force_from=held.start if held else None,
        in_force_until=held.end if held else None,
        reinstated_on=_reinstated(item),
        retired_on=_began(item) if item.status == _RETIRED else None,
        next_version=coming.version if coming else None,
        next_from=_began(coming) if coming else None,
        next_retires=coming is not None and coming.status == _RETIRED,
        superseded_by=successor.version if successor and is_replaced else None,
        superseded_on=came if is_replaced else None,
        review_due=_review_due(item) if phase in _REVIEWED else None,
    )


class Term(NamedTuple):
    """In force from `start` until the day before `end`; None where no day bounds it."""

    start: date | None
    end: date | None


def term(item: Issued, versions: Sequence[Issued]) -> Term | None:
    """When a version is in force, among all versions, the latest first; None where it never is."""
    if item.status != "approved":
        return None
    start, successor = _began(item), _successor(item, versions)
    if successor is None:
        return Term(start, None)
    end = _came(successor)
    return Term(start, end) if end and (start is None or start < end) else None


def _successor(item: Issued, versions: Sequence[Issued]) -> Issued | None:
    """Of the versions decided after one, the first to take its place."""
    at = next((i for i, other in enumerate(versions) if other.version == item.version), 0)
    decided = [other for other in versions[:at] if other.status in _DECIDED]
    return min(decided, key=lambda other: _came(other) or date.min, default=None)


def _next(item: Issued, standing: Standing, phase: Phase) -> Issued | None:
    """What is decided and comes after a version that holds, or that comes itself."""
    since = (_began(item) if phase is Phase.UPCOMING else None) or date.min
    coming = (other for other in standing.upcoming if other.version != item.version)
    return next((other for other in coming if (_began(other) or date.min) > since), None)


def _began(item: Issued) -> date | None:
    """The day that a version states, else the day on which it was issued."""
    if item.effective_date is not None or item.revision is None:
        return item.effective_date
    return utc_day(item.revision.issued_at)


def _came(item: Issued) -> date | None:
    """The day from which a version stood in the place of those before it."""
    return _reinstated(item) or _began(item)


def _reinstated(item: Issued) -> date | None:
    revision = item.revision
    return utc_day(revision.reinstated_at) if revision and revision.reinstated_at else None


def _stands(held: Validity) -> str:
    if held.phase is Phase.IN_FORCE:
        until = f" until {_spoken(held.in_force_until)}" if held.in_force_until else ""
        since = f" since {_spoken(held.in_force_from)}" if held.in_force_from else ""
        return f"is in force{since}{until}"
    if held.phase is Phase.UPCOMING and held.retired_on:
        return f"is not yet in force: it retires the document on {_spoken(held.retired_on)}"
    if held.phase is Phase.UPCOMING:
        day = f": it takes effect on {_spoken(held.in_force_from)}" if held.in_force_from else ""
        return f"is not yet in force{day}"
    if held.phase is Phase.RETIRED:
        day = f" on {_spoken(held.retired_on)}" if held.retired_on else ""
        return f"is not in force: the document was retired{day}"
    return f"is not in force: {_ended(held)}"


def _ended(held: Validity) -> str:
    if held.phase is Phase.PILOT:
        return "it is on trial"
    if held.phase is Phase.DRAFT:
        return "it is a draft"
    if held.superseded_by is None:
        return "another version took its place"
    return f"version {held.superseded_by} took its place on {_spoken(held.superseded_on)}"


def _spoken(day: date | None) -> str:
    return spoken_day(day) if day else "a day that is not stated"
