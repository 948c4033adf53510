"""Renders the headings of made pages: pages of one shape are given to the Markdown parser once.

What is left of a made page when its blocks are put aside is headings, each with its id, and marks.
Many pages differ in the words and ids of those alone. The parser is given stand-ins for them, and
what it makes of a shape is kept; the words, in which no sign means anything to it, are put in.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Final, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from sopgen.engines.outline import Outline, Toc, outline_of
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
_BEFORE: Final = "\x02"  # the parser takes it out of any text


class _Shape(NamedTuple):
    content: Cut
    toc: Toc
    toc_words: Cut  # all in one, each after a sign


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
        page.toc = Outline(shape.toc, shape.toc_words.filled(words).split(_BEFORE)[1:])
        page.links_to_anchors = None

    def _shape(self, page: Page, config: MkDocsConfig, files: Files) -> _Shape:
        key = page.markdown or ""
        shape = self._shapes.pop(key, None)
        if shape is None:
            page.render(config, files)
            toc = outline_of(page.toc)
            toc_words = _cut("".join(_BEFORE + word for word in toc.words))
            shape = _Shape(_cut(page.content or ""), toc.shape, toc_words)
            if len(self._shapes) >= _MOST:
                self._shapes.popitem(last=False)
        self._shapes[key] = shape
        return shape


def _cut(text: str) -> Cut:
    pieces = _STAND_IN.split(text)  # with the number of a word as each second one
    holes = [Hole(place, int(pieces[place]), str) for place in range(1, len(pieces), 2)]
    return Cut(tuple(pieces), tuple(holes))
