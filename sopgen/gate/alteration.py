"""One document that differs from the base: what became of it, and what that asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sopgen.compare import (
    Change,
    VersionStep,
    changes,
    next_version,
    required_step,
    step_asked_for,
    step_between,
)
from sopgen.gate.past import ISSUED
from sopgen.model.document import Document


class Fate(StrEnum):
    """What became of a document."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"  # and nothing else
    RETIRED = "retired"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Alteration:
    """A document before and now, and what changed since the version that people follow.

    `before` is None where there was none, `now` where there is none any more. `moved_from` is the
    earlier path where that is another. `asked` is the least step that the changes ask for.
    """

    path: str
    before: Document | None
    now: Document | None
    changes: tuple[Change, ...] = ()
    asked: VersionStep = VersionStep.NONE
    moved_from: str | None = None

    @property
    def document(self) -> Document:
        """The document as it is, or as it was where it is gone."""
        found = self.now or self.before
        if found is None:
            raise ValueError(f"{self.path} is neither there now nor was it before")
        return found

    @property
    def fate(self) -> Fate:
        """What became of it, in a word."""
        if self.now is None:
            return Fate.DELETED
        if self.before is None:
            return Fate.NEW
        if self.now.text("status") == "retired" != self.before.text("status"):
            return Fate.RETIRED
        return Fate.CHANGED if self.changes or not self.moved_from else Fate.MOVED

    @property
    def taken(self) -> VersionStep | None:
        """The step that was taken; None where there is no telling, or no version before."""
        if self.before is None or self.now is None:
            return None
        before, now = (side.text("version") or "" for side in (self.before, self.now))
        return step_between(before, now).step

    @property
    def proposed(self) -> str | None:
        """The version to write; None where it is free, or cannot be reckoned."""
        before = self.before.text("version") or "" if self.before else ""
        if step_between(before, before).step is None or not self.is_held_to_its_version:
            return None
        return next_version(before, self.asked)

    @property
    def is_held_to_its_version(self) -> bool:
        """Whether people may follow the version before: a mere draft changes freely."""
        return self.before is not None and self.before.text("status") in ISSUED


def alteration(
    path: str, before: Document, now: Document, moved_from: str | None = None
) -> Alteration:
    """What changed between two texts of a document; `before` with its links where they lead now."""
    found = changes(before, now)
    asked = required_step(before.text("version") or "", step_asked_for(found))
    return Alteration(path, before, now, found, asked, moved_from)
