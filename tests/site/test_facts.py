"""What a page leads to is found out of each of its addresses, however that is written."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from sopgen.site.facts import links_of, target_of
from sopgen.site.rendered import RenderedPage

WORDS = st.text(st.sampled_from("ab./%26:;é _-"), max_size=8)


def leads_to(address: str) -> list[tuple[str, str]]:
    page = RenderedPage(f'<a href="{html.escape(address)}">x</a>')
    return [
        target_of(link) for _, link in links_of("a/b/index.html", page.links, is_archived=False)
    ]


@given(path=WORDS, anchor=WORDS)
def test_a_plain_address_leads_where_it_leads_with_a_query(path: str, anchor: str) -> None:
    assert leads_to(f"{path}#{anchor}") == leads_to(f"{path}?#{anchor}")


def test_an_address_leads_to_the_page_that_stands_there() -> None:
    assert leads_to("../c/#d") == [("a/c/index.html", "d")]
    assert leads_to("#d%20e") == [("a/b/index.html", "d e")]
    assert leads_to("%C3%A9.png") == [("a/b/é.png", "")]
    assert leads_to("c%23//d.pdf#e//f#g") == [("a/b/c#/d.pdf", "e//f#g")]
    assert leads_to("/c/") == leads_to("//c/") == leads_to("mailto:c") == []
