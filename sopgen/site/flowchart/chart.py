"""A flowchart that is drawn: boxes and lines with their places, in pixels from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class Kind(StrEnum):
    """What a box is."""

    STEP = "step"
    DECISION = "decision"
    EXIT = "exit"  # out of the procedure, to another document
    END = "end"


class Route(StrEnum):
    """What a line is: on to the next box, ahead or back to another step, or out."""

    NEXT = "next"
    AHEAD = "ahead"
    BACK = "back"
    OUT = "out"


class Point(NamedTuple):
    """A place."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines of text; `number` is a step's, `note` says who does it."""

    kind: Kind
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    number: int | None = None
    note: str = ""
    href: str | None = None

    @property
    def middle(self) -> Point:
        """Its centre."""
        return Point(self.x + self.width // 2, self.y + self.height // 2)

    @property
    def top_middle(self) -> Point:
        """The middle of its upper edge."""
        return Point(self.middle.x, self.y)

    @property
    def bottom_middle(self) -> Point:
        """The middle of its lower edge."""
        return Point(self.middle.x, self.bottom)

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A line through its points, with an arrow at the end.

    `to` is the number of the step that it leads to, None where that is no step.
    """

    route: Route
    points: tuple[Point, ...]
    to: int | None = None

    @property
    def path(self) -> str:
        """The line as SVG path data (SVG 2, 9.3): it only runs across and down or up."""
        pieces = [f"M{self.points[0].x} {self.points[0].y}"]
        for before, after in pairwise(self.points):
            pieces.append(f"V{after.y}" if after.x == before.x else f"H{after.x}")
        return "".join(pieces)

    @property
    def arrow(self) -> str:
        """The arrow at its end, as SVG path data."""
        before, tip = self.points[-2:]
        x, y = _sign(tip.x - before.x), _sign(tip.y - before.y)
        length, half = 8, 4
        return (
            f"M{tip.x} {tip.y}l{-x * length - y * half} {-y * length - x * half}"
            f"l{2 * y * half} {2 * x * half}z"
        )


class Label(NamedTuple):
    """A word beside a line, centred on `at`."""

    at: Point
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing.

    `left` is where its left edge is, 0 or less. `joins` are where a line runs into another; where
    lines meet elsewhere they cross.
    """

    left: int
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    joins: tuple[Point, ...] = ()


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
