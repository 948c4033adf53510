"""What a page names is found as a parser of HTML finds it, whatever stands in values and texts."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.site.rendered import RenderedPage

SIGNS = st.lists(
    st.sampled_from(
        [" id=", " href=", "\nsrc=", "id=", "=", '"', "'", "<", ">", "&", " ", "x", "#"]
    ),
    max_size=6,
).map("".join)
NAMES = st.sampled_from(["id", "href", "src", "class", "data-id", "title"])
NAMED_BY_IT = {"id", "href", "src"}


def attribute(name: str, value: str, space: str, *, is_single: bool) -> str:
    quote = "'" if is_single and name not in NAMED_BY_IT else '"'  # as serialised HTML has those
    escaped = value.replace("&", "&amp;").replace(quote, f"&#{ord(quote)};")
    return f"{space}{name}={quote}{escaped}{quote}"


ATTRIBUTES = st.lists(
    st.builds(attribute, NAMES, SIGNS, st.sampled_from(" \n\t"), is_single=st.booleans()),
    unique_by=lambda text: text.strip().partition("=")[0],
    max_size=4,
).map("".join)
TAGS = st.builds(
    "{}<{}{}>".format,
    SIGNS.map(lambda text: html.escape(text, quote=False)),
    st.sampled_from(["a", "p", "img"]),
    ATTRIBUTES,
)


class Parsed(HTMLParser):
    """The ids of a page, and the addresses that it names, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name == "id":
                self.ids.add(value)
            elif value and name in {"href", "src"}:
                self.addresses.append(value)


@given(page=st.lists(TAGS, max_size=6).map("".join))
def test_ids_and_addresses_are_those_of_the_tags(page: str) -> None:
    found, parsed = RenderedPage(page), Parsed(page)
    assert found.content_ids == parsed.ids
    assert found.links == tuple(dict.fromkeys(parsed.addresses))


@pytest.mark.parametrize(
    "page",
    [
        '<p title="its id="  class="a" id="b">',
        '<p title="its id="> "a" <i id="b">',
        '<p title="its id="><i class = "a" id="b">',
        '<p title=\' id="a"\' id="b">',
        '<p title = \' id="a"\' id="b">',
        '<p>the id="a" of <i id="b">',
        '<p title="1 < 2" id="b" class="3 < 4">',
        '<p\nid="b">',
    ],
)
def test_what_looks_like_an_id_is_none(page: str) -> None:
    assert RenderedPage(page).content_ids == {"b"}
