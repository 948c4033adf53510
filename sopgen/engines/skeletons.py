"""Renders made pages, which are headings between blocks of HTML: of a shape the parser sees one.

Many pages differ in nothing but the words and ids of their headings, and in their blocks, which
mean nothing to Markdown. The parser is given stand-ins for these, and what it makes of a shape is
kept; the words, in which no sign means anything to it, and the blocks are put in.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from sopgen.engines.mkdocs_plugin import SopgenPlugin
from sopgen.engines.outline import Outline, Toc, outline_of

# Extensions that take words and numbers for nothing but words and numbers.
_BLIND: Final = frozenset(
    {"admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"}
)
# Events in which a plugin may do something to the text of a page.
_SEEN: Final = ("page_markdown", "page_content")

# The templates and the sanitiser escape the signs of tags in attributes: each is one.
_INSIDE: Final = r"[^<]*+(?:<(?!/?div\b)[^<]*+)*+"
_DEEPEST: Final = 8  # an element inside an element; a page with more is rendered piece by piece


def _element(depth: int) -> str:
    inner = rf"(?:{_element(depth - 1)}{_INSIDE})*+" if depth else ""
    return rf"<div\b{_INSIDE}{inner}</div>"


# A block; or a heading as `sopgen.site.headings` writes it: its sign and the link of a step, words,
# the id, and the rest.
_PIECE: Final = re.compile(
    rf"\n(?:({_element(_DEEPEST)})"
    r"|(#{1,6} (?:<a [^>]*+>\d+</a> )?+)((?:\w++|&#\d+;| (?!\{))++) \{ #([\w.-]++)( [^{}\n]*+\})$)",
    re.MULTILINE,
)
_GROUPS: Final = _PIECE.groups + 1  # what stands between pieces comes first
_BLOCK, _MARK, _WORDS, _ID, _REST = range(1, _GROUPS)
_STAND_IN: Final = re.compile(r'(?:<div data-sop-block=")?sopq(\d+)z(?:"></div>)?')
_MOST: Final = 1000
_BEFORE: Final = "\x02"  # the parser takes it out of any text


class _Text(NamedTuple):
    """What the parser made, cut at the stand-ins, and the number of what stands in each place."""

    pieces: tuple[str, ...]  # each second one is such a place
    numbers: tuple[int, ...]

    def filled(self, words: Sequence[str]) -> str:
        pieces = [*self.pieces]
        pieces[1::2] = [words[number] for number in self.numbers]
        return "".join(pieces)


# All that the parser is given: what stands between pieces, and of headings the marks and rests.
_Key = tuple[str | None, ...]


class _Shape(NamedTuple):
    content: _Text
    toc: Toc
    toc_words: _Text  # all in one, each after a sign


class Skeletons:
    """What the parser made of each shape of page, the ones asked for last."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._is_blind = _BLIND.issuperset(config.markdown_extensions) and all(
            isinstance(getattr(seen, "__self__", None), SopgenPlugin)
            for seen in chain.from_iterable(config.plugins.events[name] for name in _SEEN)
        )
        self._shapes: OrderedDict[_Key, _Shape | None] = OrderedDict()

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> bool:
        """Render the Markdown of a page as the page itself would.

        Says whether that is done: it is not where a block is not closed, where the title is not in
        the front matter, or where anything else may want to see the text.
        """
        if not self._is_blind or not page.meta.get("title"):
            return False
        pieces = _PIECE.split(f"\n{page.markdown or ''}")
        if any("<div" in between for between in pieces[::_GROUPS]):
            return False
        key = (*pieces[::_GROUPS], *pieces[_MARK::_GROUPS], *pieces[_REST::_GROUPS])
        if key not in self._shapes:
            self._learn(key, pieces, page, config, files)
        self._shapes.move_to_end(key)
        shape = self._shapes[key]
        if shape is None:
            return False
        page.content = shape.content.filled(pieces)
        page.toc = Outline(shape.toc, shape.toc_words.filled(pieces).split(_BEFORE)[1:])
        page.links_to_anchors = None
        return True

    def _learn(
        self, key: _Key, pieces: Sequence[str], page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Keep what the parser makes of the shape of a page, if stand-ins can be told from it."""
        self._shapes[key] = None
        if not any(_STAND_IN.search(part) for part in key if part):
            text = page.markdown
            page.markdown = _skeleton(pieces)
            page.render(config, files)
            page.markdown = text
            toc = outline_of(page.toc)
            toc_words = _cut("".join(_BEFORE + word for word in toc.words))
            self._shapes[key] = _Shape(_cut(page.content or ""), toc.shape, toc_words)
        if len(self._shapes) > _MOST:
            self._shapes.popitem(last=False)


def _skeleton(pieces: Sequence[str]) -> str:
    """A page with stand-ins for its blocks, and for the words and ids of its headings."""
    text = pieces[0]
    for at in range(0, len(pieces) - 1, _GROUPS):
        mark, rest, between = pieces[at + _MARK], pieces[at + _REST], pieces[at + _GROUPS]
        if pieces[at + _BLOCK] is not None:
            piece = f'<div data-sop-block="sopq{at + _BLOCK}z"></div>'
        else:
            piece = f"{mark}sopq{at + _WORDS}z {{ #sopq{at + _ID}z{rest}"
        text += f"\n{piece}{between}"
    return text


def _cut(text: str) -> _Text:
    pieces = _STAND_IN.split(text)  # with the number of a word as each second one
    return _Text(tuple(pieces), tuple(map(int, pieces[1::2])))
