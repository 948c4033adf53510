"""The law of every target on a few hundred texts, each one that it begins with and some slips."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import ROOMS, law


@pytest.mark.parametrize("target", ROOMS)
def test_texts_with_slips(target: str) -> None:
    tried = law(target)
    texts = sorted(tried.begin(), key=lambda text: (len(text), text))
    slips = st.lists(
        st.tuples(st.integers(0, tried.LONGEST), st.integers(0, 200), st.sampled_from(tried.WORDS)),
        max_size=6,
    )

    @settings(max_examples=100)
    @given(st.sampled_from(texts), slips)
    def holds(text: bytes, changes: Sequence[tuple[int, int, bytes]]) -> None:
        tried.holds(slipped(text, changes))

    holds()


def slipped(text: bytes, changes: Sequence[tuple[int, int, bytes]]) -> bytes:
    for at, dropped, piece in changes:
        place = at % (len(text) + 1)
        text = text[:place] + piece + text[place + dropped :]
    return text
