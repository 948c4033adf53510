"""Laying two sequences side by side gives what difflib gives."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.compare.in_common import common_ends, common_runs, side_by_side

WEAK = frozenset(" ,")
MOST = 8  # times that a word may occur before it is weak
words = st.one_of(
    st.text(" ,abcd", max_size=40),
    st.lists(st.sampled_from("abcdefgh"), max_size=20).map(" ".join),
)


def by_difflib(old: str, new: str) -> list[tuple[str, str]]:
    weak = {*WEAK, *(word for word in new if new.count(word) > MOST)}
    matcher = SequenceMatcher(weak.__contains__, old, new, autojunk=False)
    return [(old[a:b], new[c:d]) for _, a, b, c, d in matcher.get_opcodes()]


def found(old: str, new: str) -> list[tuple[str, str]]:
    """The places, common ones that touch as one."""
    places: list[tuple[str, str]] = []
    for part in side_by_side(old, new, common_runs(old, new, WEAK.__contains__)):
        before, after = "".join(part.old), "".join(part.new)
        assert part.is_common == (before == after)
        if part.is_common and places and places[-1][0] == places[-1][1]:
            before, after = places[-1][0] + before, places[-1][1] + after
            places.pop()
        places.append((before, after))
    return places


@settings(deadline=None, max_examples=300)
@given(words, words)
def test_it_is_what_difflib_gives(old: str, new: str) -> None:
    assert found(old, new) == by_difflib(old, new)


@pytest.mark.parametrize(
    ("old", "new", "ends"),
    [("", "", (0, 0)), ("abc", "abc", (3, 0)), ("abxc", "abyyc", (2, 1)), ("aa", "aaa", (2, 0))],
)
def test_common_ends_do_not_overlap(old: str, new: str, ends: tuple[int, int]) -> None:
    assert common_ends(old, new) == ends
