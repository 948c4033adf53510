"""Finds which steps, or other titled parts, of two versions are the same one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from sopgen.compare.assignment import best_assignment
from sopgen.compare.words import bag, compared_words, likeness, trigrams

_LEAST_ALIKE: Final = 0.4
_MOST_SCORED: Final = 2_500
Pairs = tuple[tuple[int, int], ...]


class Titled:
    """What is matched: a title, a text, and smaller facts such as a step's role and tool.

    `text` may be a function, called only where the titles alone do not decide.
    """

    def __init__(self, title: str, text: str | Callable[[], str], facts: str = "") -> None:
        self.title = title
        self.facts = facts
        self.name = compared_words(title)
        self._text = text

    @cached_property
    def text(self) -> str:
        """The text under the title."""
        return self._text if isinstance(self._text, str) else self._text()

    @cached_property
    def parts(self) -> tuple[tuple[float, Counter[str]], ...]:
        """The bags of words that are compared, each with its weight."""
        return (
            (0.45, bag(compared_words(self.text))),
            (0.15, bag(compared_words(self.facts))),
        )

    @cached_property
    def names(self) -> tuple[Counter[str], Counter[str]]:
        """The title's words, and its letters in threes."""
        return bag(self.name), trigrams(self.name)


class Matching(NamedTuple):
    """Pairs of positions (old, new) of what stayed, and those of them whose order changed."""

    pairs: Pairs
    moved: frozenset[tuple[int, int]]


def match(old: Sequence[Titled], new: Sequence[Titled]) -> Matching:
    """Match by title first, then by likeness of title, text and facts.

    Among those without a partner of the same title, the assignment with the greatest likeness in
    all is taken, whatever the positions; pairs that have too little in common are none. The answer
    is the same both ways. More than some fifty unmatched parts on both sides are not compared:
    such a document was written anew.
    """
    if _have_own_names(old, new):
        return Matching(tuple((at, at) for at in range(len(old))), frozenset())
    pairs: list[tuple[int, int]] = []
    for olds, news in _same_names(old, new):
        pairs += _assign(old, new, olds, news, least=0.0)
    free_old = _without(range(len(old)), (a for a, _ in pairs))
    free_new = _without(range(len(new)), (b for _, b in pairs))
    pairs += _assign(old, new, free_old, free_new, _LEAST_ALIKE)
    return Matching(tuple(sorted(pairs)), _moved(sorted(pairs)))


def alike(old: Titled, new: Titled) -> float:
    """How much two parts have in common, from 0 to 1."""
    score = weight = 0.4
    score *= max(likeness(a, b) for a, b in zip(old.names, new.names, strict=True))
    for (share, before), (_, after) in zip(old.parts, new.parts, strict=True):
        if before or after:
            score += share * likeness(before, after)
            weight += share
    return score / weight


def longest_rise(values: Sequence[int]) -> list[int]:
    """The positions of a longest rising subsequence: what kept its order."""
    tails: list[int] = []
    tail_positions: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(tail_positions[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        tail_positions[at : at + 1] = [position]
    rise = []
    position = tail_positions[-1] if tail_positions else -1
    while position >= 0:
        rise.append(position)
        position = before[position]
    return rise[::-1]


def _have_own_names(old: Sequence[Titled], new: Sequence[Titled]) -> bool:
    """The usual case: the same titles in the same order, each once."""
    names = [item.name for item in old]
    return names == [item.name for item in new] and len({*names, ()}) == len(names) + 1


def _same_names(
    old: Sequence[Titled], new: Sequence[Titled]
) -> Iterable[tuple[list[int], list[int]]]:
    by_name: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((old, new)):
        for position, item in enumerate(items):
            by_name[item.name][side].append(position)
    return [group for name, group in by_name.items() if name and all(group)]


def _assign(
    old: Sequence[Titled],
    new: Sequence[Titled],
    olds: Sequence[int],
    news: Sequence[int],
    least: float,
) -> list[tuple[int, int]]:
    if len(olds) == 1 == len(news) and not least:
        return [(olds[0], news[0])]
    if len(olds) * len(news) > _MOST_SCORED:
        return list(zip(olds, news, strict=False)) if not least else []
    # One direction for both ways round, so that swapping the versions swaps the answer.
    if _order(new, news) < _order(old, olds):
        return [(a, b) for b, a in _assign(new, old, news, olds, least)]
    # Among equals the order stays: squared, crossing pairs cost more than straight ones.
    size = len(old) + len(new)
    scores = [
        [_score(old[a], new[b], least) - 0.001 * ((a - b) / size) ** 2 for b in news] for a in olds
    ]
    found = best_assignment(scores)
    return [(olds[i], news[j]) for i, j in found if scores[i][j] >= least - 0.001]


def _score(old: Titled, new: Titled, least: float) -> float:
    score = alike(old, new)
    return score if score >= least else 0.0


def _order(items: Sequence[Titled], chosen: Sequence[int]) -> tuple[int, list[object]]:
    return len(chosen), [(items[i].title, items[i].text, items[i].facts) for i in chosen]


def _without(positions: Iterable[int], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [position for position in positions if position not in gone]


def _moved(pairs: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    stayed = set(longest_rise([new for _, new in pairs]))
    return frozenset(pair for position, pair in enumerate(pairs) if position not in stayed)
