"""What stands in the calendars: the review of each document, and the day of each new version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final
from uuid import UUID

from sopgen.edition.edition import Edition
from sopgen.edition.lasting import (
    document_names,
    lasting_address,
    lasting_id,
    lasting_version_address,
)
from sopgen.edition.news import SENTENCES
from sopgen.edition.records import Records, telling
from sopgen.edition.timeline import Entry
from sopgen.edition.words import silence
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.model.revision import Revision

REVIEW: Final = "Review"
VERSION: Final = "Version"
KEPT: Final = timedelta(days=90)  # so long after its day, a version stays in the calendars
_HOLDS: Final = frozenset({Phase.IN_FORCE, Phase.UPCOMING, Phase.PILOT, Phase.RETIRED})
_HOW: Final = {"pilot": "On trial", "retired": "Retired"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something of a document on a day. `kind` is REVIEW or VERSION; `moment` is when it was set.

    `sequence` grows each time the day was set anew. `owner` and `department` are keys; `address`
    is within the site.
    """

    identity: UUID
    kind: str
    day: date
    title: str
    text: str
    address: str
    moment: datetime
    sequence: int
    owner: str
    department: str


def occasions(edition: Edition, records: Records) -> Iterator[Occasion]:
    """Every occasion of the published documents, as far as git knows their versions."""
    for document in edition.published:
        timeline = records.timeline(document)
        yield from _review(edition, document, timeline)
        for entry in timeline:
            yield from _version(edition, document, entry, records)


def _review(edition: Edition, document: Document, timeline: Sequence[Entry]) -> Iterator[Occasion]:
    """The next review: one event for each document, which moves when the review is done.

    Its sequence counts the versions issued or taken up again until the one that is shown.
    """
    due, shown = edition.standing(document).review_due, edition.shown(document)
    issued = next((item.issued.revision for item in timeline if item.is_on_page), None)
    if due is None or issued is None:
        return
    moments = list(chain.from_iterable(map(_moments, timeline)))
    last = max(_given(issued))
    yield Occasion(
        identity=lasting_id(edition, "review", *document_names(edition, document)),
        kind=REVIEW,
        day=due,
        title=f"Review due: {_named(document, shown)}",
        text="\n".join((f"Version {issued.version}.", *_whose(edition, document, shown))),
        address=lasting_address(edition, document),
        moment=last,
        sequence=sum(moment <= last for moment in moments) - 1,
        owner=shown.text("owner") or "",
        department=edition.department(document),
    )


def _version(
    edition: Edition, document: Document, entry: Entry, records: Records
) -> Iterator[Occasion]:
    """A version on the day from which it counts; that day never changes without a new version."""
    day, revision = entry.issued.effective_date, entry.issued.revision
    if day is None or revision is None or entry.phase not in _HOLDS or not entry.is_open:
        return
    if day < edition.today - KEPT:
        return
    shown = (None if entry.is_on_page else entry.document) or edition.shown(document)
    how = _HOW.get(entry.issued.status, "In force")
    changes = telling(records.changes(document, entry))
    said = [f"- {change.sentence}" for change in changes[:SENTENCES]]
    more = [f"- and {len(changes) - len(said)} more"] if len(changes) > len(said) else []
    reason = revision.change_summary or silence(is_first=entry.before is None)
    names = document_names(edition, document)
    yield Occasion(
        identity=lasting_id(edition, "takes effect", *names, entry.version),
        kind=VERSION,
        day=day,
        title=f"{how} from today: {_named(document, shown)}, version {entry.version}",
        text="\n".join((reason, *said, *more, *_whose(edition, document, shown))),
        address=lasting_version_address(edition, document, entry, records),
        moment=revision.issued_at,
        sequence=0,
        owner=shown.text("owner") or "",
        department=edition.department(document),
    )


def _moments(entry: Entry) -> tuple[datetime, ...]:
    return _given(entry.issued.revision) if entry.issued.revision and entry.is_open else ()


def _given(revision: Revision) -> tuple[datetime, ...]:
    """When a version was issued, and taken up again."""
    again = (revision.reinstated_at,) if revision.reinstated_at else ()
    return (revision.issued_at, *again)


def _named(document: Document, shown: Document) -> str:
    return f"{document.id} {shown.title}" if document.id else shown.title


def _whose(edition: Edition, document: Document, shown: Document) -> Iterator[str]:
    yield f"Owner: {edition.name('roles', shown.text('owner')) or 'nobody'}."
    yield f"Department: {edition.name('departments', edition.department(document))}."
