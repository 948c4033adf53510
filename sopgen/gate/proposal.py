"""Which version a changed document should get: the one that the gate will let pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sopgen.archive import open_repository
from sopgen.compare import (
    Change,
    VersionFault,
    VersionStep,
    Where,
    changes,
    next_version,
    required_step,
    step_asked_for,
    step_between,
)
from sopgen.gate.difference import read_difference
from sopgen.gate.moves import as_moved
from sopgen.gate.pairing import pair
from sopgen.gate.past import Past
from sopgen.history import History
from sopgen.model.document import Document
from sopgen.model.errors import HistoryUnavailableError, OperatorError
from sopgen.workspace import Workspace

# What a branch is most often made from, the server's state before one's own copy of it.
_MAINLINES: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")

_REVIEW: Final = frozenset({Where("front_matter", "last_reviewed")})


@dataclass(frozen=True, slots=True)
class Proposal:
    """The version before, what changed since, and the least step which that asks for."""

    before: str
    changes: tuple[Change, ...]
    asked: VersionStep

    @property
    def is_review_alone(self) -> bool:
        """Whether nothing but the day of the last review changed: that asks for no version."""
        return bool(self.changes) and {change.where for change in self.changes} <= _REVIEW

    def version(self, step: VersionStep | None = None) -> str:
        """The version after a step; without one, after that asked for: at least a patch."""
        taken = step or self.asked
        return next_version(self.before, VersionStep.PATCH if taken is VersionStep.NONE else taken)


def propose(workspace: Workspace, document: Document, revision: str | None = None) -> Proposal:
    """What the changes of a document ask for since it left `revision`.

    Without one they count from where HEAD left the mainline, as far as its name is known; on the
    mainline itself, and without any, from HEAD. So edits that are not committed count always. Of a
    draft, what was issued before it counts.

    Raises `OperatorError` where there is no earlier version, or none that can be counted from.
    """
    head = open_repository(workspace.settings.root)
    base = head.as_of(head.merge_base(revision) if revision else _branch_point(head))
    earlier = _earlier(workspace, document, base, head)
    before = earlier.text("version") or ""
    if step_between(before, before).fault is VersionFault.UNREADABLE:
        message = f'The version before, "{before}", is not MAJOR.MINOR.PATCH.'
        raise OperatorError(message, "Write the new one by hand.")
    found = changes(earlier, document)
    return Proposal(before, found, required_step(before, step_asked_for(found)))


def _branch_point(head: History) -> str:
    for name in _MAINLINES:
        try:
            return head.merge_base(name)
        except HistoryUnavailableError:
            continue
    return head.commit


def _earlier(workspace: Workspace, document: Document, base: History, head: History) -> Document:
    difference = read_difference(workspace, base)
    if document.path in difference.blobs and document.path not in difference.now:
        return document
    pairs = pair(difference)
    old = pairs.get(document.path)
    if old is None:
        name = document.id or document.path
        message = f"{name} is new: nobody knows an earlier version of it."
        raise OperatorError(message, "It needs no step; commit it as it is.")
    layout_of = workspace.templates.layout_of
    past = Past(base, head, difference, layout_of, date.max)
    moved = {item.path: path for path, item in pairs.items() if item.path != path}
    return as_moved(past.issued(old) or old, document.path, moved, layout_of)
