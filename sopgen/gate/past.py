"""What the gate asks of git beyond the base's texts: asked late, for most changes need none."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from sopgen.gate.difference import Difference
from sopgen.history import History
from sopgen.model.document import Document
from sopgen.model.errors import HistoryUnavailableError
from sopgen.model.revision import Commit, Revision
from sopgen.reading.reader import LayoutOf, read_document

ISSUED: Final = frozenset({"pilot", "approved", "retired"})


def is_another(old: Document | None, new: Document) -> bool:
    """Whether a document is another version than before, or the same with another status."""
    return old is None or any(old.text(name) != new.text(name) for name in ("version", "status"))


def is_issued(document: Document) -> bool:
    """Whether people may follow the document: it is more than a draft."""
    return document.text("status") in ISSUED


class Past:
    """The history up to the base, and that of the change itself.

    `today` is the day of what is not committed yet. Every question raises
    `HistoryUnavailableError` where git cannot answer.
    """

    def __init__(
        self,
        base: History,
        head: History,
        difference: Difference,
        layout_of: LayoutOf,
        today: date,
    ) -> None:
        self._base = base
        self._head = head
        self._difference = difference
        self._layout_of = layout_of
        self.today = today

    def issued(self, old: Document) -> Document | None:
        """The last text of a document of the base that people followed; None where none was."""
        if is_issued(old):
            return old
        revisions = self._base.history_of(old.path).revisions
        found = next((item for item in revisions if item.status in ISSUED), None)
        return self._read(found.path, found.blob) if found else None

    def owner(self, identifier: str) -> Document | None:
        """The document that last had this id, as it was last; None for an id never seen."""
        # Where the base has no library in this folder, the whole library has moved.
        under = self._difference.folder if self._difference.blobs else ""
        path = self._base.path_of(identifier, under)
        revisions = self._base.history_of(path).revisions if path is not None else ()
        return self._read(revisions[0].path, revisions[0].blob) if revisions else None

    def stands(self, path: str, identifier: str) -> bool:
        """Whether the base itself has the document with this id at a path."""
        blob = self._difference.blobs.get(path)
        found = self._read(path, blob) if blob is not None else None
        return found is not None and found.id == identifier

    def written_on(self, document: Document) -> date:
        """The author's day of the last commit to the text with its version; else today."""
        if document.path in self._uncommitted:
            return self.today
        commits = self._head.history_of(document.path).commits
        version = document.text("version")
        days = (item.authored_at.date() for item in commits if item.version == version)
        return next(days, self.today)

    def revision(self, document: Document) -> Revision | None:
        """The revision that the change makes; None where it is not committed."""
        if document.path in self._uncommitted:
            return None
        revisions = self._head.history_of(document.path).revisions
        version = document.text("version")
        return next((item for item in revisions if item.version == version), None)

    def commits_of_version(self, document: Document) -> tuple[Commit, ...]:
        """The commits to the text with its version, newest first."""
        commits = self._head.history_of(document.path).commits
        return tuple(item for item in commits if item.version == document.text("version"))

    def is_same_since(self, document: Document, commit: str | None, at: datetime | None) -> bool:
        """Whether a text is still the one of a commit; without a commit, that of a moment.

        Where neither is known it counts as the same: then whoever said so must know. A text that
        is not committed is never the same, nor one of a commit that is not in this clone.
        """
        if document.path in self._uncommitted:
            return False
        if commit is not None:
            return self._blob_of(document) in self._blobs_at(commit)
        commits = self._head.history_of(document.path).commits
        return at is None or all(item.committed_at <= at for item in commits)

    def at_base(self, file: Path) -> bytes | None:
        """A file as the base had it; None where it had none there.

        Raises `OperatorError` where the file is not in the repository.
        """
        blob = self._base.files().get(self._base.locate(file))
        return self._base.text(blob) if blob is not None else None

    @property
    def head(self) -> str:
        """The commit that the change ends with."""
        return self._head.commit

    @cached_property
    def _uncommitted(self) -> frozenset[str]:
        return self._head.uncommitted()

    def _blob_of(self, document: Document) -> str | None:
        return self._head.files(self._difference.folder).get(document.path)

    def _blobs_at(self, commit: str) -> frozenset[str]:
        """Every text that the library had at a commit, wherever it stood."""
        try:
            files = self._head.as_of(commit).files(self._difference.folder)
        except HistoryUnavailableError:
            return frozenset()
        return frozenset(files.values())

    def _read(self, path: str, blob: str) -> Document | None:
        reading = read_document(path, self._base.text(blob), self._layout_of)
        return reading.document if reading.front_matter_usable else None
