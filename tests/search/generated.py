"""Large libraries for the search: made up, the same at every run, words as rare as in life."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final

from sopgen.search import DocumentEntry, Facet, StepEntry

_STARTS: Final = ("b", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "st", "t", "w")
_MIDDLES: Final = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
_ENDS: Final = ("", "", "b", "ck", "d", "l", "m", "n", "nd", "r", "rt", "s", "t", "ve")
_COMMON: Final = (
    "customer agent account call order card payment refund bill check record note write open "
    "close confirm ask address phone number system page form case team lead specialist time"
)


@cache
def _words(count: int) -> tuple[list[str], list[float]]:
    """Words with how often they come, by Zipf's law: the n-th an n-th as often as the first."""
    chance = random.Random(7)
    found = dict.fromkeys(_COMMON.split())
    while len(found) < count:
        syllables = range(chance.choice((1, 2, 2, 3)))
        found["".join(_syllable(chance) for _ in syllables)] = None
    return list(found), list(accumulate(1 / rank for rank in range(3, count + 3)))


def _syllable(chance: random.Random) -> str:
    return chance.choice(_STARTS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)


def entries(count: int) -> Iterator[DocumentEntry]:
    """So many documents of about 700 words."""
    words, weights = _words(8_000 + 4 * count)
    chance = random.Random(count)

    def text(size: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=size))

    for number in range(count):
        department = Facet(f"department-{number % 8}", f"Department {number % 8}")
        yield DocumentEntry(
            id=f"SOP-D{'ABCDEFGH'[number % 8]}-{number // 8 + 1:04}",
            title=text(4).capitalize(),
            href=f"department-{number % 8}/document-{number}/",
            department=department,
            type=Facet("procedure", "Procedure"),
            roles=(Facet(f"role-{number % 20}", f"Role {number % 20}"),),
            version="1.0.0",
            state="approved",
            state_name="In force",
            purpose=text(18),
            asks=tuple(text(5) for _ in range(6)),
            tags=(text(1), text(1)),
            steps=tuple(StepEntry(step, text(4), text(55)) for step in range(1, 8)),
            body=text(220),
        )
