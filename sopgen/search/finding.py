"""Finds documents and their steps; the one door to a made index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sopgen.search.ids import typed_key
from sopgen.search.index import Index, Read
from sopgen.search.query import read_query
from sopgen.search.scoring import Scored, score

LIMIT: Final = 10
_EXACT: Final = 1_000_000


class FoundStep(NamedTuple):
    """A step of a found document, with the anchor that never changes."""

    number: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Found:
    """A found document with its best steps; `exact` where its id was typed."""

    id: str
    title: str
    href: str
    department: str
    department_name: str
    type: str
    type_name: str
    version: str
    state: str
    state_name: str
    purpose: str
    steps: tuple[FoundStep, ...]
    exact: bool
    score: int


class Outcome(NamedTuple):
    """What a search found: how many documents fit, the best of them, the words to mark."""

    total: int
    results: tuple[Found, ...]
    words: tuple[str, ...]


class Search:
    """The search over one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @property
    def source(self) -> str:
        """What the index was made from."""
        return str(self._index.head["source"])

    @property
    def facets(self) -> Mapping[str, list[dict[str, Any]]]:
        """What results can be filtered by: key, name and count, by kind."""
        facets: Mapping[str, list[dict[str, Any]]] = self._index.head["facets"]
        return facets

    @property
    def asks(self) -> list[tuple[str, str, list[str]]]:
        """Id, title and asks of every document."""
        return self._index.asks

    def folded(self, text: str) -> str:
        """A phrase as it is compared with another: its words, whatever their case and accents."""
        return " ".join(self._index.words.split(text))

    def find(
        self,
        text: str,
        *,
        department: str = "",
        role: str = "",
        type_: str = "",
        limit: int = LIMIT,
    ) -> Outcome:
        """What fits best, the best first; filters are keys of the facets."""
        accepts = self._filter(departments=department, roles=role, types=type_)
        exact = self._exact(text)
        query = read_query(self._index, text)
        total, scored = score(
            self._index, query.units, lambda item: item not in exact and accepts(item)
        )
        leading = [Scored(document, _EXACT, ()) for document in exact]
        results = tuple(self._shown(item) for item in (*leading, *scored)[:limit])
        return Outcome(total + len(exact), results, query.words)

    def _exact(self, text: str) -> tuple[int, ...]:
        key = typed_key(text)
        stem = self._index.stem(key) if key else None
        return tuple(posting.document for posting in stem.postings) if stem else ()

    def _filter(self, **wanted: str) -> Callable[[int], bool]:
        tests = [self._test(kind, key) for kind, key in wanted.items() if key]
        return lambda document: all(test(document) for test in tests)

    def _test(self, kind: str, key: str) -> Callable[[int], bool]:
        keys = [facet["key"] for facet in self.facets[kind]]
        if key not in keys:
            return lambda _: False
        place, of_documents = keys.index(key), self._index.filters[kind]
        if kind == "roles":
            return lambda document: place in of_documents[document]
        return lambda document: of_documents[document] == place

    def _shown(self, scored: Scored) -> Found:
        size = self._index.head["block"]
        row = self._index.block(scored.document // size)[scored.document % size]
        identifier, title, href, place, type_place, *standing, steps = row
        department = self.facets["departments"][place]
        type_ = self.facets["types"][type_place]
        version, state, state_name, purpose = standing
        return Found(
            id=identifier,
            title=title,
            href=href,
            department=department["key"],
            department_name=department["name"],
            type=type_["key"],
            type_name=type_["name"],
            version=version,
            state=state,
            state_name=state_name,
            purpose=purpose,
            steps=tuple(_step(*steps[position]) for position in scored.steps),
            exact=scored.score == _EXACT,
            score=scored.score,
        )


def open_search(read: Read) -> Search:
    """Open an index; `read` gives a file's content by its path below the search's folder.

    Raises `OtherFormatError` where another version of sopgen made it.
    """
    return Search(Index(read))


def _step(number: int, title: str) -> FoundStep:
    return FoundStep(number, title, f"step-{number}")
