"""Parses Markdown, and renders it: the one place that knows the Markdown parser.

Reading and the site share one CommonMark parser with GitHub's tables, strikethrough, task lists,
footnotes and alerts, so what is validated, what a forge shows and what is published agree.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, NamedTuple

import pyromark

from sopgen.model.document import Heading
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Span

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_GFM
)
_DEPTH: Final = 100
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
_KINDS: Final[Mapping[str, str]] = {
    "Paragraph": "paragraph",
    "Item": "item",
    "HtmlBlock": "html",
    "TableHead": "row",
    "TableRow": "row",
    "TableCell": "cell",
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Strikethrough": "strike",
}
_TAGS_WITH_ARGUMENT: Final[Mapping[str, tuple[str, Callable[[Any], str]]]] = {
    "Heading": ("heading", lambda tag: tag["level"][1:]),
    "List": ("list", lambda tag: "" if tag is None else str(tag)),
    "BlockQuote": ("quote", lambda tag: tag or ""),
    "CodeBlock": ("code", lambda tag: tag["Fenced"] if isinstance(tag, dict) else ""),
    "Link": ("link", lambda tag: tag["dest_url"]),
    "Image": ("image", lambda tag: tag["dest_url"]),
    "Table": ("table", ",".join),
    "FootnoteDefinition": ("footnote", str),
}
_LEAVES: Final[Mapping[str, str]] = {
    "Text": "text",
    "Code": "code_text",
    "InlineHtml": "html_text",
    "Html": "html_text",
    "TaskListMarker": "task",
    "FootnoteReference": "footnote_mark",
}
_BARE_LEAVES: Final[Mapping[str, str]] = {
    "SoftBreak": "break",
    "HardBreak": "break",
    "Rule": "rule",
}


class TooDeepError(Exception):
    """Elements stand inside each other deeper than any person writes; `span` is the innermost."""

    def __init__(self, span: Span) -> None:
        super().__init__(f"more than {_DEPTH} levels")
        self.span = span


class Outline(NamedTuple):
    """The parsed body; `unknown_references` are links `[text][name]` whose name is not defined."""

    blocks: tuple[Node, ...]
    headings: tuple[Heading, ...]
    links: tuple[Node, ...]
    references: Mapping[str, str]
    unknown_references: tuple[tuple[str, Span], ...]


def parse(body: str, offset: int = 0) -> Outline:
    """Parse Markdown; `offset` is added to every position.

    Raises `TooDeepError` where lists or quotations are nested beyond reason.
    """
    unknown: list[tuple[str, Span]] = []
    to_offset = _byte_to_character(body, offset)

    def note(link: Any) -> None:  # noqa: ANN401 the parser's own loosely typed dictionary
        if link["link_type"] == "Reference":
            span = Span(to_offset(link["span"]["start"]), to_offset(link["span"]["end"]))
            unknown.append((link["reference"], span))

    events = pyromark.events_with_range(body, options=_OPTIONS, broken_link_callback=note)
    kept: dict[str, list[Node]] = {"heading": [], "link": [], "image": []}
    blocks = _build(events, to_offset, kept)
    headings = _with_anchors(kept["heading"])
    links = sorted((*kept["link"], *kept["image"]), key=lambda node: node.start)
    return Outline(blocks, headings, tuple(links), _references(body), tuple(unknown))


def _references(body: str) -> Mapping[str, str]:
    """The addresses that the body defines, by their names."""
    if "]:" not in body:
        return {}
    definitions = pyromark.reference_definitions(body, options=_OPTIONS)
    return {name.casefold(): link["dest"] for name, link in definitions.items()}


def to_html(markdown: str, references: Mapping[str, str]) -> str:
    """Render a piece of a document; `references` are the whole document's link definitions.

    Raw HTML and addresses pass as they stand: whoever shows the result sanitises it.
    """

    def resolve(link: Any) -> tuple[str, str] | None:  # noqa: ANN401 the parser's own dictionary
        target = references.get(link["reference"].casefold())
        return None if target is None else (target, "")

    return pyromark.html(markdown, options=_OPTIONS, broken_link_callback=resolve)


@lru_cache(maxsize=4096)  # the same headings stand in every version, many in every document
def anchor_of(heading: str) -> str:
    """The anchor that GitHub gives to a heading's text, before counting repetitions.

    Lower case, without punctuation, each space a hyphen; letters of every script stay.
    """
    return _NOT_IN_ANCHOR.sub("", heading.lower()).replace(" ", "-")


def _byte_to_character(body: str, offset: int) -> Callable[[int], int]:
    """The parser counts bytes of UTF-8, people count characters."""
    if body.isascii():
        return offset.__add__
    wide = [(match.start(), len(match.group().encode()) - 1) for match in _NOT_ASCII.finditer(body)]
    extra = [0, *accumulate(more for _, more in wide)]
    starts = [position + before for (position, _), before in zip(wide, extra, strict=False)]

    def convert(byte: int) -> int:
        return byte - extra[bisect_right(starts, byte - 1)] + offset

    return convert


def _build(
    events: Iterable[Any], to_offset: Callable[[int], int], kept: Mapping[str, list[Node]]
) -> tuple[Node, ...]:
    """The tree of elements; those of the kinds in `kept` are listed there too, as they end."""
    children: list[Node] = []
    opened: list[tuple[str, str, list[Node]]] = []  # with those that stand before it
    for event, span in events:
        if isinstance(event, str):
            kind = _BARE_LEAVES[event]
            children.append(Node(kind, to_offset(span["start"]), to_offset(span["end"]), ""))
            continue
        name, value = event.popitem()  # it has only this one
        if name == "Start":
            opened.append((*_tag(value), children))
            children = []
            if len(opened) > _DEPTH:
                raise TooDeepError(Span(to_offset(span["start"]), to_offset(span["end"])))
            continue
        start, end = to_offset(span["start"]), to_offset(span["end"])
        if name == "End":
            kind, text, before = opened.pop()
            if kind == "html":
                text, children = "".join([child.text for child in children]), []
            node = Node(kind, start, end, text, tuple(children))
            before.append(node)
            children = before
            if kind in kept:
                kept[kind].append(node)
        else:
            _append_leaf(children, _LEAVES.get(name, "text"), start, end, str(value))
    return tuple(children)


def _tag(value: Any) -> tuple[str, str]:  # noqa: ANN401 a string or a dictionary of the parser
    if isinstance(value, str):
        return _KINDS.get(value, "other"), ""
    ((name, argument),) = value.items()
    kind, to_text = _TAGS_WITH_ARGUMENT.get(name, ("other", str))
    return kind, to_text(argument)


def _append_leaf(children: list[Node], kind: str, start: int, end: int, text: str) -> None:
    """The parser splits text at every character that might have been markup: join it again."""
    if kind == "text" and children:
        last = children[-1]
        if last.kind == kind and last.end == start:
            children[-1] = Node(kind, last.start, end, last.text + text)
            return
    children.append(Node(kind, start, end, text))


def _with_anchors(nodes: Iterable[Node]) -> tuple[Heading, ...]:
    used: dict[str, int] = {}
    headings = []
    for node in nodes:
        text = plain_text(node)
        anchor = first = anchor_of(text)
        while anchor in used:
            used[first] += 1
            anchor = f"{first}-{used[first]}"
        used[anchor] = 0
        headings.append(Heading(int(node.text), text, anchor, node.span, node))
    return tuple(headings)
