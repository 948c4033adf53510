"""What two sequences of words have in common, and what each has in between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import accumulate, compress, count
from operator import ne, sub
from typing import Final, NamedTuple

_MOST_REPEATED: Final = 8


class Between(NamedTuple):
    """What each side has at one place: the same words where `is_common`, else none are alike."""

    old: Sequence[str]
    new: Sequence[str]
    is_common: bool


class CommonRun(NamedTuple):
    """Where a run of words in common begins in the old and in the new, and its length."""

    old: int
    new: int
    size: int


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words both begin with, and how many of the others both end with."""
    shorter = min(len(old), len(new))
    start = next(compress(count(), map(ne, old, new)), shorter)
    end = next(compress(count(), map(ne, reversed(old), reversed(new))), shorter)
    return start, min(end, shorter - start)


def common_runs(
    old: Sequence[str], new: Sequence[str], is_weak: Callable[[str], bool]
) -> Sequence[CommonRun]:
    """The runs of words in common, in their order.

    The longest run of words in common is taken first, then those before and behind it. Weak words,
    and those that abound in `new`, begin no run and only lengthen one: aligning by them reads
    badly, and takes time that grows with the square of their number. It is what
    `difflib.SequenceMatcher` gives with the weak words as junk (Ratcliff and Metzener 1988), in a
    fraction of the time: of words with weak ones between them no run is longer than a word, and
    the first is as good as any.
    """
    both = set(old).intersection(new)
    return _Finder(old, new, [word for word in both if not is_weak(word)]).runs() if both else ()


def side_by_side(
    old: Sequence[str], new: Sequence[str], runs: Iterable[CommonRun]
) -> Iterator[Between]:
    """The two sequences from place to place, in their order, with what they have in common."""
    at_old = at_new = 0
    for a, b, size in (*runs, CommonRun(len(old), len(new), 0)):
        if at_old < a or at_new < b:
            yield Between(old[at_old:a], new[at_new:b], is_common=False)
        if size:
            yield Between(old[a : a + size], new[b : b + size], is_common=True)
        at_old, at_new = a + size, b + size


class _Finder:
    """Finds common runs, which begin at one of the `strong` words of both.

    `starts` are the places in the old where such a word stands; `longest_from` is for each of them
    how long a run can be at most that ends there or later.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], strong: Iterable[str]) -> None:
        self.old, self.new = old, new
        places: dict[str, list[int]] = {word: [] for word in strong}
        for place in _places_of(places, new):
            places[new[place]].append(place)
        self.places = {
            word: found for word, found in places.items() if len(found) <= _MOST_REPEATED
        }
        self.starts = _places_of(self.places, old)
        self.longest_from = self._longest_from()

    def _longest_from(self) -> list[int]:
        if 1 not in map(sub, self.starts[1:], self.starts):  # no two stand side by side
            return [1] * len(self.starts)
        size, last = 0, -2
        sizes = []
        for place in self.starts:
            size = size + 1 if place == last + 1 else 1
            sizes.append(size)
            last = place
        return list(accumulate(reversed(sizes), max))[::-1]

    def runs(self) -> list[CommonRun]:
        """The common runs in their order."""
        found = []
        waiting = [(0, len(self.old), 0, len(self.new))]
        while waiting:
            old_start, old_end, new_start, new_end = waiting.pop()
            if old_start == old_end or new_start == new_end:
                continue
            core = self._longest(old_start, old_end, new_start, new_end)
            a, b, size = self._lengthened(core, (old_start, old_end, new_start, new_end))
            if size:
                found.append(CommonRun(a, b, size))
                waiting.append((a + size, old_end, b + size, new_end))
            # Before the first of single words there is nothing in common but weak ones.
            if core[2] > 1 or self._are_weak(old_start, new_start):
                waiting.append((old_start, a, new_start, b))
        return sorted(found)

    def _longest(
        self, old_start: int, old_end: int, new_start: int, new_end: int
    ) -> tuple[int, int, int]:
        """The longest run between these bounds; of equally long ones the first."""
        best_a, best_b, best = old_start, new_start, 0
        sizes: dict[int, int] = {}  # of the runs that end at the word before, by their end in new
        last = -2
        for at in range(bisect_left(self.starts, old_start), len(self.starts)):
            a = self.starts[at]
            if a >= old_end or self.longest_from[at] <= best:
                break
            before, sizes = sizes if a == last + 1 else {}, {}
            last = a
            for b in self.places[self.old[a]]:
                if b < new_start:
                    continue
                if b >= new_end:
                    break
                size = sizes[b] = before.get(b - 1, 0) + 1
                if size > best:
                    best_a, best_b, best = a - size + 1, b - size + 1, size
        return best_a, best_b, best

    def _lengthened(
        self, run: tuple[int, int, int], bounds: tuple[int, int, int, int]
    ) -> tuple[int, int, int]:
        """The run with the weak words on both its sides."""
        (a, b, size), (old_start, old_end, new_start, new_end) = run, bounds
        while a > old_start and b > new_start and self._are_weak(a - 1, b - 1):
            a, b, size = a - 1, b - 1, size + 1
        while a + size < old_end and b + size < new_end and self._are_weak(a + size, b + size):
            size += 1
        return a, b, size

    def _are_weak(self, a: int, b: int) -> bool:
        return self.old[a] == self.new[b] and self.new[b] not in self.places


def _places_of(known: Container[str], words: Iterable[str]) -> list[int]:
    """Where among some words one that is known stands."""
    return list(compress(count(), map(known.__contains__, words)))
