"""Keeps raw HTML blocks out of the Markdown parser, which is slow with them and need not see them.

A page of the tree is headings in Markdown between blocks of finished HTML. Each block is put aside
before the page is rendered and put back after; what comes out is the same, several times sooner.
"""

from __future__ import annotations

import re
from typing import Final

_BEGIN: Final = re.compile(r"\n<div\b")
# The templates and the sanitiser quote every attribute, so this finds whole tags.
_DIV: Final = re.compile(r'<(/?)div\b(?:[^>"]++|"[^"]*+")*+>')
_MARK: Final = re.compile(r'<div data-sop-block="(\d+)"></div>')


def put_aside(content: str) -> tuple[str, tuple[str, ...]]:
    """The page with a mark in place of each block, and the blocks."""
    blocks: list[str] = []
    pieces: list[str] = []
    content = f"\n{content}"  # a block begins a line, and the first line may be one
    at = 1
    while begin := _BEGIN.search(content, at - 1):
        start = begin.start() + 1
        end = _end_of(content, start)
        pieces += [content[at:start], f'<div data-sop-block="{len(blocks)}"></div>']
        blocks.append(content[start:end])
        at = end
    return "".join([*pieces, content[at:]]), tuple(blocks)


def put_back(html: str, blocks: tuple[str, ...]) -> str:
    """The rendered page with its blocks in place of the marks."""
    pieces = _MARK.split(html)  # with the number of a block as each second one
    pieces[1::2] = [blocks[int(number)] for number in pieces[1::2]]
    return "".join(pieces)


def _end_of(content: str, start: int) -> int:
    """Where the element that begins at `start` is closed."""
    depth = 0
    for tag in _DIV.finditer(content, start):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return tag.end()
    return len(content)
