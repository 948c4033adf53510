"""Any two documents can be compared, each change can be said, and one has no change to itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sopgen.compare import changes, redline, step_asked_for
from tests.fuzz.laws import documents

WORDS: Final = documents.WORDS
LONGEST: Final = 2000


def begin() -> Iterable[bytes]:
    """Every short document, beside the sample and beside another one."""
    return [*documents.texts(LONGEST), *documents.pairs(LONGEST)]


def holds(given: bytes) -> None:
    """Changes, what must be asked of their writer, and redlines are made."""
    before, after = documents.two(given)
    old, new = before.document, after.document
    if old is None or new is None:
        return
    found = changes(old, new)
    step_asked_for(found)
    for change in found:
        assert str(change), change
    redline(old, new)
    assert changes(new, new) == ()
