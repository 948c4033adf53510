"""Which two texts of a document somebody means, and what is between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sopgen.compare import (
    Change,
    Comparand,
    Redline,
    VersionStep,
    changes_between,
    redline_between,
    required_step,
    step_asked_for,
    text_changes,
    text_redline,
)
from sopgen.history import History
from sopgen.model.document import Document
from sopgen.model.errors import HistoryUnavailableError, OperatorError
from sopgen.model.revision import DocumentHistory, Revision
from sopgen.model.suggestion import listed
from sopgen.reading.reader import LayoutOf, read_document

WORK_TREE = "work tree"


@dataclass(frozen=True, slots=True)
class Side:
    """One text; `name` is what a person calls it, `document` is None where it is no SOP."""

    name: str
    path: str
    text: str
    document: Document | None
    version: str | None = None
    effective_date: date | None = None
    issued_at: datetime | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts, what changed, and the step that it asks for (None for texts that are no SOPs)."""

    path: str
    document: str | None
    title: str
    old: Side
    new: Side
    changes: tuple[Change, ...]
    step: VersionStep | None
    redline: Redline


def compare_sides(old: Side, new: Side) -> Comparison:
    """Compare two texts; as documents where both are."""
    both = old.document, new.document
    title = new.path
    if both[0] is not None and both[1] is not None:
        versions = Comparand(both[0]), Comparand(both[1])
        found, shown = changes_between(*versions), redline_between(*versions)
        asked = required_step(old.version or "", step_asked_for(found))
        return Comparison(new.path, both[1].id, both[1].title, old, new, found, asked, shown)
    found, shown = text_changes(old.text, new.text), text_redline(old.text, new.text)
    return Comparison(new.path, None, title, old, new, found, None, shown)


def revision_changes(
    history: History, found: DocumentHistory, layout_of: LayoutOf
) -> dict[str, tuple[Change, ...]]:
    """What each version changed since the one before; a text that is no document is text."""
    texts = history.texts(item.blob for item in found.revisions)
    sides = [_side(r.version, r.path, texts[r.blob], layout_of) for r in found.revisions]
    pairs = zip(sides[1:], sides, strict=False)
    return {new.name: compare_sides(old, new).changes for old, new in pairs}


class Sides:
    """Finds the texts of one file: its versions, its text at a commit, and as it is now."""

    def __init__(self, history: History, file: Path, layout_of: LayoutOf) -> None:
        self._history = history
        self._layout_of = layout_of
        self._path = history.locate(file)
        self._folder = self._path[: self._path.find("/") + 1]
        self._content = file.read_bytes()
        self._now = _side(WORK_TREE, self._path, self._content, layout_of)
        self._known = self._find_history()

    def chosen(self, old: str | None, new: str | None) -> tuple[Side, Side]:
        """The two sides. Raises `OperatorError` where there is none of that name.

        Without a name the newer one is the file as it is, and the older one what came before: the
        committed text of the same version, else the version before, else the commit before.
        """
        newer = self._named(new) if new else self._now
        return (self._named(old) if old else self._before()), newer

    def _find_history(self) -> DocumentHistory:
        known = self._history.history_of(self._path)
        identifier = self._now.document.id if self._now.document else None
        if not known.commits and identifier:
            before = self._history.path_of(identifier, self._folder)
            known = self._history.history_of(before) if before else known
        return known

    def _named(self, name: str) -> Side:
        revision = next((r for r in self._known.revisions if r.version == name), None)
        if revision is not None:
            return self._of_revision(revision)
        if self._now.version == name:
            return self._now
        try:
            history = self._history.as_of(name)
        except HistoryUnavailableError as error:
            versions = listed(item.version for item in self._known.revisions)
            message = f'There is no version, commit, branch or tag "{name}" of {self._path}.'
            raise OperatorError(message, versions and f"There are {versions}.") from error
        return self._at(history, name)

    def _at(self, history: History, name: str) -> Side:
        identifier = self._now.document.id if self._now.document else None
        files = history.files()
        then = {commit.path for commit in self._known.commits} & files.keys()
        path = (identifier and history.path_of(identifier, self._folder)) or self._path
        if path not in files:
            path = next(iter(sorted(then)), path)
        if path not in files:
            raise OperatorError(f"{self._path} was not there at {name}.", "Choose a later commit.")
        content = history.text(files[path])
        return _side(name, path, content, self._layout_of, commit=history.commit)

    def _before(self) -> Side:
        commits, revisions = self._known.commits, self._known.revisions
        if commits:
            committed = self._at(self._history, "HEAD")
            if committed.text != self._now.text and committed.version == self._now.version:
                return committed
        earlier = next((r for r in revisions if r.version != self._now.version), None)
        if earlier is not None:
            return self._of_revision(earlier)
        if self._now.document is None and len(commits) > 1:
            return self._at(self._history.as_of(commits[1].commit), commits[1].commit[:10])
        message = f"{self._path} has no version before this one."
        raise OperatorError(message, "Name a commit, branch or tag to compare with.")

    def _of_revision(self, revision: Revision) -> Side:
        content = self._history.text(revision.blob)
        return _side(
            revision.version,
            revision.path,
            content,
            self._layout_of,
            issued_at=revision.issued_at,
            commit=revision.commit,
        )


def _side(
    name: str,
    path: str,
    content: bytes,
    layout_of: LayoutOf,
    *,
    issued_at: datetime | None = None,
    commit: str | None = None,
) -> Side:
    reading = read_document(path, content, layout_of)
    document = reading.document if reading.front_matter_usable else None
    text = content.decode("utf-8", errors="replace")
    if document is None or document.id is None:
        return Side(name, path, text, None, issued_at=issued_at, commit=commit)
    version, day = document.text("version"), document.day("effective_date")
    return Side(name, path, text, document, version, day, issued_at, commit)
