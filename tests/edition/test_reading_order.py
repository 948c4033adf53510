"""The order of a reading list: whole, and what others build on first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sopgen.edition.reading_order import reading_order

NAMES = [f"{letter}.md" for letter in "abcdefgh"]
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from([*NAMES, "gone.md"])))


def test_what_another_refers_to_comes_before_it() -> None:
    needs = {"a.md": {"c.md"}, "b.md": {"a.md"}}
    assert reading_order(["a.md", "b.md", "c.md"], needs) == ["c.md", "a.md", "b.md"]


def test_in_a_circle_the_one_that_most_need_comes_first() -> None:
    needs = {"a.md": {"b.md"}, "b.md": {"a.md"}, "c.md": {"b.md"}}
    assert reading_order(["a.md", "b.md", "c.md"], needs) == ["b.md", "a.md", "c.md"]


@given(GRAPHS)
def test_every_document_stands_there_once(needs: dict[str, set[str]]) -> None:
    assert sorted(reading_order(NAMES, needs)) == NAMES


@given(GRAPHS)
def test_without_circles_nothing_stands_before_what_it_needs(needs: dict[str, set[str]]) -> None:
    later = {
        name: {item for item in found if item < name and item in NAMES}
        for name, found in needs.items()
    }
    ordered = reading_order(NAMES[::-1], later)
    for name, found in later.items():
        assert all(ordered.index(item) < ordered.index(name) for item in found)
