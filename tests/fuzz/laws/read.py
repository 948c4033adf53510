"""Reading and checking two documents gives findings with a place, and never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sopgen.answering.quoting import is_hidden
from sopgen.inspection import inspect, levels_of
from sopgen.library import Library
from sopgen.model.finding import Finding
from sopgen.model.source import Source
from tests.examples.checking import TODAY, templates, vocabulary
from tests.fuzz.laws import documents

WORDS: Final = documents.WORDS
LONGEST: Final = 2000
_LEVELS: Final = levels_of({})
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def begin() -> Iterable[bytes]:
    """Every short document, alone and beside another one."""
    return [*documents.texts(LONGEST), *documents.pairs(LONGEST)]


def holds(given: bytes) -> None:
    """Everything that is found has words, and a place that is there."""
    before, after = documents.two(given)
    readings = {documents.OLD: before, documents.NEW: after}
    library = Library(readings, frozenset(), "sops/", vocabulary())
    found = inspect(library, templates(), _LEVELS, TODAY)
    for finding in found.findings:
        _is_whole(finding, found.sources.get(finding.path))


def _is_whole(finding: Finding, source: Source | None) -> None:
    lines = _LINE_END.split(source.text) if source else [""]
    assert finding.message, finding
    assert not any(map(is_hidden, finding.message + finding.hint)), finding
    assert "\n" not in finding.message + finding.hint, finding
    assert finding.path in {documents.OLD, documents.NEW}, finding
    assert 1 <= finding.place.line <= len(lines), finding
    assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1, finding
