"""Long lists on several pages: every entry is on one of them, and each leads to all others."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from sopgen.site.paging import pages_of


@given(st.integers(0, 400), st.integers(1, 50))
def test_every_entry_is_on_one_page_in_order(entries: int, size: int) -> None:
    items = range(entries)
    pages = list(pages_of("roles/it/", entries, size))
    assert [entry for page in pages for entry in page.cut(items)] == list(items)
    assert all(page.cut(items) for page in pages[1:])
    for page in pages:
        first, last = page.span(entries)
        assert list(page.cut(items)) == list(range(first - 1, last))


def test_each_page_leads_to_all_others() -> None:
    pages = {page.number: page for page in pages_of("types/policy/", 45, 20)}
    assert [page.address for page in pages.values()] == [
        "types/policy/",
        "types/policy/page-2/",
        "types/policy/page-3/",
    ]
    for page in pages.values():
        there = {
            number: f"{posixpath.normpath(page.address + href)}/"
            for number, href in page.links.items()
        }
        assert there == {number: other.address for number, other in pages.items()}


def test_a_short_list_has_one_page() -> None:
    (page,) = pages_of("tags/phone/", 0, 20)
    assert (page.path, page.title("Phone"), page.of) == ("tags/phone.md", "Phone", 1)
