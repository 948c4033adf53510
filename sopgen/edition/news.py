"""What is new: every version that was issued, with what it changed and whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from sopgen.compare import Change
from sopgen.edition.edition import Edition
from sopgen.edition.records import Records, telling
from sopgen.edition.timeline import Entry
from sopgen.model.document import Document

SENTENCES: Final = 12


class News(NamedTuple):
    """A version that was issued; `moment` is when. `is_again` where it was taken up again.

    `roles` are those concerned, as keys with names. Of the changes only the first are said;
    `more` counts the rest.
    """

    moment: datetime
    document: Document
    entry: Entry
    department: tuple[str, str]
    roles: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    is_again: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """The first changes in plain words."""
        return tuple(change.sentence for change in self.changes[:SENTENCES])

    @property
    def more(self) -> int:
        """How many changes are left out."""
        return max(0, len(self.changes) - SENTENCES)


def all_news(edition: Edition, records: Records) -> list[News]:
    """Every version that was issued, the latest first."""
    return sorted(_news(edition, records), key=_newest_first)


def _news(edition: Edition, records: Records) -> Iterator[News]:
    for document in edition.published:
        key = edition.department(document)
        department = (key, edition.name("departments", key))
        for entry in records.timeline(document):
            revision = entry.issued.revision
            if revision is None or not entry.is_open:
                continue
            changes = records.changes(document, entry)
            roles = records.roles(document, entry)
            yield News(revision.issued_at, document, entry, department, roles, telling(changes))
            if revision.reinstated_at is not None:
                yield News(revision.reinstated_at, document, entry, department, roles, (), True)


def _newest_first(item: News) -> tuple[float, str, str]:
    return (-item.moment.timestamp(), item.document.path, item.entry.version)
