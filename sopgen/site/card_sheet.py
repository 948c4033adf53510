"""How much of a document fits on a card of one page, estimated from its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

# What A4 and US Letter have in common within margins of 10 mm, less what head and foot take.
_WIDTH: Final = 186.0  # mm
_HEIGHT: Final = 252.0  # mm
_POINT: Final = 25.4 / 72  # mm
_NARROW: Final = 0.56  # em: a letter, on average, of a wide sans-serif
_FULL: Final = 1.05  # em: a character of Chinese, Japanese or Korean, or an emoji
_LINE: Final = 1.3  # em
_SPARE: Final = 1.12  # fonts differ, and words do not break where it suits


@dataclass(frozen=True, slots=True)
class CardStep:
    """One step in short: what must be confirmed, and where it leads under which condition."""

    number: int
    title: str
    facts: str
    confirmations: tuple[str, ...] = ()
    branches: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly a card is set; `name` styles it.

    `size` is that of the text in points. `is_full` tells whether confirmations and branches stand
    there in words; else only titles do, cut after `longest` characters.
    """

    name: str
    size: float
    columns: int
    is_full: bool
    longest: int = 400


CARD: Final = "card/"  # beneath the page of its document
_DENSITIES: Final = (
    Density("large", 13.0, 1, is_full=True),
    Density("roomy", 11.0, 1, is_full=True),
    Density("normal", 9.5, 1, is_full=True),
    Density("dense", 8.5, 1, is_full=True),
    Density("columns", 8.5, 2, is_full=True),
    Density("tight", 7.5, 2, is_full=True),
    Density("titles", 8.5, 2, is_full=False, longest=90),
    Density("index", 7.5, 2, is_full=False, longest=60),
)


@dataclass(frozen=True, slots=True)
class CardPlan:
    """What a card holds: the first steps at one density, and how many are left out."""

    density: Density
    steps: tuple[CardStep, ...]
    left_out: int

    @property
    def is_whole(self) -> bool:
        """Whether all that a card says of each step is there."""
        return self.density.is_full and not self.left_out


def plan_card(ready: Sequence[str], steps: Sequence[CardStep], *, other: float = 0.0) -> CardPlan:
    """The roomiest density at which everything fits; at the last one, as many steps as do.

    `ready` is what to have at hand, above the steps; `other` is the height of all else, in mm.
    """
    for density in _DENSITIES:
        left = _room(density, ready, other)
        if sum(_step_height(density, step) for step in steps) <= left:
            return CardPlan(density, tuple(steps), 0)
    last = _DENSITIES[-1]
    left, kept = _room(last, ready, other), 0
    for step in steps:
        left -= _step_height(last, step)
        if left < 0:
            break
        kept += 1
    return CardPlan(last, tuple(steps[:kept]), len(steps) - kept)


def cut(text: str, longest: int) -> str:
    """A text of one line, no longer than `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def lines(text: str, size: float, width: float) -> int:
    """How many lines a text takes: `size` in points, `width` in mm."""
    return max(1, ceil(_ems(text) * size * _POINT * _SPARE / width))


def height(text: str, size: float, width: float) -> float:
    """The height of a text in mm."""
    return lines(text, size, width) * size * _POINT * _LINE


def _room(density: Density, ready: Sequence[str], other: float) -> float:
    """The height that the steps may take, all columns together."""
    above = sum(height(item, density.size, _WIDTH) for item in ready)
    # Steps are not cut, so that a column may end early.
    use = 1.0 if density.columns == 1 else 0.86 * density.columns
    return (_HEIGHT - other - above) * use


def _step_height(density: Density, step: CardStep) -> float:
    width = (_WIDTH - 8 * (density.columns - 1)) / density.columns - 9
    head = f"{cut(step.title, density.longest)}   {step.facts}"
    total = height(head, density.size * 1.08, width) + density.size * _POINT * 0.75
    if not density.is_full:
        return total
    beneath = [*step.confirmations, *(f"If {one}  {other}" for one, other in step.branches)]
    return total + sum(height(item, density.size, width - 6) for item in beneath)


@lru_cache(maxsize=4096)  # each text is tried at several sizes
def _ems(text: str) -> float:
    """How long a text is on one line, in em."""
    return len(text) * _NARROW if text.isascii() else sum(map(_advance, text))


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    return 0.0 if unicodedata.combining(character) else _NARROW
