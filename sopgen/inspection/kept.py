"""What earlier inspections found, kept as JSON; whatever of it is not as it must be is missing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sopgen.caching import Store, key_of
from sopgen.inspection.inspector import Found
from sopgen.inspection.question import Question
from sopgen.model.finding import Finding, Severity
from sopgen.model.source import Place
from sopgen.reading.cards import parts_of


class Kept:
    """The cards of the documents that a question is about, and the findings in them."""

    def __init__(self, store: Store, question: Question) -> None:
        self._store = store
        self._keys = question.keys

    def cards(self) -> dict[str, str]:
        """The cards of those documents that are still as they were read once."""
        kept = self._store.get(self._keys.values())
        found = {path: _card(kept.get(key)) for path, key in self._keys.items()}
        return {path: card for path, card in found.items() if card is not None}

    def findings(self, paths: Collection[str], surroundings: bytes) -> dict[str, Found]:
        """What was found in those documents that were held against the very same once."""
        keys = {path: key_of(surroundings, self._keys[path]) for path in self._known(paths)}
        kept = self._store.get(keys.values())
        found = {path: _findings(path, kept.get(key)) for path, key in keys.items()}
        return {path: findings for path, findings in found.items() if findings is not None}

    def keep(
        self, cards: Mapping[str, str], findings: Mapping[str, Found], surroundings: bytes
    ) -> None:
        """Keep the cards of some documents, and what was found in some."""
        values = {self._keys[path]: cards[path] for path in self._known(cards)}
        for path in self._known(findings):
            data = [_data(finding) for finding in findings[path]]
            values[key_of(surroundings, self._keys[path])] = json.dumps(data)
        self._store.put({key: value.encode() for key, value in values.items()})

    def _known(self, paths: Iterable[str]) -> Iterator[str]:
        """Of a document that cannot be opened nothing is kept."""
        return (path for path in paths if path in self._keys)


def _card(value: bytes | None) -> str | None:
    if value is None:
        return None
    try:
        card = value.decode()
        parts_of(card)
    except (ValueError, RecursionError):
        return None
    return card


def _data(finding: Finding) -> list[Any]:
    words = (finding.code, finding.rule, finding.severity, finding.message, finding.hint)
    return [*words, *finding.place, finding.document]


def _findings(path: str, value: bytes | None) -> Found | None:
    if value is None:
        return None
    try:
        return tuple(_finding(path, data) for data in json.loads(value))
    except (ValueError, TypeError, RecursionError):
        return None


def _finding(path: str, data: list[Any]) -> Finding:
    code, rule, severity, message, hint, line, column, length, document = data
    place = Place(line, column, length)
    return Finding(code, rule, Severity(severity), message, hint, path, place, document)
