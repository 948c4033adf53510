"""Documents of two texts, which the laws on documents share, and the texts to begin with."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from sopgen.reading.reader import Reading, read_document
from tests.examples.checking import templates
from tests.sample import sop

BETWEEN: Final = b"\n%%%%\n"
NEW: Final = "sops/new.md"
OLD: Final = "sops/old.md"
WORDS: Final = (
    *(b"---\n", b"## ", b"### 1. ", b"- Role: ", b"- Time limit: ", b"- If: ", b" -> ", b"[a]("),
    *(b"![", b"|", b"<!--", b"-->", b"```", b"> ", b"  - ", b"[^1]", b"&a ", b"*a ", b"!!set "),
    *(b"{", b"[", b"P1Y", b"id: ", b"version: ", b"tags: ", b"steps", b"\xef\xbb\xbf", b"\x00"),
    *("\u202e".encode(), b"\xff", b"<<<<<<< ", b"=======", b">>>>>>> ", b"\r", "\u2028".encode()),
    *(BETWEEN, b"<div>", b"~~", b"## Procedure\n\n", b"- If: a -> [b](#step-2)\n", b"| a |\n| - |"),
)
_ROOT: Final = Path(__file__).parents[3]
_LIMIT: Final = 8192


def two(given: bytes) -> tuple[Reading, Reading]:
    """What reading gives of the older and the newer text; `BETWEEN` parts the newer from it.

    With one text, the sample is the older one.
    """
    new, mark, old = given.partition(BETWEEN)
    return (_read(OLD, old) if mark else _sound()), _read(NEW, new)


@cache
def texts(longest: int) -> Sequence[bytes]:
    """The documents of the examples and of the library that are no longer than this."""
    files = [*(_ROOT / "tests/examples").rglob("*.md"), *(_ROOT / "sops").rglob("*.md")]
    read = (file.read_bytes() for file in sorted(files))
    return [sop().encode(), *(text for text in read if len(text) <= longest)]


def pairs(longest: int) -> list[bytes]:
    """Each of them with another one, always the same."""
    chance, found = random.Random(1), texts(longest // 2)
    return [text + BETWEEN + chance.choice(found) for text in found]


@cache
def _sound() -> Reading:
    return _read(OLD, sop().encode())


def _read(path: str, content: bytes) -> Reading:
    return read_document(path, content, templates().layout_of, _LIMIT)
