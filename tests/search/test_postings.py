"""What is packed is unpacked the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sopgen.search.postings import Posting, pack_postings, positions, unpack_postings

_BYTES = st.integers(1, 255)
_PLACES = st.sets(st.integers(0, 90), max_size=5)
_STEPS = _PLACES.map(lambda places: sum(1 << place for place in places))
_ASKS = st.lists(st.tuples(st.integers(0, 199), _BYTES), max_size=4).map(tuple)
_POSTINGS = st.dictionaries(
    st.integers(0, 100_000), st.tuples(st.integers(1, 31), _STEPS, _STEPS, _ASKS)
)


@given(_POSTINGS)
def test_a_round_trip_changes_nothing(found: dict[int, tuple[int, int, int, tuple]]) -> None:  # type: ignore[type-arg]
    postings = [Posting(document, *rest) for document, rest in sorted(found.items())]
    assert unpack_postings(pack_postings(postings)) == postings


@given(_PLACES)
def test_each_step_has_its_bit(places: set[int]) -> None:
    assert positions(sum(1 << place for place in places)) == tuple(sorted(places))
