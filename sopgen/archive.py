"""Every version of every document: what git knows, read into documents where it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, TypeVar

from sopgen.history import History, open_history
from sopgen.in_force import Content, Issued, Phase, Standing, issued_versions, standing_on
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.errors import HistoryUnavailableError
from sopgen.model.revision import DocumentHistory, Revision
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.fields import read_fields
from sopgen.reading.reader import LayoutOf, Reading, read_document

T = TypeVar("T")

_KEPT: Final = 200  # texts that were read last, as documents: those of a document or a few
_FIELDS: Final = frozenset(
    {"id", "version", "status", "effective_date", "approver", "change_summary", "department"}
)


def open_repository(folder: Path, commit: str = "HEAD", *, keep_texts: bool = False) -> History:
    """The history of the repository that holds a folder.

    With `keep_texts` it holds every text that it reads, for whoever asks for it later. Raises
    `HistoryUnavailableError` where git cannot answer exactly.
    """
    return open_history(folder, _stated, commit, keep_texts=keep_texts)


def _stated(content: bytes) -> Mapping[str, object]:
    """What a text says of itself; an `id` is a document's only where there is a version too.

    Other programs give pages ids that repeat in every folder.
    """
    fields = read_fields(content, _FIELDS)
    return fields if "version" in fields else {}


class Past:
    """What git knows of the documents below a folder, read once however often they are edited.

    `folder` has a slash at its end, or is empty. `versions` are those of each document by its path,
    the document as it is now first. Another process may read it: `gather` says when it is whole.
    """

    def __init__(self, history: History | None, folder: str) -> None:
        self.history = history
        self.versions: dict[str, tuple[Issued, ...]] = {}
        self._folder = folder
        self._texts: dict[str, bytes] = {}

    @cached_property
    def read(self) -> Callable[[str, str, LayoutOf], Content]:
        """What a revision says by its path and its blob; those that were read last are kept."""
        return lru_cache(maxsize=_KEPT)(self._read)

    @cached_property
    def committed(self) -> Mapping[str, DocumentHistory]:
        """The history of each document that the commit holds, by its path."""
        found = self.history.histories_under(self._folder) if self.history else ()
        return {item.path: item for item in found}

    def before(self, document: Document) -> DocumentHistory | None:
        """The history of a document that was renamed or rewritten and not committed yet.

        The id knows where it was.
        """
        if self.history is None or document.id is None:
            return None
        where = self.history.path_of(document.id, self._folder)
        return self.history.history_of(where) if where is not None else None

    def _read(self, path: str, blob: str, layout_of: LayoutOf) -> Content:
        """What a revision says; of a document that the commit does not hold any more, too."""
        text = self._text(blob)
        reading = read_document(path, text, layout_of)
        if reading.document is not None and reading.front_matter_usable:
            return Content(reading.document, reading.document.source.text)
        return Content(None, text.decode("utf-8", errors="replace"))

    def gather(self) -> None:
        """Get the texts of all revisions, if they are not there."""
        if not self._texts:
            self._texts.update(self._all_texts())

    def _text(self, blob: str) -> bytes:
        self.gather()
        if blob not in self._texts and self.history is not None:
            self._texts[blob] = self.history.text(blob)
        return self._texts[blob]

    def _all_texts(self) -> Mapping[str, bytes]:
        """The texts of all revisions, from one process."""
        wanted = {item.blob for found in self.committed.values() for item in found.revisions}
        return self.history.texts(sorted(wanted)) if self.history else {}


class Archive:
    """Every version of the documents of one library.

    `history` is None where git cannot answer: then each document has only its current text, and
    `notice` says why, in a sentence for readers.
    """

    def __init__(
        self,
        library: Library,
        layout_of: LayoutOf,
        history: History | None,
        notice: str = "",
        *,
        past: Past | None = None,
    ) -> None:
        self._library = library
        self._layout_of = layout_of
        self._past = past or Past(history, library.folder)
        self.notice = notice

    def following(self, library: Library) -> Archive:
        """The same past, with the library after an edit.

        What is worked out of documents that did not change is kept.
        """
        return Archive(library, self._layout_of, None, self.notice, past=self._past)

    @cached_property
    def histories(self) -> Mapping[str, DocumentHistory]:
        """The history of each document by its path, as far as it was ever committed."""
        known = dict(self._past.committed)
        for document in self._library.documents:
            if document.path not in known:
                before = self._past.before(document)
                if before is not None:
                    known[document.path] = before
        return known

    @property
    def commit(self) -> str | None:
        """The commit up to which the history is known."""
        return self._past.history.commit if self._past.history else None

    @property
    def first_commit(self) -> str | None:
        """The commit that the mainline began with."""
        return self._past.history.first_commit if self._past.history else None

    def gather(self) -> None:
        """Get every text from git now, and not when the first is asked for.

        What is copied to other processes afterwards has them, and need not ask git itself.
        """
        self._past.gather()

    def versions(self, document: Document) -> tuple[Issued, ...]:
        """Every version of a document, the latest first."""
        found = self._past.versions.get(document.path)
        if found is None or found[0].document is not document:
            history = self.histories.get(document.path)
            found = issued_versions(document, history, self._read)
            self._past.versions[document.path] = found
        return found

    def standing(self, document: Document, today: date) -> Standing:
        """Which version of a document is in force on a day."""
        return standing_on(self.versions(document), today)

    @property
    def all_versions(self) -> Mapping[str, tuple[Issued, ...]]:
        """Every version of each document by its path, read when they are asked for."""
        return _OfDocuments(self._library, self.versions)

    def standings(self, today: date) -> Mapping[str, Standing]:
        """How each document stands on a day by its path, worked out when it is asked for."""
        return _OfDocuments(self._library, lambda document: self.standing(document, today))

    def _read(self, revision: Revision) -> Content:
        return self._past.read(revision.path, revision.blob, self._layout_of)


class _OfDocuments(Mapping[str, T]):
    """Something of each document of a library by its path, worked out when it is asked for."""

    def __init__(self, library: Library, of: Callable[[Document], T]) -> None:
        self._library = library
        self._of = of

    def __getitem__(self, path: str) -> T:
        document = self._library.readings[path].document
        if document is None:
            raise KeyError(path)
        return self._of(document)

    def __iter__(self) -> Iterator[str]:
        return (document.path for document in self._library.documents)

    def __len__(self) -> int:
        return len(self._library.documents)


def version_on(
    history: History, name: str, day: date, layout_of: LayoutOf, *, under: str = ""
) -> Issued | None:
    """The version of a document that was in force on a day, out of what the mainline held then.

    `name` is its id, or its path then; ids count where the path begins with `under`. None where
    there was no such document, or where no version of it was more than a draft. Raises
    `HistoryUnavailableError` where git cannot answer.
    """
    then = history.as_of(day)
    path = then.path_of(name, under) or name
    blob = then.files().get(path)
    if blob is None:
        return None
    found = read_document(path, then.text(blob), layout_of).document
    if found is None:
        return None
    library = Library({path: Reading(found)}, frozenset(), path, Vocabulary())
    standing = Archive(library, layout_of, then).standing(found, day)
    return None if standing.phase is Phase.DRAFT else standing.shown


def gathered_past(root: Path, folder: str, commit: str) -> Past:
    """What git knows of the documents below a folder of the repository that holds `root`.

    Everything that an archive will ask of it is read now, so that it can be sent to a process.
    Raises `HistoryUnavailableError` where git cannot answer exactly.
    """
    history = open_repository(root, commit, keep_texts=True)
    history.require_complete()
    past = Past(history, folder)
    past.gather()
    return past


def open_archive(library: Library, layout_of: LayoutOf, folder: Path, *, exact: bool) -> Archive:
    """The archive of a library in a folder.

    Where git cannot answer and `exact` is asked for, raises `HistoryUnavailableError`; else the
    archive has no history, and says why.
    """

    def past() -> Past:
        history = open_repository(folder)
        history.require_complete()
        return Past(history, library.folder)

    return archive_of(library, layout_of, past, exact=exact)


def archive_of(
    library: Library, layout_of: LayoutOf, past: Callable[[], Past], *, exact: bool
) -> Archive:
    """The archive of a library with what git knows of it, as `open_archive` has it."""
    try:
        known = past()
    except HistoryUnavailableError as error:
        if exact:
            raise
        return Archive(library, layout_of, None, _sentence(error.message))
    return Archive(library, layout_of, known.history, past=known)


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:].rstrip('.')}."
