"""Tells a corrected spelling from another word, without a dictionary."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sopgen.model.time_limit import parse_time_limit

_VOWELS: Final = frozenset("aeiouyàáâäãåæèéêëìíîïòóôöõøœùúûü")
_SHORTEST: Final = 5
_SHORTEST_WITH_VOWEL: Final = 6
_SHORTEST_WITH_CONSONANT: Final = 9
# Spellings of one sound: organise and organize, licence and license.
_SOUNDS_ALIKE: Final = (frozenset("sz"), frozenset("cs"), frozenset("ck"))


def is_same_spelt_better(old: str, new: str) -> bool:
    """Whether two folded words differ by one small edit of spelling only.

    The rule, from short words to long ones, first letters always the same:

    - from 5 letters: two neighbouring letters change places (recieve), or a letter is doubled or
      no longer doubled (occured);
    - from 6 letters: one inner vowel is added, dropped or another (colour, seperate), or one
      letter stands for its sound-alike (organise);
    - from 9 letters: one inner consonant is added or dropped (goverment).

    Anything with a digit, and units of time, never are: charge and change, payer and payee,
    minute and minutes are different words.
    """
    short, long = sorted((old, new), key=lambda word: (len(word), word))
    if len(short) < _SHORTEST - 1 or len(long) < _SHORTEST or short[0] != long[0]:
        return False
    if not (short.isalpha() and long.isalpha()) or _is_unit(short) or _is_unit(long):
        return False
    if len(short) == len(long):
        return _one_letter_differs(short, long)
    return len(long) == len(short) + 1 and _one_letter_more(short, long)


@lru_cache(maxsize=8192)
def _is_unit(word: str) -> bool:
    return parse_time_limit(f"1 {word}") is not None


def _one_letter_differs(old: str, new: str) -> bool:
    places = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    first, last = places[0], places[-1]
    if len(places) == 2 and last == first + 1:
        return old[first] == new[last] and old[last] == new[first]
    if len(places) != 1 or len(old) < _SHORTEST_WITH_VOWEL or first == len(old) - 1:
        return False
    pair = {old[first], new[first]}
    return pair <= _VOWELS or any(pair <= alike for alike in _SOUNDS_ALIKE)


def _one_letter_more(short: str, long: str) -> bool:
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if short[at:] != long[at + 1 :]:
        return False
    is_inner = at < len(long) - 1
    if long[at] == long[at - 1]:
        # "willing" and "wiling": but a second letter at the very end makes another word.
        return is_inner
    least = _SHORTEST_WITH_VOWEL if long[at] in _VOWELS else _SHORTEST_WITH_CONSONANT
    return is_inner and len(long) >= least
