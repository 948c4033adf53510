"""What two texts have from place to place, weighed by letters, and without confetti."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_TINY: Final = 4
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_NO_LETTERS_OF_ASCII: Final = bytes(sign for sign in range(128) if not chr(sign).isalnum())


class Stretch(NamedTuple):
    """What the old and the new text have at one place, the same where nothing changed.

    The weights are how many letters and digits.
    """

    old: str
    new: str
    old_weight: int
    new_weight: int

    @property
    def is_kept(self) -> bool:
        """Whether nothing changed here."""
        return self.old == self.new

    @property
    def weight(self) -> int:
        """That of the weightier side."""
        return max(self.old_weight, self.new_weight)


def kept_stretch(text: str) -> Stretch:
    """What both texts have."""
    weight = weight_of(text)
    return Stretch(text, text, weight, weight)


def differing_stretch(old: str, new: str) -> Stretch:
    """What each text has in place of the other's."""
    return Stretch(old, new, weight_of(old), weight_of(new))


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours of one kind as one; nothing empty."""
    result: list[Stretch] = []
    for stretch in stretches:
        if result and result[-1].is_kept == stretch.is_kept:
            result[-1] = _whole((result[-1], stretch))
        elif stretch.old or stretch.new:
            result.append(stretch)
    return result


def without_confetti(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Changes with so little kept between them that it only disturbs are one change."""
    result: list[Stretch] = []
    for stretch in stretches:
        result.append(stretch)
        while len(result) > 2 and not result[-1].is_kept and _is_confetti(*result[-3:]):
            result[-3:] = [_whole(result[-3:])]
    return result


def _is_confetti(before: Stretch, kept: Stretch, after: Stretch) -> bool:
    """Whether so little was kept between two changes that it only disturbs.

    A lone short word or mark; or less than either change (diff-match-patch's semantic clean-up).
    """
    if not kept.is_kept:
        return False
    return kept.weight <= _TINY or kept.weight <= min(before.weight, after.weight)


def _whole(stretches: Sequence[Stretch]) -> Stretch:
    """Neighbours as one."""
    old, new, old_weight, new_weight = zip(*stretches, strict=True)
    return Stretch("".join(old), "".join(new), sum(old_weight), sum(new_weight))


def weight_of(text: str) -> int:
    """How many letters and digits."""
    if text.isascii():
        return len(text.encode().translate(None, _NO_LETTERS_OF_ASCII))
    return len(_NO_LETTERS.sub("", text))
