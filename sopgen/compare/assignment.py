"""The assignment problem: pair rows with columns so that the scores add up to the most."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_assignment(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) with the greatest sum of scores, each used once at most.

    The Hungarian method in its O(rows² · columns) form with potentials (Kuhn 1955; Jonker and
    Volgenant 1987). Needs as many columns as rows at least: otherwise it works on the transpose.
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        transposed = list(zip(*scores, strict=True))
        return sorted((row, column) for column, row in best_assignment(transposed))
    solver = _Solver(scores)
    for row in range(1, len(scores) + 1):
        solver.place(row)
    return sorted((row - 1, at - 1) for at, row in enumerate(solver.row_of) if at and row)


class _Solver:
    """Rows are placed one by one; row 0 and column 0 stand for "none yet"."""

    def __init__(self, scores: Sequence[Sequence[float]]) -> None:
        self.scores = scores
        self.columns = len(scores[0])
        self.row_price = [0.0] * (len(scores) + 1)
        self.column_price = [0.0] * (self.columns + 1)
        self.row_of = [0] * (self.columns + 1)

    def place(self, row: int) -> None:
        """Give the row a column, along the cheapest chain of rows that change theirs."""
        self.row_of[0] = row
        came_from = [0] * (self.columns + 1)
        distance = [inf] * (self.columns + 1)
        done = [False] * (self.columns + 1)
        at = 0
        while self.row_of[at]:
            done[at] = True
            self._look_from(at, distance, came_from, done)
            nearest = min(
                (c for c in range(1, self.columns + 1) if not done[c]), key=distance.__getitem__
            )
            self._reprice(distance[nearest], distance, done)
            at = nearest
        while at:
            self.row_of[at] = self.row_of[came_from[at]]
            at = came_from[at]

    def _look_from(
        self, at: int, distance: list[float], came_from: list[int], done: list[bool]
    ) -> None:
        row = self.row_of[at]
        for column in range(1, self.columns + 1):
            cost = -self.scores[row - 1][column - 1]
            cost -= self.row_price[row] + self.column_price[column]
            if not done[column] and cost < distance[column]:
                distance[column], came_from[column] = cost, at

    def _reprice(self, step: float, distance: list[float], done: list[bool]) -> None:
        for column in range(self.columns + 1):
            if done[column]:
                self.row_price[self.row_of[column]] += step
                self.column_price[column] -= step
            else:
                distance[column] -= step
