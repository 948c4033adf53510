"""Gathers the words of every document: how often, in which field, in which step and which ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from sopgen.search.entries import DocumentEntry
from sopgen.search.ids import id_keys
from sopgen.search.postings import IMPACTS, Posting
from sopgen.search.weights import average, impact, length_factor, shares, word_weight
from sopgen.search.words import Words

# What a word counts by where it stands.
_BOOSTS: Final[Mapping[str, float]] = {
    "title": 5.0,
    "asks": 4.0,
    "tags": 3.0,
    "step_titles": 2.0,
    "purpose": 1.5,
    "steps": 1.0,
    "names": 0.5,
    "body": 0.4,
}
_MOST_ASKS: Final = 200


class _Said(NamedTuple):
    """The words of a document by field, by step, and of each phrase that customers say."""

    fields: Mapping[str, Sequence[str]]
    steps: Sequence[Sequence[str]]
    titles: Sequence[Sequence[str]]
    phrases: Sequence[Sequence[str]]


class Gathered:
    """The words of a library: `stems` with their postings, `surfaces` with how many have them."""

    def __init__(self, entries: Sequence[DocumentEntry], words: Words) -> None:
        self._words = words
        self._count = len(entries)
        self.surfaces: Counter[str] = Counter()
        self._found: dict[str, list[Posting]] = {}
        self._asks: list[list[list[str]]] = []
        fields = [_fields(entry) for entry in entries]
        typical = {name: average([len(item[name]) for item in fields]) for name in _BOOSTS}
        for number, (entry, texts) in enumerate(zip(entries, fields, strict=True)):
            self._gather(number, entry, texts, typical)
        self.weights = {
            stem: word_weight(len(found), self._count) for stem, found in self._found.items()
        }

    def postings(self) -> Iterator[tuple[str, list[Posting]]]:
        """Every stem with its postings, in the order of the index."""
        asks = self._shares()
        for stem in sorted(self._found, key=ordinal):
            of_stem = asks.get(stem, {})
            yield (
                stem,
                [
                    item._replace(asks=of_stem[item.document]) if item.document in of_stem else item
                    for item in self._found[stem]
                ],
            )

    def _gather(
        self,
        number: int,
        entry: DocumentEntry,
        texts: Mapping[str, str],
        typical: Mapping[str, float],
    ) -> None:
        said = self._said(entry, texts)
        factors = {
            name: boost * length_factor(len(texts[name]), typical[name])
            for name, boost in _BOOSTS.items()
        }
        self.surfaces.update(set(chain.from_iterable(said.fields.values())))
        text, titles = self._by_step(said.steps), self._by_step(said.titles)
        for stem, value in self._frequency(said.fields, factors).items():
            posting = Posting(number, impact(value), text.get(stem, 0), titles.get(stem, 0))
            self._found.setdefault(stem, []).append(posting)
        for key in id_keys(entry.id):
            self._found.setdefault(key, []).append(Posting(number, IMPACTS))
        self._asks.append(list(map(self._words.stems, said.phrases)))

    def _said(self, entry: DocumentEntry, texts: Mapping[str, str]) -> _Said:
        split = self._words.split
        steps = [split(step.text) for step in entry.steps]
        titles = [split(step.title) for step in entry.steps]
        asks = [split(ask) for ask in entry.asks]
        known = {"title": [split(entry.title)], "asks": asks, "step_titles": titles, "steps": steps}
        fields = {
            name: list(chain.from_iterable(known.get(name) or [split(texts[name])]))
            for name in _BOOSTS
        }
        return _Said(fields, steps, titles, [fields["title"], *asks][:_MOST_ASKS])

    def _frequency(
        self, fields: Mapping[str, Sequence[str]], factors: Mapping[str, float]
    ) -> Mapping[str, float]:
        """How often each stem stands there, by what it counts in each field."""
        found: dict[str, float] = {}
        for name, words in fields.items():
            factor = factors[name]
            for stem in self._words.stems(words):
                found[stem] = found.get(stem, 0) + factor
        return found

    def _by_step(self, steps: Sequence[Sequence[str]]) -> dict[str, int]:
        """For each stem the steps that have it, as a posting holds them."""
        found: dict[str, int] = {}
        for position, words in enumerate(steps):
            bit = 1 << position
            for stem in set(self._words.stems(words)):
                found[stem] = found.get(stem, 0) | bit
        return found

    def _shares(self) -> dict[str, dict[int, list[tuple[int, int]]]]:
        """For each stem, by document, the asks that it stands in and its share of each."""
        found: dict[str, dict[int, list[tuple[int, int]]]] = {}
        for document, asks in enumerate(self._asks):
            for number, stems in enumerate(asks):
                for stem, share in shares(stems, self.weights, self._words.stop).items():
                    found.setdefault(stem, {}).setdefault(document, []).append((number, share))
        return found


def ordinal(text: str) -> bytes:
    """What words are ordered by: UTF-16, as the browser compares text."""
    return text.encode("utf-16-be", "surrogatepass")


def _fields(entry: DocumentEntry) -> dict[str, str]:
    return {
        "title": entry.title,
        "asks": "\n".join(entry.asks),
        "tags": "\n".join(entry.tags),
        "step_titles": "\n".join(step.title for step in entry.steps),
        "purpose": entry.purpose,
        "steps": "\n".join(step.text for step in entry.steps),
        "names": "\n".join((entry.id, *entry.names)),
        "body": entry.body,
    }
