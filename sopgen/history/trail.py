"""The changes of a run of commits, found by path."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from sopgen.history.log import Change


class Step(NamedTuple):
    """A change at one of its two paths; `age` is the commit's place, 0 is the newest."""

    age: int
    path: str
    change: Change

    @property
    def leaves(self) -> bool:
        """Tell whether nothing is left at `path`: it was deleted, or renamed to another one."""
        return self.change.kind == "D" or self.change.path != self.path


class Trail:
    """The changes of a run of commits, newest first."""

    def __init__(self, changes: Sequence[Sequence[Change]]) -> None:
        self._at: dict[str, list[Step]] = {}
        for age, group in enumerate(changes):
            for change in group:
                self._note(Step(age, change.path, change))
                if change.path != change.old_path:
                    self._note(Step(age, change.old_path, change))

    def __iter__(self) -> Iterator[Step]:
        for steps in self._at.values():
            yield from steps

    def newest(self) -> Iterator[Step]:
        """Yield the newest step of each path."""
        for steps in self._at.values():
            yield steps[0]

    def back(self, path: str, age: int = 0) -> Iterator[Step]:
        """Yield what happened at `path`, from the commit of that age to older ones."""
        steps = self._at.get(path, [])
        yield from steps[bisect_left(steps, age, key=itemgetter(0)) :]

    def forth(self, path: str, age: int) -> Iterator[Step]:
        """Yield what happened at `path` after the commit of that age, to newer ones."""
        steps = self._at.get(path, [])
        yield from reversed(steps[: bisect_left(steps, age, key=itemgetter(0))])

    def _note(self, step: Step) -> None:
        self._at.setdefault(step.path, []).append(step)
