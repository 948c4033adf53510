"""What the published texts were made from: enough for anybody to check each against git."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.edition.timeline import Entry
from sopgen.in_force import Issued
from sopgen.model.document import Document

# What a decoder puts in place of bytes that are no UTF-8.
_REPLACED: Final = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextProof:
    """One published version: the mainline commit that issued it, and git's name of its text.

    `commit` and `blob` are None where it is not committed, `sha256` where the bytes were no UTF-8.
    `path` is the file's in the repository; `file` is where its bytes stand in an audit package.
    """

    version: str
    phase: str
    path: str
    commit: str | None
    blob: str | None
    sha256: str | None
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentProof:
    """A published document with its published versions, the latest first."""

    name: str
    id: str | None
    title: str
    versions: tuple[TextProof, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What something was made from: a commit of the library (None without git), and for a day."""

    commit: str | None
    day: date
    drafts: bool
    documents: tuple[DocumentProof, ...]


def origin_of(
    edition: Edition,
    records: Records,
    commit: str | None,
    known: Mapping[str, DocumentProof] = MappingProxyType({}),
) -> Origin:
    """The origin of what is made of an edition, which was read from a commit.

    `known` are proofs of documents by path.
    """
    ordered = sorted(edition.published, key=lambda item: edition.names[item.path])
    return Origin(
        commit=commit,
        day=edition.today,
        drafts=edition.drafts,
        documents=tuple(
            known.get(item.path) or document_proof(edition, records, item) for item in ordered
        ),
    )


def exact_bytes(document: Document | None, item: Issued | None) -> bytes | None:
    """The file that a text was read from, byte for byte; None where it was no UTF-8."""
    text = document.source.text if document else item.text if item else ""
    if _REPLACED in text:
        return None
    return document.source.encoded() if document else text.encode(errors="replace")


def document_proof(edition: Edition, records: Records, document: Document) -> DocumentProof:
    """A published document with what proves the text of each of its published versions."""
    return DocumentProof(
        name=edition.names[document.path],
        id=document.id,
        title=edition.shown(document).title,
        versions=tuple(_texts(edition, records, document)),
    )


def _texts(edition: Edition, records: Records, document: Document) -> Iterator[TextProof]:
    entries = [entry for entry in records.timeline(document) if entry.is_open]
    for entry in entries:
        yield _committed(document, entry)
    if not entries:
        standing = edition.standing(document)
        yield TextProof(
            version=standing.document.text("version") or "",
            phase=standing.phase.name.lower(),
            path=document.path,
            commit=None,
            blob=None,
            sha256=_sha256(exact_bytes(standing.document, None)),
        )


def _committed(document: Document, entry: Entry) -> TextProof:
    item = entry.issued
    revision = item.revision
    return TextProof(
        version=item.version,
        phase=entry.phase.name.lower(),
        path=revision.path if revision else document.path,
        commit=revision.commit if revision else None,
        blob=revision.blob if revision else None,
        sha256=_sha256(exact_bytes(item.document, item)),
    )


def _sha256(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
