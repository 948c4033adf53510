"""The law of the fuzzer on a few hundred texts, and on every text that once broke it."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.law import BETWEEN, holds
from tests.sample import sop

SOUND: Final = sop().encode()
PIECES: Final = (
    *(
        b"---\n",
        b"\r",
        b"## ",
        b"## Procedure\n\n",
        b"### 1. ",
        b"- Role: ",
        b"- Time limit: P1Y\n",
    ),
    *(b"- If: a -> [b](#step-2)\n", b"| a |\n| - |\n", b"<!--", b"```\n", b"[^1]", b"![", b"]("),
    *(b"&a [*a, *a]", b"{{", b"\xff", b"\x00", "\u202e\u2028😀é".encode(), b"<div>", b"> " * 99),
)
slips = st.lists(
    st.tuples(st.integers(0, len(SOUND)), st.integers(0, 200), st.sampled_from(PIECES)), max_size=6
)


def slipped(changes: list[tuple[int, int, bytes]]) -> bytes:
    text = SOUND
    for at, dropped, piece in changes:
        text = text[:at] + piece + text[at + dropped :]
    return text


@settings(max_examples=200)
@given(slips, slips)
def test_two_texts_with_slips(
    new: list[tuple[int, int, bytes]], old: list[tuple[int, int, bytes]]
) -> None:
    holds(slipped(new) + BETWEEN + slipped(old))


@pytest.mark.parametrize(
    "text",
    [
        b"---\na: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(30)),
        b"---\na: " + b"[" * 2000,
        b"---\na: " + b"{a: " * 2000,
        b"- " * 3000,
        b"> " * 3000,
        b"*" * 6000,
        b"[" * 6000,
        SOUND.replace(b"Greet", "\u202eGreet\u0000\u2066".encode()),
        SOUND.decode().encode("utf-16"),
        SOUND.decode().replace("Greet", "Gré").encode("latin-1"),
        SOUND * 3,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_bombs_and_broken_encodings(text: bytes) -> None:
    holds(text)
