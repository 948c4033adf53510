"""Time limits as ISO 8601 writes them."""

from __future__ import annotations

import isodate
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model.time_limit import parse_time_limit


@pytest.mark.parametrize(
    ("text", "iso8601"),
    [
        ("15 minutes", "PT15M"),
        ("90 seconds", "PT1M30S"),
        ("1.5 hours", "PT1H30M"),
        ("24 hours", "PT24H"),
        ("1 working day", "P1D"),
        ("1 day and 4 hours", "P1DT4H"),
        ("8 weeks", "P8W"),
        ("1 week and 2 days", "P9D"),
        ("2 months", "P2M"),
        ("1 year and 6 months", "P1Y6M"),
        ("half a day", None),
    ],
)
def test_a_limit_in_words_is_a_duration(text: str, iso8601: str | None) -> None:
    found = parse_time_limit(text)
    assert (found.iso8601 if found else None) == iso8601


@given(
    st.integers(1, 500),
    st.sampled_from(["second", "minute", "hour", "day", "week"]),
    st.integers(0, 59),
)
def test_it_is_as_long_as_the_limit(amount: int, unit: str, minutes: int) -> None:
    found = parse_time_limit(
        f"{amount} {unit}s {minutes} minutes" if minutes else f"{amount} {unit}s"
    )
    assert found is not None
    assert isodate.parse_duration(found.iso8601).total_seconds() == found.seconds
