"""Change control: the documents as they are against the documents as they were at a base commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sopgen.compare import (
    VersionFault,
    VersionStep,
    changes,
    next_version,
    required_step,
    step_asked_for,
    step_between,
)
from sopgen.history import History
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.finding import Problem
from sopgen.model.source import Span
from sopgen.reading.reader import LayoutOf, read_document

_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"draft", "pilot", "approved"}),
    "pilot": frozenset({"pilot", "approved", "retired"}),
    "approved": frozenset({"approved", "retired"}),
    "retired": frozenset({"retired"}),
}
# With a new version, an issued document may be redrafted or piloted: the version before stays in
# force meanwhile.
_ALLOWED_ANEW: Final[Mapping[str, frozenset[str]]] = {
    **_ALLOWED,
    "pilot": frozenset({"draft", "pilot", "approved", "retired"}),
    "approved": frozenset({"draft", "pilot", "approved", "retired"}),
}


@dataclass(frozen=True)
class Base:
    """The documents as they stood at another commit, by path; only those that differ since."""

    documents: Mapping[str, Document]
    history: History

    def with_id(self, name: str | None) -> Document | None:
        """The document that had this id then."""
        found = (item for item in self.documents.values() if item.id == name)
        return next(found, None) if name is not None else None


@dataclass(frozen=True, slots=True)
class Violation:
    """A problem with the path of the document that has it, which may be gone."""

    path: str
    problem: Problem


def read_base(library: Library, history: History, layout_of: LayoutOf) -> Base:
    """Read the documents of the commit that `history` ends at, where they differ from now.

    Raises `HistoryUnavailableError` where git cannot answer.
    """
    blobs = {
        path: blob
        for path, blob in history.files(library.folder).items()
        if path.endswith(".md") and path not in library.files
    }
    texts = history.texts(blobs.values())
    documents = {}
    for path, blob in blobs.items():
        reading = library.readings.get(path)
        now = reading.document.source if reading and reading.document else None
        if now is None or now.encoded() != texts[blob]:
            found = read_document(path, texts[blob], layout_of).document
            if found is not None:
                documents[path] = found
    return Base(documents, history)


def check_changes(
    library: Library, base: Base, head: History, today: date, *, four_eyes: bool
) -> list[Violation]:
    """Every way in which the changes since the base break change control (SOP601 to SOP613).

    `head` is the history of the changes themselves; `today` is the day of what is not committed.
    """
    gate = _Gate(library, base, head, today, four_eyes=four_eyes)
    found = [Violation(path, problem) for path, problem in gate.violations()]
    return sorted(found, key=lambda item: (item.path, item.problem.code))


class _Gate:
    def __init__(
        self, library: Library, base: Base, head: History, today: date, *, four_eyes: bool
    ) -> None:
        self.library = library
        self.base = base
        self.head = head
        self.today = today
        self.four_eyes = four_eyes
        self.pairs = dict(self._pairs())

    def violations(self) -> Iterator[tuple[str, Problem]]:
        """Each problem with its document's path."""
        for path, old in self.base.documents.items():
            yield from self._gone(path, old)
        for document in self.library.documents:
            before = self.pairs.get(document.path)
            problems = self._changed(before, document) if before else self._new(document)
            yield from ((document.path, problem) for problem in problems)

    def _pairs(self) -> Iterator[tuple[str, Document]]:
        """What each document was before: by its id, else by its path."""
        for document in self.library.documents:
            old = self.base.with_id(document.id) or self.base.documents.get(document.path)
            if old is not None:
                yield document.path, old

    def _gone(self, path: str, old: Document) -> Iterator[tuple[str, Problem]]:
        kept = {item.path for item in self.pairs.values()}
        if path not in kept and old.text("status") in {"pilot", "approved", "retired"}:
            message = f'"{old.title}" ({old.id}) was deleted, and people followed it.'
            hint = "Keep the file, set its status to retired, and name what replaces it."
            yield path, Problem("SOP607", message, Span(0, 0), hint)

    def _new(self, document: Document) -> Iterator[Problem]:
        """A document that differs from nothing in the base: new, or just as it was."""
        before = self.base.history.path_of(document.id) if document.id else None
        if before is not None and before not in self.base.history.files():
            message = f"{document.id} was the id of {before}, which was deleted."
            yield Problem("SOP609", message, ("id",), "Take the next free number.")

    def _changed(self, old: Document, new: Document) -> Iterator[Problem]:
        if old.id is not None and new.id != old.id:
            message = f"The id was {old.id} before; it is permanent."
            yield Problem("SOP608", message, ("id",), f"Write {old.id} again.")
        yield from self._version(old, new)
        yield from self._status(old, new)

    def _version(self, old: Document, new: Document) -> Iterator[Problem]:
        before, after = old.text("version") or "", new.text("version") or ""
        found = changes(old, new)
        asked = required_step(before, step_asked_for(found))
        move = step_between(before, after)
        if move.fault is VersionFault.LOWER:
            hint = f"The next one is {next_version(before, asked)} or higher."
            message = f"Version {after} is lower than {before}, which came before."
            yield Problem("SOP602", message, ("version",), hint)
        elif move.step is VersionStep.NONE:
            yield from self._same_version(old, new, asked, [item.sentence for item in found])
        elif move.step is not None:
            yield from self._new_version(old, new, asked, move.step)
        if move.fault is VersionFault.SKIPPED and move.step is not None:
            message = f"From {before} to {after} a version is skipped."
            hint = f"Write version: {next_version(before, move.step)}."
            yield Problem("SOP603", message, ("version",), hint)

    def _same_version(
        self, old: Document, new: Document, asked: VersionStep, sentences: Sequence[str]
    ) -> Iterator[Problem]:
        if old.text("status") == "draft":
            return
        version = old.text("version") or ""
        if asked is not VersionStep.NONE:
            what = "; ".join(sentences[:3]) + (" …" if len(sentences) > 3 else "")
            message = f"The content changed, but the version is still {version}: {what}."
            hint = f"Write version: {next_version(version, asked)}, and why under change_summary."
            yield Problem("SOP601", message, ("version",), hint)
        if old.text("effective_date") != new.text("effective_date"):
            message = (
                f"Version {version} is in force from {old.text('effective_date')}; that day stays."
            )
            hint = "Give a version that takes effect on another day a number of its own."
            yield Problem("SOP613", message, ("effective_date",), hint)

    def _new_version(
        self, old: Document, new: Document, asked: VersionStep, taken: VersionStep
    ) -> Iterator[Problem]:
        was_issued = old.text("status") != "draft"
        if was_issued and asked.rank > taken.rank:
            version = next_version(old.text("version") or "", asked)
            message = f"The change asks for a new {asked} version, not a {taken} one."
            yield Problem("SOP604", message, ("version",), f"Write version: {version}.")
        yield from self._reason(old, new)
        yield from self._effective(new)
        if self.four_eyes:
            yield from self._approval(new)

    def _reason(self, old: Document, new: Document) -> Iterator[Problem]:
        reason = new.text("change_summary")
        if not reason:
            hint = 'Add "change_summary:" with what changed and why, in a sentence.'
            yield Problem("SOP605", "The new version gives no reason.", ("version",), hint)
        elif reason == old.text("change_summary"):
            message = "The change summary is still that of the version before."
            hint = "Say what changed in this version, and why."
            yield Problem("SOP606", message, ("change_summary",), hint)

    def _effective(self, new: Document) -> Iterator[Problem]:
        effective, written = new.day("effective_date"), self._written_on(new)
        if effective is not None and effective < written:
            message = f"Written on {written}, it claims to be in force since {effective}."
            yield Problem(
                "SOP611", message, ("effective_date",), f"Write {written} or a later day."
            )

    def _written_on(self, document: Document) -> date:
        """The day of the last commit to the document since the base; today where there is none."""
        version = document.text("version")
        for commit in self.head.history_of(document.path).commits:
            if commit.version == version:
                return commit.authored_at.date()
        return self.today

    def _approval(self, new: Document) -> Iterator[Problem]:
        history = self.head.history_of(new.path)
        version = new.text("version")
        revision = next((item for item in history.revisions if item.version == version), None)
        approval = revision.approval if revision else None
        if revision is None or approval is None or approval.evidence == "front-matter":
            return
        if approval.by in revision.authors:
            message = f"{approval.by} wrote this version and approved it too."
            hint = "Let somebody else approve it: the settings demand four eyes."
            yield Problem("SOP612", message, ("approver",), hint)

    def _status(self, old: Document, new: Document) -> Iterator[Problem]:
        before, after = old.text("status") or "", new.text("status") or ""
        anew = old.text("version") != new.text("version")
        allowed = (_ALLOWED_ANEW if anew else _ALLOWED).get(before)
        if allowed is None or after in allowed or after not in _ALLOWED:
            return
        message = f"The status may not go from {before} to {after}."
        hint = (
            f"From {before} it may go to {', '.join(sorted(allowed - {before})) or 'nothing else'}."
        )
        if not anew and after in _ALLOWED_ANEW[before]:
            hint = "Give the redrafted text a version of its own."
        yield Problem("SOP610", message, ("status",), hint)
