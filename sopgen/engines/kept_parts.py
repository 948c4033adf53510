"""Keeps the finished parts of a site between builds: what is about one document, every byte of it.

A part is found again where everything is as it was: what stands everywhere, the document itself,
and the answers to whatever its pages asked of other documents. The questions are kept beside it,
for only making the pages shows what they ask.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime, timedelta, timezone
from typing import Final, Generic, TypeVar

from markupsafe import Markup

from sopgen.caching import Store, Unpacker, key_of, packed
from sopgen.compare import Change, ChangeKind, Where
from sopgen.compare.wording import Wording
from sopgen.edition.asked import About, Question
from sopgen.edition.dependencies import Dependencies
from sopgen.edition.learning import Learned
from sopgen.edition.proof import DocumentProof, TextProof
from sopgen.edition.tree import Page, PageHeading
from sopgen.edition.validity import Validity
from sopgen.engines.finished import Finished, Made, Place
from sopgen.in_force import Phase
from sopgen.site.facts import PageFacts

T = TypeVar("T")

_TYPES: Final = (
    *(Change, ChangeKind, DocumentProof, Finished, Learned, Made, Markup, Page, PageFacts),
    *(PageHeading, Phase, Place, TextProof, Validity, Where, Wording),
    *(date, datetime, timedelta, timezone),
)
_AT_ONCE: Final = 8 * 1024 * 1024  # bytes that are gathered before they are stored
# How many builds' parts there is room for: this one's, and those of days or branches before.
_BUILDS: Final = 3


class KeptParts(Generic[T]):
    """The parts of earlier builds in a store, for builds with the same `surroundings`.

    `types` are those that the parts hold besides what every part does.
    """

    def __init__(
        self, store: Store, surroundings: bytes, dependencies: Dependencies, types: Iterable[type]
    ) -> None:
        self._store = store
        self._surroundings = surroundings
        self._dependencies = dependencies
        self._unpacker = Unpacker((*_TYPES, *types))
        self._keys: dict[str, bytes] = {}
        self._waiting: dict[bytes, bytes] = {}
        self._size = 0

    def look_up(self, documents: Collection[str]) -> None:
        """Find out which documents' parts there are; any process may then ask for them."""
        questions = {path: self._questions_key(path) for path in documents}
        known = self._store.get(questions.values())
        keys = {
            path: self._part_key(path, _read(known[key]))
            for path, key in questions.items()
            if key in known
        }
        there = self._store.holds(keys.values())
        self._keys = {path: key for path, key in keys.items() if key in there}
        self._size = sum(there.values())

    @property
    def documents(self) -> Collection[str]:
        """The documents, by path, whose parts are there."""
        return self._keys.keys()

    def find(self, document: str) -> Finished[T] | None:
        """A document's part, None where it has to be made."""
        key = self._keys.get(document)
        content = self._store.get([key]).get(key) if key else None
        if content is not None:
            with suppress(ValueError):
                found = self._unpacker.unpack(content)
                return found if isinstance(found, Finished) else None
        return None

    def noting(self) -> AbstractContextManager[set[Question]]:
        """Gather what is asked of other documents while a part is made."""
        return self._dependencies.noting()

    def packed(
        self, document: str, finished: Finished[T], questions: Iterable[Question]
    ) -> Mapping[bytes, bytes]:
        """A part as it is kept."""
        asked = sorted(questions)
        return {
            self._questions_key(document): json.dumps(asked).encode(),
            self._part_key(document, asked): packed(finished),
        }

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep what was packed, at the latest when the build ends."""
        self._waiting.update(values)
        if sum(map(len, self._waiting.values())) > _AT_ONCE:
            self._store_waiting()

    def finish(self) -> None:
        """Keep what is still waiting, and drop what belongs to no build of late."""
        self._store_waiting()
        self._store.shrink(_BUILDS * self._size)

    def _store_waiting(self) -> None:
        self._store.put(self._waiting)
        self._size += sum(map(len, self._waiting.values()))
        self._waiting = {}

    def _questions_key(self, document: str) -> bytes:
        return key_of("questions", self._surroundings, self._dependencies.own(document))

    def _part_key(self, document: str, questions: Iterable[Question]) -> bytes:
        own, answers = self._dependencies.own(document), self._dependencies.answers(questions)
        return key_of("part", self._surroundings, own, answers)


def _read(content: bytes) -> list[Question]:
    return [Question(About(about), subject) for about, subject in json.loads(content)]
