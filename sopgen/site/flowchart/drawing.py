"""Draws a flowchart: stacks the boxes, and leads the lines around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from sopgen.site.flowchart.chart import Box, Chart, Kind, Label, Line, Point, Route
from sopgen.site.flowchart.lanes import Run, lanes
from sopgen.site.flowchart.lettering import text_width
from sopgen.site.flowchart.plan import Stage
from sopgen.site.flowchart.stacking import BOX_WIDTH, EXIT_GAP, EXIT_WIDTH, Row, stack

_MARGIN: Final = 6
_LANE: Final = 13
_FIRST_LANE: Final = 62  # from the column's edge, past the word on the line
_WORD_LETTER: Final = 11
_PAST_EXITS: Final = BOX_WIDTH + EXIT_GAP + EXIT_WIDTH + 14


def draw(stages: Sequence[Stage]) -> Chart:
    """The drawing of a procedure, the column of its steps at x = 0.

    Lines ahead run down in lanes on the right, lines back run up in lanes on the left; those that
    lead to the same step join. So no line runs over another or through a box; they only cross.
    """
    rows = stack(stages, _MARGIN)
    lines = tuple(_lines(rows))
    boxes = tuple(box for row in rows for box in (row.box, row.out) if box is not None)
    across = [*(point.x for line in lines for point in line.points), 0]
    left = min(across) - _MARGIN
    return Chart(
        left=left,
        width=max(*across, *(box.right for box in boxes)) + _MARGIN - left,
        height=max(box.bottom for box in boxes) + _MARGIN,
        boxes=boxes,
        lines=lines,
        labels=tuple(_labels(rows)),
        joins=tuple(_joins(lines)),
    )


def _lines(rows: Sequence[Row]) -> Iterator[Line]:
    for above, below in pairwise(rows):
        start, end = above.box.bottom_middle, below.box.top_middle
        yield Line(Route.NEXT, (start, end), below.box.number)
    for row in rows:
        if row.out is not None:
            across = Point(row.box.right, row.box.middle.y), Point(row.out.x, row.box.middle.y)
            yield Line(Route.OUT, across)
    yield from _beside(rows, Route.AHEAD)
    yield from _beside(rows, Route.BACK)


def _beside(rows: Sequence[Row], route: Route) -> Iterator[Line]:
    """The lines of one side: each step that lines lead to has one lane for all of them."""
    steps, sources = _steps(rows), _sources(rows, route)
    lane_of = lanes([_run(to, steps[to], boxes) for to, boxes in sources.items()])
    for to, boxes in sources.items():
        x = _lane_at(rows, route, lane_of[to])
        for box in boxes:
            yield Line(route, _around(box, steps[to], x, route), to)


def _steps(rows: Sequence[Row]) -> Mapping[int, Box]:
    return {row.box.number: row.box for row in rows if row.box.number is not None}


def _sources(rows: Sequence[Row], wanted: Route) -> Mapping[int, list[Box]]:
    """The decisions whose line takes this route, by the step that it leads to."""
    steps = _steps(rows)
    found: dict[int, list[Box]] = {}
    for row in rows:
        target = steps.get(row.leads_to or 0)
        if target is not None and _route(row.box, target) is wanted:
            found.setdefault(row.leads_to or 0, []).append(row.box)
    return found


def _route(box: Box, target: Box) -> Route:
    return Route.AHEAD if target.y > box.y else Route.BACK


def _run(to: int, target: Box, boxes: Sequence[Box]) -> Run:
    heights = [target.middle.y, *(box.middle.y for box in boxes)]
    return Run(to, min(heights), max(heights))


def _lane_at(rows: Sequence[Row], route: Route, lane: int) -> int:
    if route is Route.BACK:
        return -_FIRST_LANE - lane * _LANE
    has_exits = any(row.out is not None for row in rows)
    first = _PAST_EXITS if has_exits else BOX_WIDTH + _FIRST_LANE
    return first + lane * _LANE


def _around(box: Box, target: Box, x: int, route: Route) -> tuple[Point, ...]:
    is_back = route is Route.BACK
    start, end = (box.x, target.x) if is_back else (box.right, target.right)
    out, into = box.middle.y, target.middle.y
    return Point(start, out), Point(x, out), Point(x, into), Point(end, into)


def _joins(lines: Sequence[Line]) -> Iterator[Point]:
    """Where a line runs into another to the same step: every corner but the outermost."""
    corners: dict[tuple[Route, int | None], list[Point]] = {}
    for line in lines:
        if line.route in {Route.AHEAD, Route.BACK}:
            corners.setdefault((line.route, line.to), []).append(line.points[1])
    for (route, _), found in corners.items():
        yield from found[1:] if route is Route.AHEAD else found[:-1]


def _labels(rows: Sequence[Row]) -> Iterator[Label]:
    steps = _steps(rows)
    for row in rows:
        if row.box.kind is Kind.DECISION:
            target = steps.get(row.leads_to or 0)
            is_back = target is not None and _route(row.box, target) is Route.BACK
            yes = "yes" if target is None else f"yes → {target.number}"
            away = 6 + round(text_width(yes) * _WORD_LETTER / 2)
            x = row.box.x - away if is_back else row.box.right + away
            yield Label(Point(x, row.box.middle.y - 5), yes)
            yield Label(Point(row.box.middle.x + 14, row.box.bottom + 15), "no")
