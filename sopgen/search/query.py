"""From what was typed to units of words: each word with all that may be meant by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sopgen.search.index import Index, Phrase, Stems
from sopgen.search.slips import distance, slips_allowed


class Unit(NamedTuple):
    """One word of a query: its weight, and by stems that may be meant how much they count.

    Several stems together are a phrase: a document has it when it has them all. The factors are
    sixteenths.
    """

    weight: int
    meant: dict[Stems, int]


class Query(NamedTuple):
    """The units of a query; `words` are all surface forms that they stand for, for marking."""

    units: tuple[Unit, ...]
    words: tuple[str, ...]


def read_query(index: Index, text: str) -> Query:
    """Read what was typed; the last word may be unfinished unless something follows it."""
    typed = index.words.split(text)[: index.head["rules"]["mostWords"]]
    stems = [index.words.stem(word) for word in typed]
    synonyms = _synonyms(index, stems)
    is_open = bool(typed) and index.words.fold(text).endswith(typed[-1])
    stop = index.words.stop
    chosen = dict.fromkeys(word for word in typed if index.words.stem(word) not in stop)
    units: dict[str, Unit] = {}
    words: list[str] = []
    for word in chosen or dict.fromkeys(typed):
        stem = index.words.stem(word)
        if stem not in units:
            reader = _Reader(index, word, is_open=is_open and word == typed[-1])
            units[stem] = reader.unit(synonyms.get(stem, ()))
            words += reader.words
    return Query(tuple(units.values()), tuple(dict.fromkeys(words)))


def _synonyms(index: Index, stems: Sequence[str]) -> dict[str, list[Phrase]]:
    """By stem, what the phrases in which it stands may be said as."""
    found: dict[str, list[Phrase]] = {}
    for at, stem in enumerate(stems):
        for phrase, others in index.synonyms.get(stem, ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                for part in dict.fromkeys(phrase):
                    found.setdefault(part, []).extend(others)
    return found


class _Reader:
    """Reads one word, and keeps the surface forms that it stands for."""

    def __init__(self, index: Index, word: str, *, is_open: bool) -> None:
        self._index = index
        self._word = word
        self._is_open = is_open
        self._gram = index.words.gram(word)
        self._rules = index.head["rules"]
        self._meant: dict[Stems, int] = {}
        self._weight = 0
        self.words: list[str] = []

    def unit(self, synonyms: Sequence[Phrase]) -> Unit:
        """The word with all that may be meant."""
        stem = self._index.words.stem(self._word)
        known = self._index.stem(stem)
        if known is not None:
            self._add(stem, self._rules["exact"])
            self._mark_forms(stem)
        if self._is_open:
            self._add_longer(self._rules["longer" if known else "prefix"])
        if not self._meant:
            self._add_slips()
        for phrase in synonyms:
            self._add_phrase(phrase)
        weight = known.weight if known else self._weight or self._index.head["unknownWeight"]
        return Unit(weight, self._meant)

    def _add(self, stem: str, factor: int) -> None:
        found = self._index.stem(stem)
        if found is not None:
            self._meant.setdefault((stem,), factor)
            self._weight = max(self._weight, found.weight)

    def _mark_forms(self, stem: str) -> None:
        """Every form of the word that documents use."""
        self.words.append(self._word)
        if not self._gram:
            near = self._index.beginning(stem[:3])
            self.words += [form for form, _ in near if self._index.words.stem(form) == stem]

    def _add_longer(self, factor: int) -> None:
        """The words that it may become when it is typed to its end, the most frequent first."""
        if len(self._word) < 2 and not self._gram:
            return
        longer = self._index.beginning(self._word)
        longer.sort(key=lambda item: -item[1])
        for word, _ in longer[: self._rules["mostPrefixes"]]:
            self._add(self._index.words.stem(word), factor)
            self.words.append(word)

    def _add_slips(self) -> None:
        """The words that it may be meant for: the nearest, and of those the most frequent."""
        limit = 0 if self._gram else slips_allowed(self._word)
        if not limit:
            return
        near = self._index.pages_of(list(self._word[:2]))
        nearest = self._nearest(near, limit) or self._nearest(
            [number for number in range(len(self._index.head["pages"])) if number not in near],
            limit,
        )
        for slips, _, word in nearest:
            self._add(self._index.words.stem(word), self._rules["slips"][slips])
            self.words.append(word)

    def _nearest(self, pages: Sequence[int], limit: int) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for number in pages:
            for word, size in self._index.page(number).items():
                if max(word) <= "\uffff":
                    slips = distance(self._word, word, limit)
                    if slips <= limit:
                        found.append((slips, -size, word))
        found.sort(key=lambda item: item[:2])
        nearest = [item for item in found if item[0] == found[0][0]]
        return nearest[: self._rules["mostSlips"]]

    def _add_phrase(self, phrase: Phrase) -> None:
        stems = [self._index.stem(stem) for stem in phrase.stems]
        known = [stem.weight for stem in stems if stem is not None]
        if len(known) == len(stems):
            self._meant.setdefault(phrase.stems, self._rules["synonym"])
            self._weight = max(self._weight, min(known))
            self.words += phrase.words
