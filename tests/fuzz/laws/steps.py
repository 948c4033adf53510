"""The same as for reading, where all that is wrong stands among the steps of a sound document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tests.fuzz.laws import documents, read
from tests.sample import sop

WORDS: Final = documents.WORDS
LONGEST: Final = 800
_HEADING: Final = b"## Procedure\n"
_BEFORE: Final = sop().encode().partition(_HEADING)[0] + _HEADING


def begin() -> Iterable[bytes]:
    """The steps of every document that has some."""
    parts = (text.partition(_HEADING)[2] for text in documents.texts(4 * LONGEST))
    return sorted({part[:LONGEST] for part in parts if part})


def holds(given: bytes) -> None:
    """What is found among such steps has words and a place."""
    read.holds(_BEFORE + given.replace(documents.BETWEEN, b"\n"))
