"""Holds files and texts against a manifest, and the manifest against git."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sopgen.edition.proof import DocumentProof, TextProof
from sopgen.history import History
from sopgen.manifest.contents import Contents, UnreadableError, digest
from sopgen.manifest.value import MANIFEST, Manifest
from sopgen.model.revision import DocumentHistory


class How(StrEnum):
    """How something differs from what it should be."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    STRANGE = "strange"  # a link, a path that leads out, and the like
    UNREADABLE = "unreadable"
    NOT_IN_GIT = "not-in-git"
    NOT_LISTED = "not-listed"  # git holds it, the manifest does not
    NOT_REBUILT = "not-rebuilt"  # it is not what the same commit gives when it is built anew


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: a file by its path, or a text by its document and version."""

    how: How
    what: str
    detail: str = ""


class _Text(NamedTuple):
    commit: str
    blob: str


def against_files(manifest: Manifest, contents: Contents) -> Iterator[Difference]:
    """Every file that is not as the manifest says, by path."""
    there = contents.names - {MANIFEST}
    for name in sorted({*manifest.files, *there, *contents.strange}):
        if name in contents.strange:
            yield Difference(How.STRANGE, name, contents.strange[name])
        elif name not in there:
            yield Difference(How.MISSING, name)
        elif name not in manifest.files:
            yield Difference(How.ADDED, name)
        else:
            yield from _read_again(manifest.files[name], contents, name)
    yield from _misplaced(manifest)


def against_git(manifest: Manifest, history: History) -> Iterator[Difference]:
    """Every text of the manifest that git does not hold so, and what it holds besides.

    `history` is that of the manifest's commit. Raises `HistoryUnavailableError` where git cannot
    answer.
    """
    known = history.histories_under()
    texts = _texts_in(known)
    wanted = {item.blob for document in manifest.origin.documents for item in document.versions}
    held = {text.blob for found in texts.values() for text in found}
    contents = history.texts(sorted(blob for blob in wanted if blob in held and blob))
    for document in manifest.origin.documents:
        for item in document.versions:
            fault = _fault(item, texts, contents)
            if fault:
                yield Difference(How.NOT_IN_GIT, _named(document, item.version), fault)
        for version in _left_out(document, known):
            yield Difference(How.NOT_LISTED, _named(document, version), "git holds this version")


def against_another(contents: Contents, other: Contents) -> Iterator[Difference]:
    """Every file that is not the same in both, by path; the other is what it should be."""
    for name in sorted(contents.names | other.names):
        if name not in other.names:
            yield Difference(How.NOT_REBUILT, name, "the commit does not give it")
        elif name not in contents.names:
            yield Difference(How.NOT_REBUILT, name, "the commit gives it, and it is not there")
        else:
            yield from _told_apart(contents, other, name)


def _told_apart(contents: Contents, other: Contents, name: str) -> Iterator[Difference]:
    try:
        if digest(contents, name) != digest(other, name):
            yield Difference(How.NOT_REBUILT, name, "the commit gives other bytes")
    except UnreadableError as error:
        yield Difference(How.UNREADABLE, name, str(error))


def _read_again(expected: str, contents: Contents, name: str) -> Iterator[Difference]:
    try:
        if digest(contents, name) != expected:
            yield Difference(How.CHANGED, name)
    except UnreadableError as error:
        yield Difference(How.UNREADABLE, name, str(error))


def _misplaced(manifest: Manifest) -> Iterator[Difference]:
    """Texts whose file in the package is not the text that the manifest states."""
    for document in manifest.origin.documents:
        for item in document.versions:
            if item.file and item.sha256 and manifest.files.get(item.file) != item.sha256:
                detail = f"not the text of {_named(document, item.version)}"
                yield Difference(How.CHANGED, item.file, detail)


Texts = Mapping[tuple[str, str], frozenset[_Text]]


def _texts_in(known: tuple[DocumentHistory, ...]) -> Texts:
    """What git holds by path and version; a copied file may hold a version twice."""
    found: dict[tuple[str, str], set[_Text]] = defaultdict(set)
    for history in known:
        for item in history.revisions:
            found[item.path, item.version].add(_Text(item.commit, item.blob))
    return {key: frozenset(texts) for key, texts in found.items()}


def _fault(item: TextProof, texts: Texts, contents: Mapping[str, bytes]) -> str | None:
    found = texts.get((item.path, item.version))
    if item.commit is None or item.blob is None:
        return "it was not committed"
    if not found:
        return f"git holds no such version of {item.path}"
    if all(text.commit != item.commit for text in found):
        return f"commit {item.commit} did not issue it"
    if _Text(item.commit, item.blob) not in found:
        return f"blob {item.blob} is not its text"
    sha256 = hashlib.sha256(contents[item.blob]).hexdigest()
    if item.sha256 is not None and sha256 != item.sha256:
        return "its text is another one than git holds"
    return None


def _left_out(document: DocumentProof, known: tuple[DocumentHistory, ...]) -> Iterator[str]:
    """The published versions of a document that the manifest does not name."""
    told = {item.version for item in document.versions}
    paths = {item.path for item in document.versions}
    for history in known:
        is_it = history.path in paths and (document.id or None) == history.document
        for item in history.revisions if is_it else ():
            if item.status != "draft" and item.version not in told:
                yield item.version


def _named(document: DocumentProof, version: str) -> str:
    return f"{document.id or document.name} {version}"
