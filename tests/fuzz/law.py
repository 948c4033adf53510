"""What must hold whatever bytes come in: findings, and never an exception."""

from __future__ import annotations

from functools import cache
from typing import Final

from sopgen.compare import changes, redline, step_asked_for
from sopgen.inspection import inspect, levels_of
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.finding import Finding
from sopgen.reading.reader import Reading, read_document
from tests.examples.checking import TODAY, templates, vocabulary
from tests.sample import sop

BETWEEN: Final = b"\n%%%%\n"
_SOUND: Final = sop().encode()
_LIMIT: Final = 8192


def holds(given: bytes) -> None:
    """Read, check and compare two texts that `BETWEEN` parts; with one text, the sample is old."""
    new, mark, old = given.partition(BETWEEN)
    before, after = _read("sops/old.md", old) if mark else _sound(), _read("sops/new.md", new)
    _findings_lie_in_their_file(before, after)
    if before.document is not None and after.document is not None:
        _comparison_is_made(before.document, after.document)


@cache
def _sound() -> Reading:
    return _read("sops/old.md", _SOUND)


def _read(path: str, content: bytes) -> Reading:
    return read_document(path, content, templates().layout_of, _LIMIT)


def _findings_lie_in_their_file(*readings: Reading) -> None:
    paths = ("sops/old.md", "sops/new.md")
    library = Library(dict(zip(paths, readings, strict=True)), frozenset(), "sops/", vocabulary())
    inspection = inspect(library, templates(), levels_of({}), TODAY)
    for finding in inspection.findings:
        source = inspection.sources.get(finding.path)
        _lies_in(finding, source.line(finding.place.line) if source else "")


def _lies_in(finding: Finding, line: str) -> None:
    assert finding.message, finding
    assert 1 <= finding.place.column <= len(line) + 1, finding


def _comparison_is_made(old: Document, new: Document) -> None:
    found = changes(old, new)
    step_asked_for(found)
    for change in found:
        assert str(change), change
    redline(old, new)
    assert changes(new, new) == ()
