"""What is packed comes out as it was, and nothing that was packed elsewhere is run."""

from __future__ import annotations

import os
import pickle
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.caching import Unpacker, packed
from sopgen.caching.packing import LARGEST

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Known(NamedTuple):
    words: tuple[str, ...]
    day: date


class Unknown(NamedTuple):
    word: str


class Harmful:
    """Asks whoever unpacks it to make a file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (os.fspath(self.file),)


UNPACKER = Unpacker([Known, date])
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.frozensets(st.text()) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(PLAIN, st.lists(st.text()), st.dates())
def test_it_comes_out_as_it_was(value: object, words: list[str], day: date) -> None:
    whole = value, Known(tuple(words), day)
    assert UNPACKER.unpack(packed(whole)) == whole


def test_what_many_share_is_stored_once() -> None:
    page = os.urandom(30_000)
    assert len(packed([page] * 20)) < 40_000


def test_of_types_that_it_does_not_know_it_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Unknown is not known"):
        UNPACKER.unpack(packed(Unknown("word")))
    with pytest.raises(ValueError, match="mkdir is not known"):
        UNPACKER.unpack(packed([Harmful(tmp_path / "made")]))
    assert list(tmp_path.iterdir()) == []


@given(st.binary())
def test_other_bytes_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValueError, match="not packed here"):
        UNPACKER.unpack(content)
    with pytest.raises(ValueError, match="not packed here"):
        UNPACKER.unpack(zstd.compress(pickle.PUT + content))


def test_what_was_torn_is_refused() -> None:
    whole = packed([os.urandom(1_000)] * 3)
    for length in range(0, len(whole), 100):
        with pytest.raises(ValueError, match="not packed here"):
            UNPACKER.unpack(whole[:length])


def test_what_would_fill_the_memory_is_refused() -> None:
    compressor = zstd.ZstdCompressor()
    portion = bytes(LARGEST // 16)
    bomb = b"".join(compressor.compress(portion) for _ in range(17)) + compressor.flush()
    assert len(bomb) < 100_000
    with pytest.raises(ValueError, match="too large"):
        UNPACKER.unpack(bomb)
