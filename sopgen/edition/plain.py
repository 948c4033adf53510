"""A document's body as plain text: a paragraph a block, list items on lines of their own."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

import nh3

from sopgen.model.document import Attribute
from sopgen.model.markdown import Node, is_comment, plain_text

_BLOCKS: Final = frozenset(
    "paragraph heading list item quote code html table row rule footnote".split()  # noqa: SIM905 reads better
)
_INDENT: Final = "  "
_kind = attrgetter("kind")


def plain(nodes: Sequence[Node]) -> str:
    """What a reader would read, without markup; comments are left out."""
    return "\n\n".join(filter(None, map(_block, in_blocks(nodes))))


def value_text(attribute: Attribute) -> str:
    """What stands after a label, without markup."""
    whole, label = plain_text(attribute.node), " ".join(attribute.label.split())
    return whole.removeprefix(label).lstrip(" :\uff1a")


def without_tags(markup: str) -> str:
    """The text of a piece of HTML, which may hold anything."""
    return html.unescape(nh3.clean(markup, tags=set()))


def in_blocks(nodes: Sequence[Node]) -> Iterable[Node]:
    """The nodes as blocks: words that stand in none, as in a short list, together make one."""
    if _BLOCKS.issuperset(map(_kind, nodes)):
        return nodes
    return (_paragraph(nodes),) if _BLOCKS.isdisjoint(map(_kind, nodes)) else _made_blocks(nodes)


def _made_blocks(nodes: Sequence[Node]) -> Iterator[Node]:
    for in_line, group in groupby(nodes, key=lambda node: node.kind not in _BLOCKS):
        together = tuple(group)
        if in_line:
            yield _paragraph(together)
        else:
            yield from together


def _paragraph(words: Sequence[Node]) -> Node:
    return Node("paragraph", words[0].start, words[-1].end, "", tuple(words))


def _block(node: Node) -> str:
    match node.kind:
        case "list":
            return "\n".join(_items(node))
        case "quote" | "footnote" | "item":
            return plain(node.children)
        case "code":
            return "".join(child.text for child in node.children).rstrip("\n")
        case "table":
            return "\n".join(map(_row, node.children))
        case "html":
            return "" if is_comment(node) else " ".join(without_tags(node.text).split())
        case _:
            return plain_text(node)


def _items(node: Node) -> Iterator[str]:
    first = int(node.text) if node.text.isdigit() else None
    for count, item in enumerate(node.children):
        mark = "- " if first is None else f"{first + count}. "
        text = "\n".join(filter(None, map(_block, in_blocks(item.children))))
        yield mark + text.replace("\n", f"\n{_INDENT}")


def _row(node: Node) -> str:
    return " | ".join(plain_text(cell) for cell in node.children)
