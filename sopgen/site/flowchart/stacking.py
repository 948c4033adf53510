"""Stacks the boxes of a flowchart: steps and their decisions in one column, ways out beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sopgen.site.flowchart.chart import Box, Kind
from sopgen.site.flowchart.lettering import wrap
from sopgen.site.flowchart.plan import Exit, Stage

BOX_WIDTH: Final = 264
EXIT_WIDTH: Final = 176
ROW_GAP: Final = 26
EXIT_GAP: Final = 38  # room for the word on the line
# Heights of letters and of lines, in pixels; the template and the stylesheet go by them.
TITLE_LETTER, TEXT_LETTER = 13, 12
LINE: Final = 17
_PADDING: Final = 9
_NUMBER_ROOM: Final = 40  # on both sides, so that the text stays in the middle
_POINT_ROOM: Final = 40  # where a decision narrows
_MOST_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one height: a step, the end, or a decision.

    A decision leads to the step `leads_to`, or to `out` beside it.
    """

    box: Box
    leads_to: int | None = None
    out: Box | None = None

    @property
    def bottom(self) -> int:
        """Where the row ends."""
        return max(self.box.bottom, self.out.bottom if self.out else 0)


def stack(stages: Sequence[Stage], top: int) -> tuple[Row, ...]:
    """The rows from `top` down, the column's left edge at 0; the end comes last."""
    rows: list[Row] = []
    for part in _parts(stages):
        rows.append(_row(part, rows[-1].bottom + ROW_GAP if rows else top))
    return tuple(rows)


def _parts(stages: Sequence[Stage]) -> Iterator[Stage | Exit | None]:
    """Each step with its ways out behind it, and None for the end."""
    for stage in stages:
        yield stage
        yield from stage.exits
    yield None


def _row(part: Stage | Exit | None, top: int) -> Row:
    if isinstance(part, Stage):
        return Row(_step(part, top))
    if isinstance(part, Exit):
        return _decision(part, top)
    middle = BOX_WIDTH // 2
    return Row(Box(Kind.END, middle - 40, top, 80, LINE + _PADDING, ("End",)))


def _step(stage: Stage, top: int) -> Box:
    lines = _text(stage.title, BOX_WIDTH - 2 * _NUMBER_ROOM, TITLE_LETTER)
    note = next(iter(wrap(stage.who, (BOX_WIDTH - 2 * _PADDING) / TEXT_LETTER, 1)), "")
    height = 2 * _PADDING + LINE * (len(lines) + bool(note))
    href = f"#step-{stage.number}"
    return Box(Kind.STEP, 0, top, BOX_WIDTH, height, lines, stage.number, note, href)


def _decision(way: Exit, top: int) -> Row:
    lines = _text(way.condition, BOX_WIDTH - 2 * _POINT_ROOM, TEXT_LETTER)
    height = _height(lines)
    if way.to is not None:
        return Row(Box(Kind.DECISION, 0, top, BOX_WIDTH, height, lines), way.to)
    words = _text(way.text, EXIT_WIDTH - 3 * _PADDING, TEXT_LETTER)
    highest = max(height, _height(words))
    box = Box(Kind.DECISION, 0, top + (highest - height) // 2, BOX_WIDTH, height, lines)
    y = top + (highest - _height(words)) // 2
    x = BOX_WIDTH + EXIT_GAP
    return Row(box, out=Box(Kind.EXIT, x, y, EXIT_WIDTH, _height(words), words, href=way.href))


def _height(lines: tuple[str, ...]) -> int:
    return 2 * _PADDING + LINE * len(lines)


def _text(text: str, width: int, letter: int) -> tuple[str, ...]:
    return wrap(text, width / letter, _MOST_LINES) or ("—",)
