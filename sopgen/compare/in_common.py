"""What two sequences of words have in common, and what each has in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

_MOST_REPEATED: Final = 8


class Between(NamedTuple):
    """What each side has at one place: the same words where `is_common`, else none are alike."""

    old: Sequence[str]
    new: Sequence[str]
    is_common: bool


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words both begin with, and how many of the others both end with."""
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - start
    return start, next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)


def side_by_side(
    old: Sequence[str], new: Sequence[str], is_weak: Callable[[str], bool]
) -> Iterator[Between]:
    """The two sequences from place to place, in their order.

    The longest run of words in common is taken first, then those before and behind it. Weak words,
    and those that abound in `new`, begin no run and only lengthen one: aligning by them reads
    badly, and takes time that grows with the square of their number. It is what
    `difflib.SequenceMatcher` gives with the weak words as junk (Ratcliff and Metzener 1988), in a
    fraction of the time: of words with weak ones between them no run is longer than a word, and
    the first is as good as any.
    """
    if set(old).isdisjoint(new):
        if old or new:
            yield Between(old, new, is_common=False)
        return
    at_old = at_new = 0
    for a, b, size in (*_Finder(old, new, is_weak).blocks(), (len(old), len(new), 0)):
        if at_old < a or at_new < b:
            yield Between(old[at_old:a], new[at_new:b], is_common=False)
        if size:
            yield Between(old[a : a + size], new[b : b + size], is_common=True)
        at_old, at_new = a + size, b + size


class _Finder:
    """Finds common runs; `longest_from` is how long one can be at most that ends there or later."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], is_weak: Callable[[str], bool]
    ) -> None:
        self.old, self.new = old, new
        places: dict[str, list[int]] = {}
        for place, word in enumerate(new):
            places.setdefault(word, []).append(place)
        self.places = {
            word: found
            for word, found in places.items()
            if len(found) <= _MOST_REPEATED and not is_weak(word)
        }
        self.longest_from = self._longest_from()

    def _longest_from(self) -> list[int]:
        size, sizes = 0, []
        for word in self.old:
            size = size + 1 if word in self.places else 0
            sizes.append(size)
        return list(accumulate(reversed(sizes), max))[::-1]

    def blocks(self) -> list[tuple[int, int, int]]:
        """Where in the old and in the new each common run begins, and its length; in order."""
        found = []
        waiting = [(0, len(self.old), 0, len(self.new))]
        while waiting:
            old_start, old_end, new_start, new_end = waiting.pop()
            if old_start == old_end or new_start == new_end:
                continue
            a, b, size = self._longest(old_start, old_end, new_start, new_end)
            if size:
                found.append((a, b, size))
                waiting.append((old_start, a, new_start, b))
                waiting.append((a + size, old_end, b + size, new_end))
        return sorted(found)

    def _longest(
        self, old_start: int, old_end: int, new_start: int, new_end: int
    ) -> tuple[int, int, int]:
        """The longest run between these bounds; of equally long ones the first."""
        best_a, best_b, best = old_start, new_start, 0
        sizes: dict[int, int] = {}  # of the runs that end at the word before, by their end in new
        for a in range(old_start, old_end):
            if self.longest_from[a] <= best:
                break
            before, sizes = sizes, {}
            for b in self.places.get(self.old[a], ()):
                if b < new_start:
                    continue
                if b >= new_end:
                    break
                size = sizes[b] = before.get(b - 1, 0) + 1
                if size > best:
                    best_a, best_b, best = a - size + 1, b - size + 1, size
        return self._lengthened((best_a, best_b, best), (old_start, old_end, new_start, new_end))

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
