"""Text of others stays text: nothing in it is hidden, and no line of it passes for one of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.answering.quoting import all_visible, is_hidden, one_line, quoted, visible

_ANY = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("a \n\r\t\x00\x1b\u202e\u2066\u2028\x85\U000e0041\ud800>")
)


@given(_ANY)
def test_nothing_is_hidden(text: str) -> None:
    assert not any(is_hidden(character) for character in visible(text))


@given(_ANY)
def test_every_line_is_marked(text: str) -> None:
    assert all(line.startswith(">") for line in quoted(text).splitlines())


@given(_ANY)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(_ANY)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    visible(text).encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Pay\u202e001", "Pay[U+202E]001"),
        ("a\U000e0041b", "a[U+E0041]b"),
        ("a\x1b[2Jb", "a[U+001B][2Jb"),
        ("a\u2028b\x0bc", "a\nb\nc"),
        ("Καλημέρα 👩‍👩‍👧 שלום", "Καλημέρα 👩‍👩‍👧 שלום"),
    ],
)
def test_what_readers_cannot_see_is_shown_by_its_number(text: str, shown: str) -> None:
    assert visible(text) == shown


@dataclass(frozen=True)
class _Inner:
    text: str
    number: int = 1


class _Named(NamedTuple):
    text: str
    number: int = 1


@dataclass(frozen=True)
class _Outer:
    parts: tuple[_Inner, ...]
    word: str | None = None
    named: tuple[_Named, ...] = ()


def test_every_text_of_an_answer_is_made_visible() -> None:
    made = all_visible(_Outer((_Inner("a\x00"),), "\x07", (_Named("b\x01"),)))
    assert made == _Outer((_Inner("a[U+0000]"),), "[U+0007]", (_Named("b[U+0001]"),))
    assert made.named[0].text == "b[U+0001]"
