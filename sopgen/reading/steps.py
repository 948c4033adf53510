"""Reads the steps of a procedure and their labelled attributes out of the parsed body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from sopgen.model.document import Attribute, Branch, Heading, Section, Step
from sopgen.model.layout import Layout, fold
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Source, Span

_NUMBER: Final = re.compile(r"(?:step\s+)?(\d{1,3})\s*[.):–—-]\s*", re.IGNORECASE)
_LABEL: Final = re.compile(r"([^\W\d][\w '’/-]{0,30}?)\s*[:\uff1a]\s*")
_COLON: Final = re.compile(r"[:\uff1a]\**_*\s*")
_ARROW: Final = re.compile(r"\s*(?:[→⇒➔⟶➜➡►▶⇨]\ufe0f?|-{1,3}>|={1,3}>)\s*")


def read_steps(
    section: Section, source: Source, headings: Sequence[Heading], layout: Layout
) -> tuple[Step, ...]:
    """The steps of a section: its level-3 headings, or else the items of its ordered lists."""
    starts = heading_places(section.blocks, 3)
    if not starts:
        return tuple(_steps_from_lists(section, source, layout))
    by_start = {heading.span.start: heading for heading in headings}
    return tuple(
        _step(number, section.blocks[start:end], by_start, source, layout)
        for number, (start, end) in enumerate(pairwise([*starts, len(section.blocks)]), 1)
    )


def heading_places(blocks: Sequence[Node], level: int) -> list[int]:
    """Which of some elements are headings of this level, by their places among them."""
    number = str(level)
    return [i for i, node in enumerate(blocks) if node.kind == "heading" and node.text == number]


def _step(
    number: int,
    blocks: Sequence[Node],
    headings: dict[int, Heading],
    source: Source,
    layout: Layout,
) -> Step:
    heading = headings[blocks[0].start]
    written, title = split_number(heading.text)
    attributes, rest = _split_attributes(tuple(blocks[1:]), source, layout)
    return Step(
        number=number,
        written_number=written,
        title=title,
        heading=heading,
        span=Span(blocks[0].start, blocks[-1].end),
        title_span=heading_text_span(heading),
        attributes=attributes,
        branches=_branches(attributes),
        blocks=rest,
        body=_around(rest, blocks[-1].end),
    )


def _split_attributes(
    blocks: tuple[Node, ...], source: Source, layout: Layout
) -> tuple[tuple[Attribute, ...], tuple[Node, ...]]:
    """A step's attributes, where it has any, and what is left of it."""
    if not blocks or blocks[0].kind != "list" or blocks[0].text:
        return (), blocks
    items = [_labelled(item) for item in blocks[0].children]
    if not _are_attributes(items, layout):
        return (), blocks
    return tuple([_attribute(item, source, layout) for item in items]), blocks[1:]


def _around(blocks: Sequence[Node], end: int) -> Span:
    return Span(blocks[0].start, blocks[-1].end) if blocks else Span(end, end)


def split_number(title: str) -> tuple[int | None, str]:
    """A heading's number and the text after it: "2. Judge it" is (2, "Judge it")."""
    match = _NUMBER.match(title)
    if not match or match.end() == len(title):
        return None, title
    return int(match.group(1)), title[match.end() :]


def heading_text_span(heading: Heading) -> Span:
    """Where a heading's text stands, without the marks before it."""
    children = heading.node.children
    return Span(children[0].start, children[-1].end) if children else heading.span


class _Labelled(NamedTuple):
    """An item of a list, its own elements, and the label that its text begins with.

    The label is empty where there is none, and `folded` is the label as it is compared.
    """

    node: Node
    inline: Sequence[Node]
    label: str
    folded: str
    value: str


def _labelled(item: Node) -> _Labelled:
    inline = _inline(item)
    return _Labelled(item, inline, *_split_label(plain_text(*inline)))


@lru_cache(maxsize=4096)  # the same role and time limit stand in many steps and every version
def _split_label(text: str) -> tuple[str, str, str]:
    """The label that a text begins with, the same as it is compared, and the text after it."""
    match = _LABEL.match(text)
    if match is None:
        return "", "", text
    return match[1].strip(), fold(match[1]), text[match.end() :]


def _are_attributes(items: Sequence[_Labelled], layout: Layout) -> bool:
    """Whether the items of a list are a step's attributes.

    They are when all begin with a known label, and also when most do: then the others are slips,
    which a rule names.
    """
    known = [item for item in items if item.folded in layout.by_label]
    return len(known) * 2 > len(items) or (bool(known) and all(item.label for item in items))


def _inline(item: Node) -> Sequence[Node]:
    """The item's own text, without lists or paragraphs further down."""
    if item.children and item.children[0].kind == "paragraph":
        return item.children[0].children
    return [child for child in item.children if child.kind not in _BLOCKS]


_BLOCKS: Final = frozenset(
    {"list", "quote", "code", "table", "html", "heading", "paragraph", "rule"}
)


def _attribute(item: _Labelled, source: Source, layout: Layout) -> Attribute:
    node, inline, label, folded, value = item
    span = Span(inline[0].start, inline[-1].end) if inline else node.span
    value_span = _value_span(source, span) if label else span
    return Attribute(layout.by_label.get(folded), label, value, span, value_span, node)


def _value_span(source: Source, span: Span) -> Span:
    """Where the value stands in what begins with a label."""
    colon = _COLON.search(source.text, span.start, span.end)
    return Span(colon.end(), span.end) if colon and colon.end() < span.end else span


def _branches(attributes: Sequence[Attribute]) -> tuple[Branch, ...]:
    return tuple(_branch(item) for item in attributes if item.property == "branches")


def _branch(attribute: Attribute) -> Branch:
    link = next(attribute.node.find("link"), None)
    parts = _ARROW.split(attribute.value, maxsplit=1)
    condition = parts[0].strip()
    text = parts[1].strip() if len(parts) > 1 else ""
    target = link.text if link is not None and text else None
    return Branch(condition, target, text, attribute.value_span)


def _steps_from_lists(section: Section, source: Source, layout: Layout) -> Iterator[Step]:
    lists = (node for node in section.blocks if node.kind == "list" and node.text)
    items = [item for node in lists for item in node.children]
    for number, item in enumerate(items, 1):
        inline = _inline(item)
        below = tuple(child for child in item.children if child.kind in _BLOCKS)
        if below and below[0] is item.children[0]:
            below = below[1:]
        attributes, rest = _split_attributes(below, source, layout)
        yield Step(
            number=number,
            written_number=None,
            title=plain_text(*inline),
            heading=None,
            span=item.span,
            title_span=_around(inline, item.end),
            attributes=attributes,
            branches=_branches(attributes),
            blocks=rest,
            body=_around(rest, item.end),
        )
