"""Tries every phrase of every document against the index, as a reader would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sopgen.search.finding import Search

FIRST: Final = 3
_LOOKED_AT: Final = 10


class Named(NamedTuple):
    """A document by its id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One phrase: where its document came, from 1 (None: not among the first ten), and who led.

    `ahead` are the documents that came before it, `others` those that have the same phrase.
    """

    phrase: str
    document: Named
    place: int | None
    ahead: tuple[Named, ...]
    others: tuple[Named, ...]

    @property
    def is_found(self) -> bool:
        """Whether the document is among the first three, where readers look."""
        return self.place is not None and self.place <= FIRST


@dataclass(frozen=True, slots=True)
class Trials:
    """What came of trying every phrase."""

    trials: tuple[Trial, ...]

    @property
    def failures(self) -> tuple[Trial, ...]:
        """The phrases whose document is not among the first three."""
        return tuple(trial for trial in self.trials if not trial.is_found)

    @property
    def first(self) -> int:
        """How many phrases bring their document first."""
        return sum(trial.place == 1 for trial in self.trials)

    @property
    def found(self) -> int:
        """How many phrases bring their document among the first three."""
        return sum(trial.is_found for trial in self.trials)

    @property
    def confusions(self) -> tuple[tuple[Named, Named, int], ...]:
        """Document, the one that came first instead, and how often; the most frequent first."""
        counts = Counter((trial.document, trial.ahead[0]) for trial in self.trials if trial.ahead)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple((document, instead, count) for (document, instead), count in ordered)


def try_asks(search: Search) -> Trials:
    """Search for every phrase of the index's documents."""
    asks = [(Named(id_, title), phrase) for id_, title, own in search.asks for phrase in own]
    askers: dict[str, list[Named]] = {}
    for document, phrase in asks:
        askers.setdefault(search.folded(phrase), []).append(document)
    return Trials(
        tuple(
            _try(search, document, phrase, askers[search.folded(phrase)])
            for document, phrase in asks
        )
    )


def _try(search: Search, document: Named, phrase: str, askers: Sequence[Named]) -> Trial:
    results = search.find(phrase, limit=_LOOKED_AT).results
    names = [Named(item.id, item.title) for item in results]
    place = names.index(document) if document in names else None
    return Trial(
        phrase=phrase,
        document=document,
        place=None if place is None else place + 1,
        ahead=tuple(names[:place]),
        others=tuple(dict.fromkeys(other for other in askers if other != document)),
    )
