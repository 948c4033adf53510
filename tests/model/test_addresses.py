"""Slugs: one part of an address out of free words, whatever the words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model.addresses import slug_of


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Lost card", "lost-card"),
        ("lost-card!", "lost-card"),
        ("../../etc/passwd", "etc-passwd"),
        ("<b>&amp;", "b-amp"),
        ("退款", "退款"),
        ("ﬁne", "fine"),
        ("Index", "u49-u6e-u64-u65-u78"),
        ("🔥", "u1f525"),
        ("", "none"),
    ],
)
def test_a_slug_keeps_letters_and_digits(words: str, slug: str) -> None:
    assert slug_of(words) == slug


@given(st.text(max_size=200))
def test_a_slug_is_one_harmless_part_of_an_address(words: str) -> None:
    slug = slug_of(words)
    assert 0 < len(slug) <= 60
    assert slug != "index"
    assert not set(slug) & set("/\\.?#%:<>\"'& \t\n")
