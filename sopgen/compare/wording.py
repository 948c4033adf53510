"""How much two wordings differ: not at all, in typography, in words, or in what they demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import compress, count
from typing import Final

from sopgen.compare.in_common import common_ends, common_runs, side_by_side
from sopgen.compare.spelling import is_same_spelt_better
from sopgen.compare.telling_words import FORCES, KINDS_OF_DAY, NEGATIONS, NUMBERS
from sopgen.compare.words import compared_words, is_sign
from sopgen.model.time_limit import parse_time_limit

_MOST_ALIGNED: Final = 600
Group = tuple[Sequence[str], Sequence[str]]


class Wording(StrEnum):
    """How much two wordings differ, from nothing to what they demand."""

    SAME = "same"
    EDITORIAL = "editorial"
    REWORDED = "reworded"
    SUBSTANTIAL = "substantial"


def compare_wording(old: str, new: str) -> Wording:
    """Compare two texts, the same both ways.

    Editorial: without case, punctuation and white space the words are the same, or they differ by
    small edits of spelling only (`is_same_spelt_better`) or by joining ("e mail", "email").
    Substantial: a number, an amount with its unit, a sign or a negation came, went or changed, or
    a word of another force took the place of one ("must" and "may", "before" and "after", "and"
    and "or"). Everything else is reworded.
    """
    if old == new:
        return Wording.SAME
    first, second = sorted((compared_words(old), compared_words(new)))
    if first == second:
        return Wording.SAME if old.split() == new.split() else Wording.EDITORIAL
    if sorted(demands(first)) != sorted(demands(second)):
        return Wording.SUBSTANTIAL
    groups = [] if _are_other_words(first, second) else list(_replaced(first, second))
    if any(_turns(*group) for group in groups):
        return Wording.SUBSTANTIAL
    if groups and all(_is_spelling(*group) for group in groups):
        return Wording.EDITORIAL
    return Wording.REWORDED


def demands(words: Sequence[str]) -> Iterator[str]:
    """The words that set an amount or turn a sentence round: numbers, units, signs, negations."""
    sorts = tuple(map(_sort, words))
    for at in compress(count(), sorts):
        if sorts[at] != "one":
            yield words[at]
        if sorts[at] != "turn":
            yield from _units(words, at + 1)


def _units(words: Sequence[str], at: int) -> Iterator[str]:
    """What an amount is counted in that ends before this place."""
    while at < len(words) and words[at] in KINDS_OF_DAY:
        yield words[at]
        at += 1
    if at < len(words) and not _sort(words[at]):
        yield from _unit(words[at])


@lru_cache(maxsize=8192)
def _sort(word: str) -> str:
    """What a word does to a demand; empty for most, which do nothing."""
    if word in NUMBERS or any(map(str.isdigit, word)):
        return "number"
    if word == "one":
        return "one"
    return "turn" if word in NEGATIONS or is_sign(word) else ""


@lru_cache(maxsize=8192)
def _unit(word: str) -> tuple[str, ...]:
    limit = parse_time_limit(f"1 {word}")
    return () if limit is None else (f"{limit.seconds} s",)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Group]:
    """The differing words, side by side; nothing where the texts are too long and too unlike."""
    if len(old) == len(new):
        pairs = [([a], [b]) for a, b in zip(old, new, strict=True) if a != b]
        if len(pairs) * 10 <= len(old) or all(_is_spelling(*pair) for pair in pairs):
            yield from pairs
            return
    old, new = _without_common_ends(old, new)
    if max(len(old), len(new)) <= _MOST_ALIGNED:
        for part in side_by_side(old, new, common_runs(old, new, _is_never_weak)):
            if not part.is_common:
                yield part.old, part.new


def _is_never_weak(_: str) -> bool:
    return False


def _without_common_ends(old: Sequence[str], new: Sequence[str]) -> Group:
    start, end = common_ends(old, new)
    return old[start : len(old) - end], new[start : len(new) - end]


def _are_other_words(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether it can be told without laying them side by side that nothing but words changed.

    No force takes the place of another where there is one at most, and no spelling is corrected
    where the first words that differ begin with different letters.
    """
    old, new = _without_common_ends(old, new)
    if not old or not new:
        return True
    forces = {FORCES[word] for word in (*old, *new) if word in FORCES}
    return len(forces) < 2 and old[0][0] != new[0][0]


def _turns(old: Sequence[str], new: Sequence[str]) -> bool:
    before, after = ({FORCES[word] for word in words if word in FORCES} for words in (old, new))
    return bool(before and after and before != after)


def _is_spelling(old: Sequence[str], new: Sequence[str]) -> bool:
    if "".join(old) == "".join(new):
        return True
    return len(old) == len(new) and all(
        a == b or is_same_spelt_better(a, b) for a, b in zip(old, new, strict=True)
    )
