"""Makes the body uniform: spacing between its parts, and one mark for bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sopgen.model.document import Document
from sopgen.model.markdown import Node
from sopgen.model.source import Span

_LITERAL: Final = frozenset({"code", "html"})
# Two spaces at its end break a line (CommonMark 6.7).
_BREAK: Final = re.compile(r"(?<=\S) {2,}$")


def with_even_spacing(document: Document) -> str:
    """One empty line around headings and between parts, none elsewhere; no spaces at line ends.

    What stands in code and comments stays as it is, and so do the two spaces that break a line.
    """
    text = document.source.text
    ending = "\r\n" if "\r\n" in text else "\n"
    head, lines = _lines(document)
    kept = list(_spaced(document, lines))
    while kept and not kept[-1]:
        kept.pop()
    return head.rstrip() + ending * 2 + ending.join([*kept, ""])


def with_hyphens(document: Document) -> str:
    """Every bullet as a hyphen."""
    text = list(document.source.text)
    for node in document.nodes("list"):
        for item in node.children if not node.text else ():
            if text[item.start] in "*+":
                text[item.start] = "-"
    return "".join(text)


def _lines(document: Document) -> tuple[str, list[Span]]:
    """The front matter's text, and the span of each line of the body without its end."""
    text, start = document.source.text, document.body_span.start
    ends = [start, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text[start:]))]
    starts = [start, *(end + start for end in ends[1:]), len(text)]
    spans = [Span(at, at + len(text[at:end].rstrip("\r\n"))) for at, end in pairwise(starts)]
    return text[:start], spans


def _spaced(document: Document, lines: list[Span]) -> Iterator[str]:
    literal = _covered(document, lines, _LITERAL)
    headings = _heading_lines(document, lines)
    written = [document.source.slice(span) for span in lines]
    last = ""  # as if an empty line stood before the first one
    for number, line in enumerate(written):
        is_literal = number in literal
        trimmed = line if is_literal else _trimmed(line, written[number + 1 : number + 2])
        if number in headings and last:
            yield ""
        elif not trimmed and not last and not (is_literal and number - 1 in literal):
            continue
        yield trimmed
        last = trimmed
        if number in headings:
            yield ""
            last = ""


def _trimmed(line: str, following: list[str]) -> str:
    """The line without spaces at its end, but for two that break it within a paragraph."""
    goes_on = bool(following) and bool(following[0].strip())
    return _BREAK.sub("  ", line) if goes_on and _BREAK.search(line) else line.rstrip()


def _covered(document: Document, lines: list[Span], kinds: frozenset[str]) -> frozenset[int]:
    """The numbers of the lines on which elements of these kinds stand."""
    found: set[int] = set()
    for node in document.nodes(*kinds):
        found |= {number for number, span in enumerate(lines) if _touches(node, span)}
    return frozenset(found)


def _touches(node: Node, line: Span) -> bool:
    return node.start <= line.end and line.start < node.end


def _heading_lines(document: Document, lines: list[Span]) -> frozenset[int]:
    """The lines of headings written with # at the left edge, outside lists and quotations."""
    starts = {
        node.start
        for node in document.blocks
        if node.kind == "heading" and document.source.text[node.start] == "#"
    }
    return frozenset(number for number, span in enumerate(lines) if span.start in starts)
