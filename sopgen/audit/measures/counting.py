"""A measure: of how many things something is true, and of which it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing of which it is not true: its name, its file in the package, and why."""

    name: str
    file: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A count with its sentence; `basis` names the data that it rests on."""

    key: str
    met: int
    total: int
    sentence: str
    basis: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[T]):
    """What is said of each thing of a kind.

    `things` and `one` name the kind, `have` and `has` say what is true of them. `fault` gives the
    reason where it is not; `named` gives a thing's name and its file in the package.
    """

    things: str
    one: str
    have: str
    has: str
    basis: str
    fault: Callable[[T], str | None]
    named: Callable[[T], tuple[str, str]]

    def measure(self, key: str, subjects: Iterable[T], more: str = "") -> Measure:
        """Count; `more` is said after the figures."""
        everything = list(subjects)
        found = [(item, fault) for item in everything if (fault := self.fault(item))]
        met, total = len(everything) - len(found), len(everything)
        return Measure(
            key=key,
            met=met,
            total=total,
            sentence=f"{self._sentence(met, total)}{f' ({more})' if more and met else ''}.",
            basis=self.basis,
            missing=tuple(Missing(*self.named(item), fault) for item, fault in found),
        )

    def _sentence(self, met: int, total: int) -> str:
        if total == 0:
            return f"There is no {self.one} to look at"
        if total == 1:
            whose = "The only" if met else "Not even the only"
            return f"{whose} {self.one} {self.has}"
        if met == total == 2:
            return f"Both {self.things} {self.have}"
        if met == total:
            return f"All {total} {self.things} {self.have}"
        if met == 0:
            return f"None of the {total} {self.things} {self.has}"
        return f"{met} of {total} {self.things} {self.has if met == 1 else self.have}"
