"""Periodic reviews: which are due, and one that found nothing to change.

A review that changes nothing asks for no new version. A version names a text that people follow,
and that text stays; `last_reviewed` is bookkeeping, which change control counts for nothing. Git
holds who looked, when, and at what: in the commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sopgen.compare import VersionStep, asked_by
from sopgen.editing import with_field, write_whole
from sopgen.gate import propose
from sopgen.inspection import require_as_valid
from sopgen.library import Library, find_files
from sopgen.model.document import Document
from sopgen.model.errors import OperatorError
from sopgen.rules.lifecycle import review_due
from sopgen.workspace import Workspace

_FIELD: Final = "last_reviewed"
_FOLLOWED: Final = frozenset({"pilot", "approved"})


@dataclass(frozen=True, slots=True)
class Due:
    """A document and the day by which its review is due."""

    document: Document
    day: date

    @property
    def department(self) -> str:
        """The department's key, empty where the document names none."""
        return self.document.text("department") or ""


def reviews_due(library: Library, until: date) -> tuple[Due, ...]:
    """The reviews due up to a day, the longest due first; only of what people follow."""
    followed = (d for d in library.documents if d.text("status") in _FOLLOWED)
    dated = ((document, review_due(document)) for document in followed)
    found = [Due(document, day) for document, day in dated if day is not None and day <= until]
    return tuple(sorted(found, key=lambda item: (item.day, item.document.path)))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document before and after its review, and when the next one is due."""

    old: Document
    new: Document
    next_due: date | None

    def write(self, workspace: Workspace) -> None:
        """Replace the file. Raises `OperatorError` where that cannot be done."""
        file = find_files(workspace.settings).documents[self.old.path]
        write_whole(file, self.old.source.encoded(), self.new.source.encoded())


def reviewed(workspace: Workspace, document: Document, day: date, today: date) -> Reviewed:
    """Set the day of the last review; nothing is written yet.

    Where git cannot say what the document was before, it counts as unchanged.

    Raises `OperatorError` where nobody follows the document, where it changed too, where it was
    reviewed later than that day, or where the result would break a rule that was kept before.
    """
    _require_followed(document)
    _require_unchanged(workspace, document)
    _require_later(document, day)
    template = workspace.templates.of(document.text("type"))
    new = with_field(
        document, _FIELD, day.isoformat(), template.fields, workspace.templates.layout_of
    )
    require_as_valid(workspace, document, new, today)
    return Reviewed(document, new, review_due(new))


def _require_followed(document: Document) -> None:
    status = document.text("status")
    if status not in _FOLLOWED:
        raise OperatorError(
            f"{document.id} is {_with_article(status)}: nobody follows it, so none is due.",
            "Only pilots and approved documents are reviewed.",
        )


def _with_article(status: str | None) -> str:
    return {"draft": "a draft", None: "without a status"}.get(status, str(status))


def _require_unchanged(workspace: Workspace, document: Document) -> None:
    try:
        proposal = propose(workspace, document)
    except OperatorError:
        return
    is_same_version = proposal.before == document.text("version")
    if is_same_version and proposal.asked is not VersionStep.NONE:
        weightiest = max(proposal.changes, key=lambda change: asked_by(change).rank)
        raise OperatorError(
            f"{document.id} changed too: {weightiest.sentence}.",
            'Give the change its version with "sopgen bump" first.',
        )


def _require_later(document: Document, day: date) -> None:
    last = document.day(_FIELD)
    if last is not None and day < last:
        raise OperatorError(
            f"{document.id} was reviewed on {last} already, later than {day}.",
            "Name a later day with --date.",
        )
