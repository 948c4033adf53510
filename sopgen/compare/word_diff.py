"""Two texts as one: what was kept, removed and added, in words and without confetti."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from sopgen.compare.in_common import CommonRun, common_ends, common_runs, side_by_side
from sopgen.compare.words import shown_sentences, shown_words

_MOST_TOKENS: Final = 1_200
_LEAST_KEPT: Final = 0.3
_FEW_WORDS: Final = 4
_TINY: Final = 4
_LETTER: Final = re.compile(r"[^\W_]")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_NO_LETTERS_OF_ASCII: Final = bytes(sign for sign in range(128) if not chr(sign).isalnum())


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
        most = _weight(f"{sides.ahead}{sides.most_kept}{sides.behind}")
        if _is_too_little(most, old, new):
            return _change("", old, new, "")
        if not sides.in_common:
            return _change(sides.ahead, "".join(sides.olds), "".join(sides.news), sides.behind)
    stretches = _without_confetti(_joined(_stretches(sides)))
    kept = sum(stretch.weight for stretch in stretches if stretch.is_kept)
    return _change("", old, new, "") if _is_too_little(kept, old, new) else tuple(_runs(stretches))


def least_changed(old: str, new: str) -> int:
    """How many characters of one of the texts are removed or added at least."""
    sides = _sides(old, new)
    if sides.in_common is None:
        return 0
    longer = max(len("".join(words)) for words in (sides.olds, sides.news))
    return longer - len(sides.most_kept)


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
    runs = (
        Run(Mark.KEPT, ahead),
        Run(Mark.REMOVED, old),
        Run(Mark.ADDED, new),
        Run(Mark.KEPT, behind),
    )
    return tuple(run for run in runs if run.text)


def _kept(text: str) -> _Stretch:
    weight = _weight(text)
    return _Stretch(text, text, weight, weight)


def _differing(old: str, new: str) -> _Stretch:
    return _Stretch(old, new, _weight(old), _weight(new))


def _stretches(sides: _Sides) -> Iterator[_Stretch]:
    yield _kept(sides.ahead)
    if sides.in_common is None:
        yield from _by_sentences("".join(sides.olds), "".join(sides.news))
    else:
        yield from _aligned(sides.olds, sides.news, sides.in_common)
    yield _kept(sides.behind)


def _by_sentences(old: str, new: str) -> Iterator[_Stretch]:
    olds, news = shown_sentences(old), shown_sentences(new)
    if max(len(olds), len(news)) > _MOST_TOKENS:
        yield _differing(old, new)
        return
    for stretch in _compared(olds, news):
        is_small = max(len(stretch.old), len(stretch.new)) <= _MOST_TOKENS
        if is_small and not stretch.is_kept:
            yield from _compared(shown_words(stretch.old), shown_words(stretch.new))
        else:
            yield stretch


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    return _aligned(old, new, common_runs(old, new, _is_white_or_marks))


def _aligned(
    old: Sequence[str], new: Sequence[str], runs: Iterable[CommonRun]
) -> Iterator[_Stretch]:
    for part in side_by_side(old, new, runs):
        if part.is_common:
            yield _kept("".join(part.old))
        else:
            yield _differing("".join(part.old), "".join(part.new))


def _whole(stretches: Sequence[_Stretch]) -> _Stretch:
    """Neighbours as one."""
    old, new, old_weight, new_weight = zip(*stretches, strict=True)
    return _Stretch("".join(old), "".join(new), sum(old_weight), sum(new_weight))


@lru_cache(maxsize=8192)
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
    """How many letters and digits."""
    if text.isascii():
        return len(text.encode().translate(None, _NO_LETTERS_OF_ASCII))
    return len(_NO_LETTERS.sub("", text))


def _is_too_little(kept: int, old: str, new: str) -> bool:
    """Whether texts of which so many letters are kept are mostly different."""
    if kept >= max(_weight(old), _weight(new)) * _LEAST_KEPT:
        return False
    return any(len(text.split(None, _FEW_WORDS)) > _FEW_WORDS for text in (old, new))


def _runs(stretches: Iterable[_Stretch]) -> Iterator[Run]:
    for stretch in stretches:
        if stretch.is_kept:
            yield Run(Mark.KEPT, stretch.old)
            continue
        if stretch.old:
            yield Run(Mark.REMOVED, stretch.old)
        if stretch.new:
            yield Run(Mark.ADDED, stretch.new)
