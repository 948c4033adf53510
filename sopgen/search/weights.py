"""What a word weighs: in the library, in a document, in a phrase. All are small whole numbers.

The weights are those of BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework",
2009), worked out when the index is made: a search only adds and multiplies whole numbers, so that
every program that reads the index comes to the same scores.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sopgen.search.postings import IMPACTS, SHARES

_WEIGHT_SCALE: Final = 8
_SATURATION: Final = 3.0
_LENGTH_COUNTS: Final = 0.5


def word_weight(documents_with_it: int, documents: int) -> int:
    """How telling a word is: its inverse document frequency, in eighths, 1 or more."""
    rarity = math.log(1 + (documents - documents_with_it + 0.5) / (documents_with_it + 0.5))
    return max(1, min(255, round(_WEIGHT_SCALE * rarity)))


def impact(frequency: float) -> int:
    """How much a word says of a document in which it has this weighted frequency: 1 to 31."""
    return max(1, round(IMPACTS * frequency / (frequency + _SATURATION)))


def length_factor(length: int, average: float) -> float:
    """What a word counts in a field of this many words: less in a long one."""
    return 1 / (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length / average) if average else 1.0


def shares(
    words: Iterable[str], weights: Mapping[str, int], stop: frozenset[str]
) -> dict[str, int]:
    """The share of each word in the meaning of a phrase, of 255 in all.

    Stop words have a share only where the phrase has no other words.
    """
    every = dict.fromkeys(words)
    telling = [word for word in every if word not in stop] or list(every)
    total = sum(weights[word] for word in telling)
    return {word: max(1, round(SHARES * weights[word] / total)) for word in telling}


def average(lengths: Sequence[int]) -> float:
    """The mean of some lengths, 0 of none."""
    return sum(lengths) / len(lengths) if lengths else 0.0
