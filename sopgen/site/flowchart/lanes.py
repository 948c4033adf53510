"""Gives each line beside the boxes a lane of its own for as long as it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch from `top` down to `bottom`; `key` tells it from others."""

    key: int
    top: int
    bottom: int


def lanes(runs: Sequence[Run]) -> Mapping[int, int]:
    """The lane of each run by its key, counted from 0, the nearest to the boxes.

    Interval colouring, first fit: no two runs of a lane touch. The shortest come first, so that
    long ones go around them instead of through.
    """
    taken: list[list[Run]] = []
    found: dict[int, int] = {}
    for run in sorted(runs, key=lambda item: (item.bottom - item.top, item.top, item.key)):
        number = next((n for n, lane in enumerate(taken) if _is_free(lane, run)), len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append(run)
        found[run.key] = number
    return found


def _is_free(lane: Sequence[Run], run: Run) -> bool:
    return all(run.top > other.bottom or run.bottom < other.top for other in lane)
