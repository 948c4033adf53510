"""Puts the fields of the front matter into the template's order, each with its comments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sopgen.model.document import Document
from sopgen.model.source import Span


def with_fields_in_order(document: Document, order: Sequence[str]) -> str:
    """The document's text with its fields in order; unknown ones stay behind those before them."""
    text = document.source.text
    blocks = _blocks(document)
    if not blocks:
        return text
    start, end = _lines(document)
    names = sorted(blocks, key=_rank(list(blocks), order).__getitem__)
    head = text[start : next(iter(blocks.values())).start]
    ordered = [_whole(document, blocks[name]) for name in names]
    return text[:start] + head + "".join(ordered) + text[end:]


def _rank(present: Sequence[str], order: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where each field belongs; one that the template does not know belongs to the one above."""
    place, last = {}, -1
    for position, name in enumerate(present):
        last = order.index(name) if name in order else last
        place[name] = (last, position)
    return place


def _blocks(document: Document) -> dict[str, Span]:
    """The lines of each field with the comments right above it; together they leave nothing out."""
    _, end = _lines(document)
    starts = [_start_of(document, key) for key in document.keys.values()]
    if starts != sorted(set(starts)) or any(_shares_a_line(document, at) for at in starts):
        return {}
    spans = (Span(first, second) for first, second in pairwise([*starts, end]))
    return dict(zip(document.keys, spans, strict=True))


def _start_of(document: Document, key: Span) -> int:
    """The start of the first line of comments that stand right above a field's own line."""
    text = document.source.text
    start = text.rfind("\n", 0, key.start) + 1
    first, _ = _lines(document)
    while start > first:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above:start].strip()
        if not line.startswith("#") or text[above] != "#":
            break
        start = above
    return start


def _shares_a_line(document: Document, start: int) -> bool:
    """Whether the field is written inside braces, as JSON: then no line is its own."""
    return document.source.text[start : start + 1] in {"{", " ", "\t"}


def _lines(document: Document) -> tuple[int, int]:
    """Where the lines between the two marks begin and end."""
    text, span = document.source.text, document.front_matter_span
    start = text.find("\n", span.start) + 1
    end = text.rfind("\n---", start - 1, span.end + 1) + 1
    return start, max(start, end)


def _whole(document: Document, span: Span) -> str:
    """The lines of a block, the last one ended."""
    lines = document.source.slice(span)
    return lines if lines.endswith(("\n", "\r")) else f"{lines}\n"
