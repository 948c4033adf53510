"""Every version of every document: what git knows, read into documents where it can be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from sopgen.history import History, open_history
from sopgen.in_force import Issued, Phase, Standing, issued_versions, standing_on
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.errors import HistoryUnavailableError
from sopgen.model.revision import DocumentHistory, Revision
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.fields import read_fields
from sopgen.reading.reader import LayoutOf, Reading, read_document

_FIELDS: Final = frozenset(
    {"id", "version", "status", "effective_date", "approver", "change_summary"}
)


def open_repository(folder: Path, commit: str = "HEAD") -> History:
    """The history of the repository that holds a folder.

    Raises `HistoryUnavailableError` where git cannot answer exactly.
    """
    return open_history(folder, _stated, commit)


def _stated(content: bytes) -> Mapping[str, object]:
    """What a text says of itself; an `id` is a document's only where there is a version too.

    Other programs give pages ids that repeat in every folder.
    """
    fields = read_fields(content, _FIELDS)
    return fields if "version" in fields else {}


class Archive:
    """Every version of the documents of one library.

    `history` is None where git cannot answer: then each document has only its current text, and
    `notice` says why, in a sentence for readers.
    """

    def __init__(
        self, library: Library, layout_of: LayoutOf, history: History | None, notice: str = ""
    ) -> None:
        self._library = library
        self._layout_of = layout_of
        self._history = history
        self.notice = notice
        self._versions: dict[str, tuple[Issued, ...]] = {}

    @cached_property
    def histories(self) -> Mapping[str, DocumentHistory]:
        """The history of each document by its path, as far as it was ever committed."""
        if self._history is None:
            return {}
        known = {item.path: item for item in self._history.histories_under(self._library.folder)}
        for document in self._library.documents:
            if document.path not in known and document.id is not None:
                # Renamed or rewritten, and not committed yet: the id knows where it was.
                before = self._history.path_of(document.id, self._library.folder)
                if before is not None:
                    known[document.path] = self._history.history_of(before)
        return known

    @property
    def commit(self) -> str | None:
        """The commit up to which the history is known."""
        return self._history.commit if self._history else None

    @property
    def first_commit(self) -> str | None:
        """The commit that the mainline began with."""
        return self._history.first_commit if self._history else None

    def versions(self, document: Document) -> tuple[Issued, ...]:
        """Every version of a document, the latest first."""
        found = self._versions.get(document.path)
        if found is None:
            history = self.histories.get(document.path)
            found = issued_versions(document, history, self._read, self._text)
            self._versions[document.path] = found
        return found

    def standing(self, document: Document, today: date) -> Standing:
        """Which version of a document is in force on a day."""
        return standing_on(self.versions(document), today)

    @cached_property
    def _texts(self) -> Mapping[str, bytes]:
        """The texts of all revisions, from one process."""
        wanted = {item.blob for found in self.histories.values() for item in found.revisions}
        return self._history.texts(sorted(wanted)) if self._history else {}

    def _read(self, revision: Revision) -> Document | None:
        """The document as it was; None where the text of that time is no document."""
        content = self._texts[revision.blob]
        reading = read_document(revision.path, content, self._layout_of)
        return reading.document if reading.front_matter_usable else None

    def _text(self, revision: Revision) -> str:
        return self._texts[revision.blob].decode("utf-8", errors="replace")


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


def open_archive(library: Library, layout_of: LayoutOf, folder: Path, *, exact: bool) -> Archive:
    """The archive of a library in a folder.

    Where git cannot answer and `exact` is asked for, raises `HistoryUnavailableError`; else the
    archive has no history, and says why.
    """
    try:
        history = open_repository(folder)
        history.require_complete()
    except HistoryUnavailableError as error:
        if exact:
            raise
        return Archive(library, layout_of, None, _sentence(error.message))
    return Archive(library, layout_of, history)


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:].rstrip('.')}."
