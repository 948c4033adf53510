"""What is packed is unpacked the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sopgen.search.postings import Posting, pack_postings, unpack_postings

_BYTES = st.integers(1, 255)
_STEPS = st.sets(st.integers(0, 90), max_size=5).map(lambda steps: tuple(sorted(steps)))
_ASKS = st.lists(st.tuples(st.integers(0, 199), _BYTES), max_size=4).map(tuple)
_POSTINGS = st.dictionaries(
    st.integers(0, 100_000), st.tuples(st.integers(1, 31), _STEPS, _STEPS, _ASKS)
)


@given(_POSTINGS)
def test_a_round_trip_changes_nothing(found: dict[int, tuple[int, tuple, tuple, tuple]]) -> None:  # type: ignore[type-arg]
    postings = [Posting(document, *rest) for document, rest in sorted(found.items())]
    assert unpack_postings(pack_postings(postings)) == postings
