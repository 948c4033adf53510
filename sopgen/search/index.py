"""Reads the files of an index; `search-index.js` is the same in the browser."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sopgen.search.gathering import ordinal
from sopgen.search.indexing import FORMAT, HEAD
from sopgen.search.postings import Posting, unpack_number, unpack_postings
from sopgen.search.words import Words

Read = Callable[[str], bytes]
Stems = tuple[str, ...]
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class OtherFormatError(Exception):
    """The index was made by another version of sopgen."""


class Stem(NamedTuple):
    """A stem that the library has: its weight, and where it stands."""

    weight: int
    postings: Sequence[Posting]


class Phrase(NamedTuple):
    """What a synonym is found by, stop words left out, and its words as written."""

    stems: Stems
    words: tuple[str, ...]


class Index:
    """An index by its files, each read when it is first needed.

    `read` gives a file's content by its path below the search's folder. Raises `OtherFormatError`
    where the index is of another format.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self.head: Mapping[str, Any] = json.loads(read(HEAD))
        if self.head.get("format") != FORMAT:
            raise OtherFormatError
        self.words = Words(self.head["language"])
        self._page_bounds = [ordinal(first) for first in self.head["pages"]]
        self._shard_bounds = [ordinal(first) for first in self.head["shards"]]
        self._pages: dict[int, dict[str, int]] = {}
        self._shards: dict[int, dict[str, tuple[int, bytes]]] = {}
        self._stems: dict[str, Stem | None] = {}

    def stem(self, stem: str) -> Stem | None:
        """A stem of the library; None where no document has it."""
        if stem not in self._stems:
            number = bisect_right(self._shard_bounds, ordinal(stem)) - 1
            found = self._shard(number).get(stem) if number >= 0 else None
            self._stems[stem] = found and Stem(found[0], unpack_postings(found[1]))
        return self._stems[stem]

    def beginning(self, start: str) -> list[tuple[str, int]]:
        """The words that begin like this, with the size of their count, in order."""
        pages = self._page_numbers(start, f"{start}\uffff")
        return [
            (word, size)
            for number in pages
            for word, size in self.page(number).items()
            if word.startswith(start)
        ]

    def page(self, number: int) -> dict[str, int]:
        """The words of one page."""
        if number not in self._pages:
            name = f"{self.head['folder']}/words-{number}.txt"
            self._pages[number] = _words(self._read(name).decode())
        return self._pages[number]

    def pages_of(self, letters: Sequence[str]) -> list[int]:
        """The pages whose words may begin with one of these letters."""
        found = (self._page_numbers(letter, f"{letter}\uffff") for letter in letters)
        return sorted({number for numbers in found for number in numbers})

    def block(self, number: int) -> list[Any]:
        """What results show of ten documents."""
        found: list[Any] = self._json(f"documents-{number}.json")
        return found

    @cached_property
    def filters(self) -> Mapping[str, Any]:
        """By kind, the numbers of each document's facets."""
        found: Mapping[str, Any] = self._json("filters.json")
        return found

    @cached_property
    def asks(self) -> list[tuple[str, str, list[str]]]:
        """Id, title and asks of every document."""
        return [tuple(item) for item in self._json("asks.json")]

    @cached_property
    def synonyms(self) -> Mapping[str, list[tuple[Stems, list[Phrase]]]]:
        """By the first stem of a phrase: all its stems, and the other phrases of its group."""
        found: dict[str, list[tuple[Stems, list[Phrase]]]] = {}
        for group in self.head["synonyms"]:
            phrases = [self._phrase(text.split(" ")) for text in group]
            for phrase in phrases:
                whole = tuple(map(self.words.stem, phrase.words))
                others = [other for other in phrases if other.stems != phrase.stems]
                found.setdefault(whole[0], []).append((whole, others))
        return found

    def _phrase(self, written: Sequence[str]) -> Phrase:
        stems = tuple(map(self.words.stem, written))
        telling = tuple(stem for stem in stems if stem not in self.words.stop)
        return Phrase(telling or stems, tuple(written))

    def _page_numbers(self, first: str, last: str) -> range:
        start = max(0, bisect_right(self._page_bounds, ordinal(first)) - 1)
        return range(start, bisect_left(self._page_bounds, ordinal(last)))

    def _shard(self, number: int) -> dict[str, tuple[int, bytes]]:
        if number not in self._shards:
            name = f"{self.head['folder']}/postings-{number}.bin"
            self._shards[number] = _stems(self._read(name))
        return self._shards[number]

    def _json(self, name: str) -> Any:  # noqa: ANN401 whatever the file holds
        return json.loads(self._read(f"{self.head['folder']}/{name}"))


def _words(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    word = ""
    for line in text.split("\n") if text else ():
        word = word[: _DIGITS.index(line[0])] + line[2:]
        found[word] = ord(line[1]) - ord("a")
    return found


def _stems(packed: bytes) -> dict[str, tuple[int, bytes]]:
    names, _, rest = packed.partition(b"\n")
    stems, word = [], ""
    for name in names.decode().split(" "):
        word = word[: _DIGITS.index(name[0])] + name[1:]
        stems.append(word)
    sizes, at = [], 0
    for _stem in stems:
        size, after = unpack_number(rest, at + 1)
        sizes.append((rest[at], size))
        at = after
    found = {}
    for stem, (weight, size) in zip(stems, sizes, strict=True):
        found[stem] = (weight, rest[at : at + size])
        at += size
    return found
