"""The way from one page of the site to another."""

from __future__ import annotations

from posixpath import join, normpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.edition.edition import relative_address

_PARTS = st.lists(st.sampled_from(["a", "b", "c d", "é%", "x.html", ".", "e/..", ""]), max_size=4)
_ADDRESSES = st.builds(lambda parts: "/".join([*parts, ""]).lstrip("/"), _PARTS)


@given(_ADDRESSES, _ADDRESSES, st.sampled_from(["", "page.html"]))
def test_it_leads_there_from_the_page_at_the_base(folder: str, base: str, name: str) -> None:
    found = relative_address(f"{folder}{name}", base)
    assert normpath(join("/", base, unquote(found))) == normpath(f"/{folder}{name}")
    assert found.endswith("/") is not bool(name)


@pytest.mark.parametrize(
    ("address", "base", "found"),
    [
        ("", "", "./"),
        ("a/b/", "a/b/", "./"),
        ("a/b/", "a/c/", "../b/"),
        ("", "a/", "../"),
        ("a/x y.html", "", "a/x%20y.html"),
        ("a/./b/", "a/", "b/"),
        ("a/b/../c/", "a/", "c/"),
    ],
)
def test_it_is_as_short_as_it_can_be(address: str, base: str, found: str) -> None:
    assert relative_address(address, base) == found
