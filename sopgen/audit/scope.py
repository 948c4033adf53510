"""What a package for an auditor is about: documents, with all their published texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from sopgen.audit.links import Bound
from sopgen.compare import Redline
from sopgen.edition.proof import Origin, origin_of
from sopgen.edition.records import Records
from sopgen.edition.timeline import Entry
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.model.finding import Finding
from sopgen.model.revision import Revision


class Version(NamedTuple):
    """One published version of a document, with what git proves of it."""

    document: Document
    entry: Entry
    revision: Revision

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.document.id or self.document.slug} {self.entry.version}"


@dataclass(frozen=True)
class Scope:
    """The documents of a package: those of some departments, or of all where none is named.

    `edition` is that of one commit, of which nothing is uncommitted; drafts are no part of it.
    `texts` are the committed texts by blob, and `findings` what the rules say of the documents.
    """

    edition: Bound
    commit: str
    committed_at: datetime
    departments: tuple[str, ...]
    texts: Mapping[str, bytes]
    findings: tuple[Finding, ...]

    @cached_property
    def records(self) -> Records:
        """The versions of every document."""
        return Records(self.edition)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The published documents, by id."""
        held = (item for item in self.edition.published if item.path in self.edition.bound)
        return tuple(sorted(held, key=lambda item: (item.id or "", item.path)))

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """Every published version, by document, the latest first."""
        return tuple(
            Version(item, entry, entry.issued.revision)
            for item in self.documents
            for entry in self.records.timeline(item)
            if entry.is_open and entry.issued.revision is not None
        )

    def versions_of(self, document: Document) -> tuple[Version, ...]:
        """The published versions of one document, the latest first."""
        return self._by_document.get(document.path, ())

    def shown(self, document: Document) -> Version | None:
        """The version that the document's page shows; None where git does not know it."""
        return next((item for item in self.versions_of(document) if item.entry.is_on_page), None)

    @cached_property
    def in_force(self) -> tuple[Document, ...]:
        """The documents that people are to work by."""
        return self.of(Phase.IN_FORCE)

    def of(self, phase: Phase) -> tuple[Document, ...]:
        """The documents that stand so."""
        return tuple(item for item in self.documents if self.edition.standing(item).phase is phase)

    def redline(self, version: Version) -> Redline | None:
        """A version beside the one before it; None for the first."""
        key = version.document.path, version.entry.version
        if key not in self._redlines:
            self._redlines[key] = self.records.redline(version.document, version.entry)
        return self._redlines[key]

    @cached_property
    def origin(self) -> Origin:
        """What the package is made from."""
        whole = origin_of(self.edition, self.records, self.commit)
        names = {self.edition.names[item.path] for item in self.documents}
        return Origin(
            commit=whole.commit,
            day=whole.day,
            drafts=False,
            documents=tuple(item for item in whole.documents if item.name in names),
        )

    @cached_property
    def _redlines(self) -> dict[tuple[str, str], Redline | None]:
        return {}

    @cached_property
    def _by_document(self) -> Mapping[str, tuple[Version, ...]]:
        found: dict[str, list[Version]] = {}
        for item in self.versions:
            found.setdefault(item.document.path, []).append(item)
        return {path: tuple(items) for path, items in found.items()}
