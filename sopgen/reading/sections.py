"""Cuts a parsed body into its sections, and reads the lists that have a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sopgen.model.document import Entry, Heading, Reply, Section
from sopgen.model.layout import Layout, fold
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Span
from sopgen.reading.steps import heading_places, split_number

_TRAILING_COLON: Final = re.compile(r"\s*[:\uff1a]?\s*$")
_LEADING_COLON: Final = re.compile(r"^[\s:\uff1a–—]+")
_PLACEHOLDER: Final = re.compile(r"\[([^\[\]\n]{1,80})\]")


def read_sections(
    blocks: Sequence[Node], headings: Sequence[Heading], layout: Layout
) -> tuple[Section, ...]:
    """The level-2 sections in order; what stands before the first one belongs to none."""
    by_start = {heading.span.start: heading for heading in headings}
    starts = heading_places(blocks, 2)
    return tuple(
        _section(by_start[blocks[start].start], blocks[start + 1 : end], layout)
        for start, end in pairwise((*starts, len(blocks)))
    )


def _section(heading: Heading, blocks: Sequence[Node], layout: Layout) -> Section:
    title = split_number(heading.text)[1]
    known = layout.by_heading.get(fold(title))
    end = heading.span.end
    return Section(
        heading=heading,
        title=title,
        property=known.property if known else None,
        blocks=tuple(blocks),
        body=Span(blocks[0].start, blocks[-1].end) if blocks else Span(end, end),
    )


def read_entries(section: Section) -> tuple[Entry, ...]:
    """The items "**Name:** text" of a section's lists; an item without a name has an empty one."""
    return tuple(_entry(item) for item in top_items(section))


def top_items(section: Section) -> Iterator[Node]:
    """The items of the lists that stand directly under a section's heading."""
    for node in section.blocks:
        if node.kind == "list":
            yield from node.children


def _entry(item: Node) -> Entry:
    parts = item.children
    if parts and parts[0].kind == "paragraph":
        parts = (*parts[0].children, *parts[1:])
    if not parts or parts[0].kind != "strong":
        return Entry("", plain_text(item), item.span, item.span)
    name = _TRAILING_COLON.sub("", plain_text(parts[0]))
    text = _LEADING_COLON.sub("", plain_text(*parts[1:]))
    inner = parts[0].children
    span = Span(inner[0].start, inner[-1].end) if inner else parts[0].span
    return Entry(name, text, item.span, span)


def read_replies(section: Section, headings: Sequence[Heading]) -> tuple[Reply, ...]:
    """The reply templates of a section: a level-3 heading and what stands under it, each."""
    by_start = {heading.span.start: heading for heading in headings}
    starts = heading_places(section.blocks, 3)
    return tuple(
        _reply(by_start[section.blocks[start].start], section.blocks[start + 1 : end])
        for start, end in pairwise((*starts, len(section.blocks)))
    )


def _reply(heading: Heading, blocks: Sequence[Node]) -> Reply:
    quotes = [node for node in blocks if node.kind == "quote"]
    text = "\n\n".join(spoken for quote in quotes for spoken in _spoken(quote))
    placeholders = tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))
    return Reply(split_number(heading.text)[1], text, placeholders, heading, tuple(blocks))


def _spoken(quote: Node) -> Iterator[str]:
    """The words of a quotation, a paragraph or list item at a time."""
    for node in quote.children:
        if node.kind == "list":
            yield "\n".join(f"- {plain_text(item)}" for item in node.children)
        else:
            yield plain_text(node)
