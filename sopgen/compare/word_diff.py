"""Two texts as one: what was kept, removed and added, in words and without confetti."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from sopgen.compare.in_common import CommonRun, common_ends, common_runs, side_by_side
from sopgen.compare.stretches import (
    Stretch,
    differing_stretch,
    joined,
    kept_stretch,
    weight_of,
    without_confetti,
)
from sopgen.compare.words import shown_sentences, shown_words

_MOST_TOKENS: Final = 1_200
_LEAST_KEPT: Final = 0.3
_FEW_WORDS: Final = 4
_LETTER: Final = re.compile(r"[^\W_]")


class Mark(StrEnum):
    """What became of a run of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


_AROUND: Final = (Mark.KEPT, Mark.REMOVED, Mark.ADDED, Mark.KEPT)


class Run(NamedTuple):
    """Some text that was kept, removed or added as a whole."""

    mark: Mark
    text: str


class _Sides(NamedTuple):
    """Two texts: what both begin and end with, and the words of each in between.

    `in_common` are the runs that these have in common; None where they are too many to tell.
    """

    ahead: str
    olds: Sequence[str]
    news: Sequence[str]
    behind: str
    in_common: Sequence[CommonRun] | None

    @property
    def most_kept(self) -> str:
        """What is kept in between at most: kept words between changes may join these."""
        runs = self.in_common or ()
        return "".join("".join(self.olds[a : a + size]) for a, _, size in runs)


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """The runs of two texts: kept and removed are the old text, kept and added the new.

    What is removed stands before what is added in its place. A few kept words between changes
    that weigh more join them; texts that are mostly different are shown as a whole each. Texts of
    thousands of words are compared by sentences, greater ones not at all.
    """
    if old == new:
        return (Run(Mark.KEPT, old),) if old else ()
    sides = _sides(old, new)
    if sides.in_common is not None:
        most = weight_of(f"{sides.ahead}{sides.most_kept}{sides.behind}")
        if _is_too_little(most, old, new):
            return _change("", old, new, "")
        if not sides.in_common:
            return _change(sides.ahead, "".join(sides.olds), "".join(sides.news), sides.behind)
    stretches = without_confetti(joined(_stretches(sides)))
    kept = sum(stretch.weight for stretch in stretches if stretch.is_kept)
    return _change("", old, new, "") if _is_too_little(kept, old, new) else tuple(_runs(stretches))


def _sides(old: str, new: str) -> _Sides:
    olds, news = shown_words(old), shown_words(new)
    start, end = common_ends(olds, news)
    ahead, behind = "".join(olds[:start]), "".join(olds[len(olds) - end :])
    olds, news = olds[start : len(olds) - end], news[start : len(news) - end]
    are_few = max(len(olds), len(news)) <= _MOST_TOKENS
    return _Sides(ahead, olds, news, behind, _in_common(olds, news) if are_few else None)


@lru_cache(maxsize=64)  # the words of a paragraph and of the step that it stands in are the same
def _in_common(old: Sequence[str], new: Sequence[str]) -> Sequence[CommonRun]:
    """White space and words that abound only lengthen what is in common."""
    return common_runs(old, new, _is_white_or_marks)


def _change(ahead: str, old: str, new: str, behind: str) -> tuple[Run, ...]:
    """The runs of one change between what was kept."""
    texts = (ahead, old, new, behind)
    return tuple([Run(mark, text) for mark, text in zip(_AROUND, texts, strict=True) if text])


def _stretches(sides: _Sides) -> Iterator[Stretch]:
    yield kept_stretch(sides.ahead)
    if sides.in_common is None:
        yield from _by_sentences("".join(sides.olds), "".join(sides.news))
    else:
        yield from _aligned(sides.olds, sides.news, sides.in_common)
    yield kept_stretch(sides.behind)


def _by_sentences(old: str, new: str) -> Iterator[Stretch]:
    olds, news = shown_sentences(old), shown_sentences(new)
    if max(len(olds), len(news)) > _MOST_TOKENS:
        yield differing_stretch(old, new)
        return
    for stretch in _compared(olds, news):
        is_small = max(len(stretch.old), len(stretch.new)) <= _MOST_TOKENS
        if is_small and not stretch.is_kept:
            yield from _compared(shown_words(stretch.old), shown_words(stretch.new))
        else:
            yield stretch


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    return _aligned(old, new, common_runs(old, new, _is_white_or_marks))


def _aligned(
    old: Sequence[str], new: Sequence[str], runs: Iterable[CommonRun]
) -> Iterator[Stretch]:
    for part in side_by_side(old, new, runs):
        if part.is_common:
            yield kept_stretch("".join(part.old))
        else:
            yield differing_stretch("".join(part.old), "".join(part.new))


@lru_cache(maxsize=8192)
def _is_white_or_marks(word: str) -> bool:
    return _LETTER.search(word) is None


def _is_too_little(kept: int, old: str, new: str) -> bool:
    """Whether texts of which so many letters are kept are mostly different."""
    if kept >= max(weight_of(old), weight_of(new)) * _LEAST_KEPT:
        return False
    return _has_many_words(old) or _has_many_words(new)


def _has_many_words(text: str) -> bool:
    return len(text.split(None, _FEW_WORDS)) > _FEW_WORDS


def _runs(stretches: Iterable[Stretch]) -> Iterator[Run]:
    for stretch in stretches:
        if stretch.is_kept:
            yield Run(Mark.KEPT, stretch.old)
            continue
        if stretch.old:
            yield Run(Mark.REMOVED, stretch.old)
        if stretch.new:
            yield Run(Mark.ADDED, stretch.new)
