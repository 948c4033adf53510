"""Hands on what one process has worked out of a document, so that no other does it again."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.compare import Change
from sopgen.edition.edition import Edition
from sopgen.edition.proof import DocumentProof, document_proof
from sopgen.edition.records import Key, Records
from sopgen.edition.validity import Validity, document_validity, version_validity


class Learned(NamedTuple):
    """What every list, feed and page that tells of all documents asks of a document's versions."""

    proof: DocumentProof
    changes: dict[Key, tuple[Change, ...]]
    roles: dict[Key, tuple[tuple[str, str], ...]]
    titles: dict[Key, str]
    validities: dict[tuple[str, str | None], Validity]


class Learning:
    """What is known of the documents of an edition; `proofs` are theirs by path."""

    def __init__(self, edition: Edition, records: Records) -> None:
        self._edition = edition
        self._records = records
        self.proofs: dict[str, DocumentProof] = {}

    def hand_over(self, path: str) -> Learned:
        """All there is to know of a published document, which is forgotten here."""
        edition, records = self._edition, self._records
        document = edition.library.readings[path].document
        if document is None:
            raise KeyError(path)
        learned = Learned(document_proof(edition, records, document), {}, {}, {}, {})
        learned.validities[path, None] = document_validity(edition, document)
        for entry in records.timeline(document):
            key = path, entry.version
            learned.changes[key] = records.changes(document, entry)
            learned.roles[key] = records.roles(document, entry)
            learned.titles[key] = records.title(document, entry)
            learned.validities[key] = version_validity(edition, document, entry)
        records.forget(document)
        for known in learned.validities:
            edition.validities.pop(known)
        return learned

    def take(self, path: str, learned: Learned) -> None:
        """Know what another process has worked out, and the timeline, which any copy has then."""
        document = self._edition.library.readings[path].document
        if document is not None:
            self._records.timeline(document)
        self.proofs[path] = learned.proof
        self._records.known_changes |= learned.changes
        self._records.known_roles |= learned.roles
        self._records.known_titles |= learned.titles
        self._edition.validities.update(learned.validities)
