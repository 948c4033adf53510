"""Two texts as one: what was kept, removed and added, in words and without confetti."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from sopgen.compare.in_common import common_ends, side_by_side
from sopgen.compare.words import shown_sentences, shown_words

_MOST_TOKENS: Final = 1_200
_LEAST_KEPT: Final = 0.3
_FEW_WORDS: Final = 4
_TINY: Final = 4
_LETTER: Final = re.compile(r"[^\W_]")
_NO_LETTERS: Final = re.compile(r"[\W_]+")


class Mark(StrEnum):
    """What became of a run of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Run(NamedTuple):
    """Some text that was kept, removed or added as a whole."""

    mark: Mark
    text: str


class _Stretch(NamedTuple):
    """What the old and the new text have at one place, the same where nothing changed.

    The weights are how many letters and digits.
    """

    old: str
    new: str
    old_weight: int
    new_weight: int

    @property
    def is_kept(self) -> bool:
        return self.old == self.new

    @property
    def weight(self) -> int:
        return max(self.old_weight, self.new_weight)


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """The runs of two texts: kept and removed are the old text, kept and added the new.

    What is removed stands before what is added in its place. A few kept words between changes
    that weigh more join them; texts that are mostly different are shown as a whole each. Texts of
    thousands of words are compared by sentences, greater ones not at all.
    """
    if old == new:
        return (Run(Mark.KEPT, old),) if old else ()
    olds, news = shown_words(old), shown_words(new)
    start, end = common_ends(olds, news)
    middle = _stretches(*(_middle(words, start, end) for words in (olds, news)))
    ends = _kept("".join(olds[:start])), _kept("".join(olds[len(olds) - end :]))
    stretches = _without_confetti(_joined((ends[0], *middle, ends[1])))
    if _is_mostly_different(stretches, old, new):
        stretches = [_whole(stretches)]
    return tuple(_runs(stretches))


def _middle(words: Sequence[str], start: int, end: int) -> Sequence[str]:
    """The words between the ends; a % without the letters behind it belongs to its number."""
    middle = words[start : len(words) - end]
    return shown_words("".join(middle)) if middle[-1:] == ["%"] else middle


def _kept(text: str) -> _Stretch:
    weight = _weight(text)
    return _Stretch(text, text, weight, weight)


def _differing(old: str, new: str) -> _Stretch:
    return _Stretch(old, new, _weight(old), _weight(new))


def _stretches(olds: Sequence[str], news: Sequence[str]) -> Iterator[_Stretch]:
    if max(len(olds), len(news)) <= _MOST_TOKENS:
        yield from _aligned(olds, news)
        return
    old, new = "".join(olds), "".join(news)
    olds, news = shown_sentences(old), shown_sentences(new)
    if max(len(olds), len(news)) > _MOST_TOKENS:
        yield _differing(old, new)
        return
    for stretch in _aligned(olds, news):
        is_small = max(len(stretch.old), len(stretch.new)) <= _MOST_TOKENS
        if is_small and not stretch.is_kept:
            yield from _aligned(shown_words(stretch.old), shown_words(stretch.new))
        else:
            yield stretch


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """White space and words that abound only lengthen what is in common."""
    for part in side_by_side(old, new, _is_white_or_marks):
        if part.is_common:
            yield _kept("".join(part.old))
        else:
            yield _differing("".join(part.old), "".join(part.new))


def _whole(stretches: Sequence[_Stretch]) -> _Stretch:
    """Neighbours as one."""
    old, new, old_weight, new_weight = zip(*stretches, strict=True)
    return _Stretch("".join(old), "".join(new), sum(old_weight), sum(new_weight))


def _is_white_or_marks(word: str) -> bool:
    return _LETTER.search(word) is None


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Neighbours of one kind as one; nothing empty."""
    result: list[_Stretch] = []
    for stretch in stretches:
        if result and result[-1].is_kept == stretch.is_kept:
            result[-1] = _whole((result[-1], stretch))
        elif stretch.old or stretch.new:
            result.append(stretch)
    return result


def _without_confetti(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    result: list[_Stretch] = []
    for stretch in stretches:
        result.append(stretch)
        while len(result) > 2 and not result[-1].is_kept and _is_confetti(*result[-3:]):
            result[-3:] = [_whole(result[-3:])]
    return result


def _is_confetti(before: _Stretch, kept: _Stretch, after: _Stretch) -> bool:
    """Whether so little was kept between two changes that it only disturbs.

    A lone short word or mark; or less than either change (diff-match-patch's semantic clean-up).
    """
    if not kept.is_kept:
        return False
    return kept.weight <= _TINY or kept.weight <= min(before.weight, after.weight)


def _weight(text: str) -> int:
    return len(_NO_LETTERS.sub("", text))


def _is_mostly_different(stretches: Sequence[_Stretch], old: str, new: str) -> bool:
    longer = max(sum(item.old_weight for item in stretches), sum(i.new_weight for i in stretches))
    kept = sum(stretch.weight for stretch in stretches if stretch.is_kept)
    return kept < longer * _LEAST_KEPT and max(len(old.split()), len(new.split())) > _FEW_WORDS


def _runs(stretches: Iterable[_Stretch]) -> Iterator[Run]:
    for stretch in stretches:
        if stretch.is_kept:
            yield Run(Mark.KEPT, stretch.old)
            continue
        if stretch.old:
            yield Run(Mark.REMOVED, stretch.old)
        if stretch.new:
            yield Run(Mark.ADDED, stretch.new)
