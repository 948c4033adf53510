"""All documents of a library, by id and path, and where the links between them lead."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from sopgen.model.document import Document
from sopgen.model.errors import OperatorError, SettingsError
from sopgen.model.finding import Problem
from sopgen.model.source import Span
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.reader import LayoutOf, Reading, read_document, too_large
from sopgen.settings import Settings

_ENDING: Final = ".md"
_INDEX: Final = "index.md"


class Leads(StrEnum):
    """What a link leads to."""

    OUT = "another site"
    ANCHOR = "a place in the same document"
    DOCUMENT = "a document of the library"
    PAGE = "a page that is no SOP"
    FILE = "another file of the library"
    MISSING = "nothing"
    OUTSIDE = "a file outside the library"
    UNSAFE = "an address that no document may have"


class Target(NamedTuple):
    """Where a link leads: the document, where it is one; the file's path; the anchor after #."""

    leads: Leads
    document: Document | None
    path: str
    anchor: str


@dataclass(frozen=True)
class Library:
    """The documents of one folder.

    `readings` are by path (relative to the repository, with slashes). `files` are all other files
    of the folder, `folder` the folder's own path with a slash at its end, or empty. `elsewhere`
    are documents of another library whose ids may be named.
    """

    readings: Mapping[str, Reading]
    files: frozenset[str]
    folder: str
    vocabulary: Vocabulary
    elsewhere: Mapping[str, Document] = field(default_factory=dict)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every document that could be read, by path."""
        return tuple(item.document for item in self.readings.values() if item.document)

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """The documents by id; where two claim one id, the first by path has it."""
        found: dict[str, Document] = {}
        for document in self.documents:
            if document.id is not None:
                found.setdefault(document.id, document)
        return {**self.elsewhere, **found}

    @cached_property
    def claims(self) -> Mapping[tuple[str, str], tuple[Document, ...]]:
        """Who claims what must be unique: an id, a title, an address."""
        claims: dict[tuple[str, str], tuple[Document, ...]] = {}
        for document in self.documents:
            for claim in _claims(document):
                claims[claim] = (*claims.get(claim, ()), document)
        return claims

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The path of every file by its name in lower case, without the endings of pages."""
        names: dict[str, str] = {}
        for path in sorted({*self.readings, *self.files}):
            names.setdefault(page_name(path), path)
        return names

    @cached_property
    def referrers(self) -> Mapping[str, tuple[Document, ...]]:
        """For each id, the documents that name or link to it."""
        referrers: dict[str, dict[str, Document]] = {}
        for document in self.documents:
            for other in self.references(document):
                if other.id is not None and other is not document:
                    referrers.setdefault(other.id, {})[document.path] = document
        return {key: tuple(value.values()) for key, value in referrers.items()}

    def references(self, document: Document) -> Iterator[Document]:
        """The documents that one names in its front matter or links to, in that order."""
        named = (*document.texts("related_docs"), *ids(document, "supersedes"))
        for name in (*named, *ids(document, "superseded_by")):
            if name in self.by_id:
                yield self.by_id[name]
        for link in document.links:
            target = self.target(document, link.target)
            if target.document is not None and target.document is not document:
                yield target.document

    def target(self, document: Document, link: str) -> Target:
        """Where a link of a document leads."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return Target(Leads.MISSING, None, link, "")
        if parts.scheme or parts.netloc:
            safe = parts.scheme.lower() in {"http", "https", "mailto", "tel", ""}
            return Target(Leads.OUT if safe else Leads.UNSAFE, None, link, "")
        anchor = unquote(parts.fragment)
        if not parts.path:
            return Target(Leads.ANCHOR, document, document.path, anchor)
        if "\\" in link or parts.path.startswith("/"):
            return Target(Leads.OUTSIDE, None, parts.path, anchor)
        return self._file(posixpath.dirname(document.path), unquote(parts.path), anchor)

    def _file(self, folder: str, relative: str, anchor: str) -> Target:
        path = posixpath.normpath(posixpath.join(folder, relative))
        reading = self.readings.get(path)
        if reading is not None:
            return Target(Leads.DOCUMENT, reading.document, path, anchor)
        if path in self.files:
            return Target(Leads.PAGE if path.endswith(_ENDING) else Leads.FILE, None, path, anchor)
        outside = not path.startswith(self.folder) if self.folder else path.startswith("../")
        return Target(Leads.OUTSIDE if outside else Leads.MISSING, None, path, anchor)


def page_name(path: str) -> str:
    """A file's name as people compare it: in lower case, without the ending of a page."""
    name = posixpath.basename(path.rstrip("/")).lower()
    return name.removesuffix(_ENDING).removesuffix(".html")


def ids(document: Document, name: str) -> tuple[str, ...]:
    """The ids in a field that may hold one or a list of them."""
    one = document.text(name)
    return (one,) if one is not None else document.texts(name)


def _claims(document: Document) -> Iterator[tuple[str, str]]:
    if document.id is not None:
        yield "id", document.id
    title = document.text("title")
    if title:
        yield "title", " ".join(title.casefold().split())
    yield "address", document.address


@dataclass(frozen=True)
class LibraryFiles:
    """The files of a library's folder: those of documents by path, and the paths of all others."""

    folder: str
    documents: Mapping[str, Path]
    others: frozenset[str]

    def read(
        self, paths: Iterable[str], layout_of: LayoutOf, settings: Settings
    ) -> dict[str, Reading]:
        """Read some of the documents."""
        return {path: read_file(self.documents[path], path, layout_of, settings) for path in paths}

    def contents(self, settings: Settings) -> dict[str, bytes]:
        """The bytes of those documents that can be opened, cut where they are too large."""
        found = {}
        for path, file in self.documents.items():
            with suppress(OSError):
                found[path] = content_of(file, settings)
        return found


def find_files(settings: Settings) -> LibraryFiles:
    """Find every file of the library's folder.

    Raises `SettingsError` where the folder is not there.
    """
    if not settings.docs_dir.is_dir():
        raise SettingsError(
            f"The folder of documents {settings.docs_dir} is not there.",
            'Make it, or set "docs_dir" in mkdocs.yml.',
        )
    prefix = folder_of(settings)
    documents: dict[str, Path] = {}
    others: set[str] = set()
    for name, file in _files(settings.docs_dir):
        if _is_document(name, settings.pages) or file.is_dir():
            documents[prefix + name] = file
        else:
            others.add(prefix + name)
    return LibraryFiles(prefix, documents, frozenset(others))


def folder_of(settings: Settings) -> str:
    """The path of the library's folder in the repository: with a slash at its end, or empty."""
    folder = _repository_path(settings, settings.docs_dir)
    return f"{folder}/" if folder else ""


def read_library(settings: Settings, layout_of: LayoutOf, vocabulary: Vocabulary) -> Library:
    """Read every document of the library's folder; bad files are readings with problems.

    Raises `SettingsError` where the folder is not there.
    """
    files = find_files(settings)
    readings = files.read(files.documents, layout_of, settings)
    return Library(readings, files.others, files.folder, vocabulary)


def read_files(
    paths: Iterable[Path],
    settings: Settings,
    layout_of: LayoutOf,
    vocabulary: Vocabulary,
    elsewhere: Mapping[str, Document],
) -> Library:
    """Read files, and the documents in folders, that belong to no library: one of their own.

    They may name the ids of documents `elsewhere`.
    """
    found: dict[str, Path] = {}
    for path in paths:
        inside = dict(_files(path)) if path.is_dir() else {"": path}
        for name, file in inside.items():
            if not name or _is_document(name, settings.pages) or file.is_dir():
                found[printable(file.as_posix())] = file
    readings = {name: read_file(file, name, layout_of, settings) for name, file in found.items()}
    folders = {file.parent for file in found.values()}
    others = {
        printable((folder / name).as_posix()) for folder in folders for name, _ in _files(folder)
    }
    files = frozenset(others - readings.keys())
    return Library(readings, files, "", vocabulary, elsewhere)


def read_file(file: Path, path: str, layout_of: LayoutOf, settings: Settings) -> Reading:
    """Read one file under the path that it has in the repository."""
    try:
        content = content_of(file, settings)
        size = file.stat().st_size
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem("SOP101", f"The file cannot be read: {reason}.", Span(0, 0), _READABLE)
        return Reading(None, [problem])
    if len(content) > settings.largest_file:
        return too_large(size, settings.largest_file)
    return read_document(path, content, layout_of, settings.largest_file)


def content_of(file: Path, settings: Settings) -> bytes:
    """The bytes of a file, up to one more than the settings allow.

    Raises `OSError` where it cannot be read, or is no file of the library.
    """
    _refuse_what_is_no_file_of_the_library(file, settings)
    with file.open("rb") as stream:
        return stream.read(settings.largest_file + 1)


_READABLE: Final = "Make it a plain file that everybody may read."


def _refuse_what_is_no_file_of_the_library(file: Path, settings: Settings) -> None:
    mode = file.lstat().st_mode
    if stat.S_ISREG(mode):
        return
    is_link = stat.S_ISLNK(mode)
    if is_link:
        mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise OSError(0, "it is a link to a folder, and such are not followed")
    if not stat.S_ISREG(mode):
        raise OSError(0, "it is no plain file")
    if is_link and not _lies_open(file.resolve(), settings.root):
        raise OSError(0, "it is a link to a file outside the library")


def _lies_open(file: Path, root: Path) -> bool:
    """Whether a file is below a folder, and in no hidden one: git's own may hold a password."""
    return root in file.parents and not any(
        part.startswith(".") for part in file.relative_to(root).parts
    )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder by its path with slashes, in order; hidden ones left out.

    A folder that is a link is given as if it were a file. Raises `OperatorError` where a folder
    may not be read: else its documents would pass unchecked.
    """
    for current, folders, names in os.walk(folder, onerror=_stop):
        here = Path(current)
        inside = here.relative_to(folder).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield printable(prefix + name), here / name


def _stop(error: OSError) -> None:
    raise OperatorError(f"The folder {error.filename} cannot be read: {error.strerror}.")


def printable(path: str) -> str:
    """A path as it is told: bytes that are no UTF-8 as \\xff, for they cannot be printed."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _is_document(name: str, pages: tuple[str, ...]) -> bool:
    if not name.lower().endswith(_ENDING) or posixpath.basename(name) == _INDEX:
        return False
    return not any(fnmatch(name, pattern) for pattern in pages)


def _repository_path(settings: Settings, folder: Path) -> str:
    relative = os.path.relpath(folder, settings.root).replace(os.sep, "/")
    path = printable(posixpath.normpath(settings.prefix + relative))
    return "" if path == "." else path
