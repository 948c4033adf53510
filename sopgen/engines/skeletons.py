"""Renders the headings of made pages: pages of one shape are given to the Markdown parser once.

What is left of a made page when its blocks are put aside is headings, each with its id, and marks.
Many pages differ in the words and ids of those alone. The parser is given stand-ins for them, and
what it makes of a shape is kept; the words, in which no sign means anything to it, are put in.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from sopgen.engines.stand_ins import Cut, Hole

# Extensions that take words and numbers for nothing but words and numbers.
_BLIND: Final = frozenset(
    {"admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"}
)
# A heading as `sopgen.site.headings` writes it: the link of a step, words, the id, the rest.
_HEADING: Final = re.compile(
    r"^(#{1,6} (?:<a [^>]*+>\d+</a> )?+)((?:\w++|&#\d+;| (?!\{))++)( \{ #)([\w.-]++)( [^{}]*+\})$",
    re.MULTILINE,
)
_STAND_IN: Final = re.compile(r"sopq(\d+)z")
_MOST: Final = 1000


class _Entry(NamedTuple):
    """An entry of a table of contents; `is_active` is None where MkDocs says nothing of that."""

    title: Cut
    id: Cut
    level: int
    is_active: bool | None
    beneath: tuple[_Entry, ...]


class _Shape(NamedTuple):
    content: Cut
    toc: tuple[_Entry, ...]


class Skeletons:
    """What the parser made of each shape of page, the ones asked for last."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._is_blind = _BLIND.issuperset(config.markdown_extensions)
        self._shapes: OrderedDict[str, _Shape] = OrderedDict()

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Render the Markdown of a page that holds headings and marks, as the page itself would.

        Its title must be in its front matter.
        """
        text = page.markdown or ""
        if not self._is_blind or _STAND_IN.search(text) or not page.meta.get("title"):
            page.render(config, files)
            return
        words: list[str] = []

        def taken(heading: re.Match[str]) -> str:
            number, (mark, said, between, anchor, rest) = len(words), heading.groups()
            words.extend((said, anchor))
            return f"{mark}sopq{number}z{between}sopq{number + 1}z{rest}"

        page.markdown = _HEADING.sub(taken, text)
        shape = self._shape(page, config, files)
        page.markdown = text
        page.content = shape.content.filled(words)
        page.toc = TableOfContents(_links(shape.toc, words))
        page.links_to_anchors = None

    def _shape(self, page: Page, config: MkDocsConfig, files: Files) -> _Shape:
        key = page.markdown or ""
        shape = self._shapes.pop(key, None)
        if shape is None:
            page.render(config, files)
            shape = _Shape(_cut(page.content or ""), _entries(page.toc))
            if len(self._shapes) >= _MOST:
                self._shapes.popitem(last=False)
        self._shapes[key] = shape
        return shape


def _cut(text: str) -> Cut:
    pieces = _STAND_IN.split(text)  # with the number of a word as each second one
    holes = [Hole(place, int(pieces[place]), str) for place in range(1, len(pieces), 2)]
    return Cut(tuple(pieces), tuple(holes))


def _entries(links: Iterable[AnchorLink]) -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            _cut(link.title),
            _cut(link.id),
            link.level,
            getattr(link, "active", None),
            _entries(link.children),
        )
        for link in links
    )


def _links(entries: Iterable[_Entry], words: Sequence[str]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.title.filled(words), entry.id.filled(words), entry.level)
        link.children = _links(entry.beneath, words)
        if entry.is_active is not None:
            link.active = entry.is_active  # type: ignore[attr-defined] # as MkDocs itself sets it
        links.append(link)
    return links
