"""The redline as a value: passages and blocks, each with what was kept, removed and added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from sopgen.compare.visible import PieceKind
from sopgen.compare.word_diff import Mark, Run


class State(StrEnum):
    """What became of a block or a passage."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MARKUP = "markup"  # a block whose words stayed, while its markup or its links changed
    MOVED = "moved"  # a passage at another place; its blocks tell whether its words changed too


class PassageKind(StrEnum):
    """What a passage is."""

    FIELDS = "fields"
    SECTION = "section"
    STEP = "step"
    PART = "part"  # another third-level heading with its text, such as a reply


class AddressChange(NamedTuple):
    """A link or picture that leads elsewhere; None where there is none on that side."""

    text: str
    before: str | None
    after: str | None


class Block(NamedTuple):
    """A paragraph, list item, table row and so on.

    `within` names the lists and quotations around it from the outside in; `marker` is a list
    item's. In a table row the cells stand between " | ". `addresses` are links and pictures that
    lead elsewhere now.
    """

    kind: PieceKind
    state: State
    runs: tuple[Run, ...]
    within: tuple[str, ...] = ()
    marker: str = ""
    addresses: tuple[AddressChange, ...] = ()

    @property
    def before(self) -> str | None:
        """The older text, None where the block was not there."""
        return None if self.state is State.ADDED else self._text(Mark.ADDED)

    @property
    def after(self) -> str | None:
        """The newer text, None where the block is no longer there."""
        return None if self.state is State.REMOVED else self._text(Mark.REMOVED)

    @property
    def note(self) -> str:
        """What the runs do not show, in plain words; empty where they show everything."""
        if self.addresses:
            return "; ".join(map(_said, self.addresses))
        return "Only the markup changed" if self.state is State.MARKUP else ""

    def _text(self, other: Mark) -> str:
        return "".join(run.text for run in self.runs if run.mark is not other)


class Passage(NamedTuple):
    """A heading with what stands under it up to the next, or the fields of the front matter.

    `title` is the newer heading without its number; the heading is also the first block. `name` is
    a section's property. `before` and `after` are a step's numbers; None otherwise. `level` is the
    heading's. An unchanged passage may be folded away, even where its step has another number now.
    `cut` gives the blocks.
    """

    kind: PassageKind
    state: State
    title: str
    level: int
    cut: Callable[[], tuple[Block, ...]]
    name: str | None = None
    before: int | None = None
    after: int | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The heading, and each block under it; made when asked for, as one folded away is not."""
        return self.cut()


@dataclass(frozen=True, eq=False)
class Redline:
    """Two versions as one text, in the order of the newer one."""

    passages: tuple[Passage, ...]

    @cached_property
    def changed(self) -> tuple[Passage, ...]:
        """The passages in which anything differs."""
        return tuple(item for item in self.passages if item.state is not State.UNCHANGED)


def _said(change: AddressChange) -> str:
    if change.before is None:
        return f"“{change.text}” leads to {change.after}"
    if change.after is None:
        return f"“{change.text}” no longer leads to {change.before}"
    return f"“{change.text}” leads to {change.after} instead of {change.before}"
