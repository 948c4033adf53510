"""Texts are cut into words a line and a sentence at a time, as if they were cut as a whole."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.compare.words import compared_words, shown_words

_PIECES = (
    ". ",
    ".",
    " ",
    "\n",
    "[a. b]",
    "[",
    "]",
    "e.g. ",
    "1. 2",
    "-5",
    "can't",
    "é",
    "日本。 ",
    "$",
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ask. Wait.", ("Ask", ".", " ", "Wait", ".")),
        ("Ask.  Wait.", ("Ask", ".", "  ", "Wait", ".")),
        ("Say [name. title]. Wait", ("Say", " ", "[name. title]", ".", " ", "Wait")),
        ("One. \n Two", ("One", ".", " \n ", "Two")),
    ],
)
def test_shows_white_space_and_placeholders_whole_where_sentences_end(
    text: str, words: tuple[str, ...]
) -> None:
    assert shown_words(text) == words


@given(_TEXTS)
def test_the_words_shown_are_the_text(text: str) -> None:
    assert "".join(shown_words(text)) == text


@given(_TEXTS)
def test_white_space_is_never_shown_in_two(text: str) -> None:
    words = shown_words(text)
    assert not any(a.isspace() and b.isspace() for a, b in pairwise(words))


@given(_TEXTS)
def test_compares_the_words_of_each_sentence(text: str) -> None:
    # No stop that ends a sentence is a word, nor part of one: what stands for it changes nothing.
    assert compared_words(re.sub(r"\. ", ".\t", text)) == compared_words(text)
