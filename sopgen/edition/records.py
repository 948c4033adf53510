"""What the pages tell of the past: timelines and changes, each worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sopgen.compare import (
    Change,
    Comparand,
    Cuttings,
    Redline,
    changes_between,
    redline_between,
    text_changes,
    text_redline,
)
from sopgen.edition.concerned import roles_concerned
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.timeline import Entry, timeline
from sopgen.in_force import Issued
from sopgen.model.document import Document

# What each version changes, and what stands beside its changes anyway.
_SAID_ANYWAY: Final = frozenset({"version", "effective_date", "change_summary"})
_COMPARED: Final = 8  # versions; each holds its text several times over


Key = tuple[str, str]  # the document's path and the version


class Records:
    """The versions of every document of an edition, and what changed between neighbours.

    `known_changes`, `known_roles` and `known_titles` are those worked out so far.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._timelines: dict[str, tuple[Entry, ...]] = {}
        self.known_changes: dict[Key, tuple[Change, ...]] = {}
        self.known_roles: dict[Key, tuple[tuple[str, str], ...]] = {}
        self.known_titles: dict[Key, str] = {}
        self._compared: dict[int, Comparand] = {}
        self._cuttings: tuple[str, Cuttings] = "", Cuttings()

    def timeline(self, document: Document) -> tuple[Entry, ...]:
        """The versions of a document, the latest issued first; none where git could not answer."""
        if document.path not in self._timelines:
            self._timelines[document.path] = timeline(self._edition, document)
        return self._timelines[document.path]

    def changes(self, document: Document, entry: Entry) -> tuple[Change, ...]:
        """What changed from the version before; nothing for the first, and for a draft."""
        if entry.before is None or not entry.is_open:
            return ()
        key = document.path, entry.version
        if key not in self.known_changes:
            both = self._both(document, entry.before, entry.issued)
            self.known_changes[key] = (
                changes_between(*both)
                if both
                else text_changes(entry.before.text, entry.issued.text)
            )
        return self.known_changes[key]

    def roles(self, document: Document, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Whom a version concerns: roles by key with their names."""
        key = document.path, entry.version
        if key not in self.known_roles:
            self.known_roles[key] = roles_concerned(
                self._edition, entry, self.changes(document, entry)
            )
        return self.known_roles[key]

    def title(self, document: Document, entry: Entry) -> str:
        """What a version is called; where its text is no document, as the page is."""
        key = document.path, entry.version
        if key not in self.known_titles:
            text = entry.document or self._edition.shown(document)
            self.known_titles[key] = text.title
        return self.known_titles[key]

    def forget(self, document: Document) -> None:
        """Keep nothing of a document: what is asked of it again is worked out again."""
        for entry in self._timelines.pop(document.path, ()):
            self.known_changes.pop((document.path, entry.version), None)
            self.known_roles.pop((document.path, entry.version), None)
            self.known_titles.pop((document.path, entry.version), None)
        if self._cuttings[0] == document.path:
            self._begin("")

    def redline(self, document: Document, entry: Entry) -> Redline | None:
        """A version and the one before it as one text; None for the first, and for a draft."""
        before = entry.before
        if before is None or not entry.is_open:
            return None
        both = self._both(document, before, entry.issued)
        return redline_between(*both) if both else text_redline(before.text, entry.issued.text)

    def _both(
        self, document: Document, before: Issued, after: Issued
    ) -> tuple[Comparand, Comparand] | None:
        """Two neighbours as they are compared; None where one of them is no document.

        What is cut of a document's versions is kept as long as the same one is asked about, and so
        are some of them as they are compared, for their other neighbour and for the redline.
        """
        was, now = before.document, after.document
        if was is None or now is None:
            return None
        if self._cuttings[0] != document.path:
            self._begin(document.path)
        return self._comparand(was), self._comparand(now)

    def _begin(self, path: str) -> None:
        """Turn to another document, and keep nothing of the one before."""
        self._compared, self._cuttings = {}, (path, Cuttings())

    def _comparand(self, version: Document) -> Comparand:
        """A version as it is compared; of those kept, the one used longest ago makes room."""
        found = self._compared.pop(id(version), None) or Comparand(version, self._cuttings[1])
        self._compared[id(version)] = found
        if len(self._compared) > _COMPARED:
            del self._compared[next(iter(self._compared))]
        return found

    def address(self, document: Document, entry: Entry) -> str:
        """Where a version is to be read: on the document's page, or on one of its own."""
        home = self._edition.address(document)
        return home if entry.is_on_page else f"{home}{entry.segment}/"

    def version_link(self, document: Document, version: str, base: str) -> str | None:
        """The way from the page at `base` to the text of a version; None without a history."""
        for entry in self.timeline(document):
            if entry.version == version:
                return relative_address(self.address(document, entry), base)
        return None

    def redline_link(self, document: Document, version: str, base: str) -> str | None:
        """The way from the page at `base` to what a version changed; None without a history."""
        for entry in self.timeline(document):
            if entry.version == version:
                history = relative_address(history_address(self._edition, document), base)
                return f"{history}#{entry.segment}"
        return None


def history_address(edition: Edition, document: Document) -> str:
    """The address of a document's history."""
    return f"{edition.address(document)}history/"


def telling(found: Iterable[Change]) -> tuple[Change, ...]:
    """The changes without those of the fields that every page shows beside them."""
    return tuple(
        item
        for item in found
        if item.where.part != "front_matter" or item.where.name not in _SAID_ANYWAY
    )
