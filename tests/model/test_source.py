"""A place in a file is what an editor shows, whatever ends its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model.source import Place, Source, Span

LINES = st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
TEXTS = st.text(st.sampled_from("ab\r\n é😀\t"), max_size=40)


def offset(text: Source, place: Place) -> int:
    """The way back: from a line and a column to the offset."""
    return text.line_span(place.line).start + place.column - 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@given(lines=LINES)
def test_lines_are_the_same_whatever_ends_them(end: str, lines: list[str]) -> None:
    source = Source("a.md", end.join(lines))
    assert [source.line(number + 1) for number in range(len(lines))] == lines


@given(text=TEXTS, data=st.data())
def test_every_offset_leads_to_a_place_and_back(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    start = data.draw(st.integers(0, len(text)))
    place = source.place(Span(start, start + 1))
    assert offset(source, place) == start


@given(text=TEXTS, start=st.integers(-5, 50), length=st.integers(-5, 50))
def test_a_place_is_always_within_the_text(text: str, start: int, length: int) -> None:
    source = Source("a.md", text)
    place = source.place(Span(start, start + length))
    assert place.line >= 1
    assert place.column >= 1
    assert place.length >= 1
    assert 0 <= offset(source, place) <= len(text)


@given(text=TEXTS, data=st.data())
def test_a_length_never_reaches_past_the_end_of_the_line(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    start = data.draw(st.integers(0, len(text)))
    place = source.place(Span(start, len(text)))
    left = len(source.line(place.line)) - (place.column - 1)
    assert place.length == max(1, left)


def test_a_line_that_is_not_there_is_empty() -> None:
    source = Source("a.md", "one\ntwo")
    assert [source.line(number) for number in (-1, 0, 3)] == ["", "", ""]


def test_line_ends_in_a_row_are_empty_lines() -> None:
    assert Source("a.md", "a\n\r\n\rb").place(Span(5, 6)) == Place(4, 1)
