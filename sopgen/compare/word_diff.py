"""Two texts as one: what was kept, removed and added, in words and without confetti."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple

from sopgen.compare.words import abound, shown_sentences, shown_words

_MOST_TOKENS: Final = 1_200
_LEAST_KEPT: Final = 0.3
_FEW_WORDS: Final = 4
_TINY: Final = 4


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
    """What the old and the new text have at one place; the same where nothing changed."""

    old: str
    new: str

    @property
    def is_kept(self) -> bool:
        return self.old == self.new


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """The runs of two texts: kept and removed are the old text, kept and added the new.

    What is removed stands before what is added in its place. A few kept words between changes
    that weigh more join them; texts that are mostly different are shown as a whole each. Texts of
    thousands of words are compared by sentences, greater ones not at all.
    """
    if old == new:
        return (Run(Mark.KEPT, old),) if old else ()
    start, end = _common_ends(old, new)
    middle = _stretches(old[start : len(old) - end], new[start : len(new) - end])
    ends = (_kept(old[:start]), *middle, _kept(old[len(old) - end :]))
    stretches = _without_confetti(_joined(ends))
    if _is_mostly_different(stretches, old, new):
        stretches = [_Stretch(old, new)]
    return tuple(_runs(stretches))


def _kept(text: str) -> _Stretch:
    return _Stretch(text, text)


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters of whole words both texts begin and end with."""
    olds, news = shown_words(old), shown_words(new)
    start = _common_start(olds, news)
    rest = min(len(olds), len(news)) - start
    end = _common_start(olds[::-1][:rest], news[::-1][:rest])
    return sum(map(len, olds[:start])), sum(map(len, olds[len(olds) - end :]))


def _common_start(old: Sequence[str], new: Sequence[str]) -> int:
    shorter = min(len(old), len(new))
    return next((i for i in range(shorter) if old[i] != new[i]), shorter)


def _stretches(old: str, new: str) -> Iterator[_Stretch]:
    olds, news = shown_words(old), shown_words(new)
    if max(len(olds), len(news)) <= _MOST_TOKENS:
        yield from _aligned(olds, news)
        return
    olds, news = shown_sentences(old), shown_sentences(new)
    if max(len(olds), len(news)) > _MOST_TOKENS:
        yield _Stretch(old, new)
        return
    for stretch in _aligned(olds, news):
        is_small = max(len(stretch.old), len(stretch.new)) <= _MOST_TOKENS
        if is_small and not stretch.is_kept:
            yield from _aligned(shown_words(stretch.old), shown_words(stretch.new))
        else:
            yield stretch


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Long common stretches first; white space and words that abound only join them."""
    weak = abound(new)

    def is_weak(token: str) -> bool:
        return not any(map(str.isalnum, token)) or token in weak

    matcher = SequenceMatcher(is_weak, old, new, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        yield _Stretch("".join(old[a:b]), "".join(new[c:d]))


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Neighbours of one kind as one; nothing empty."""
    result: list[_Stretch] = []
    for stretch in stretches:
        if result and result[-1].is_kept == stretch.is_kept:
            last = result.pop()
            result.append(_Stretch(last.old + stretch.old, last.new + stretch.new))
        elif stretch.old or stretch.new:
            result.append(stretch)
    return result


def _without_confetti(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    result: list[_Stretch] = []
    for stretch in stretches:
        result.append(stretch)
        while len(result) > 2 and not result[-1].is_kept and _is_confetti(*result[-3:]):
            between = result[-3:]
            result[-3:] = [
                _Stretch("".join(s.old for s in between), "".join(s.new for s in between))
            ]
    return result


def _is_confetti(before: _Stretch, kept: _Stretch, after: _Stretch) -> bool:
    """Whether so little was kept between two changes that it only disturbs.

    A lone short word or mark; or less than either change (diff-match-patch's semantic clean-up).
    """
    if not kept.is_kept:
        return False
    size = _weight(kept.old)
    if size <= _TINY:
        return True
    return size <= min(max(_weight(change.old), _weight(change.new)) for change in (before, after))


def _weight(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_mostly_different(stretches: Sequence[_Stretch], old: str, new: str) -> bool:
    longer = max(_weight(old), _weight(new))
    words = max(len(old.split()), len(new.split()))
    kept = sum(_weight(stretch.old) for stretch in stretches if stretch.is_kept)
    return words > _FEW_WORDS and kept < longer * _LEAST_KEPT


def _runs(stretches: Iterable[_Stretch]) -> Iterator[Run]:
    for stretch in stretches:
        if stretch.is_kept:
            yield Run(Mark.KEPT, stretch.old)
            continue
        if stretch.old:
            yield Run(Mark.REMOVED, stretch.old)
        if stretch.new:
            yield Run(Mark.ADDED, stretch.new)
