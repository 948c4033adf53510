"""The parsed body of a document as a tree of nodes with their places in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sopgen.model.source import Span


class Node(NamedTuple):
    """One element of Markdown.

    `kind` is one of: heading, paragraph, list, item, quote, code, html, table, row, cell, rule,
    footnote, emphasis, strong, strike, link, image, text, code_text, html_text, break, task.
    `text` holds the literal text of text, code, html and their inline forms, and otherwise the
    kind's own argument: a heading's level, the number an ordered list starts with (empty for
    bullets), the address of a link or image, an alert's kind, a code block's language.
    """

    kind: str
    start: int
    end: int
    text: str
    children: tuple[Node, ...] = ()

    @property
    def span(self) -> Span:
        """Where the element stands in the source."""
        return Span(self.start, self.end)

    def walk(self) -> Iterator[Node]:
        """The node and everything under it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def find(self, *kinds: str) -> Iterator[Node]:
        """Everything of these kinds at or under this node."""
        return (node for node in self.walk() if node.kind in kinds)


def is_comment(node: Node) -> bool:
    """Whether an element is nothing but comments, which no reader sees."""
    return node.kind == "html" and not _COMMENT.sub("", node.text).strip()


_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_SPOKEN = {"text", "code_text"}


def plain_text(*nodes: Node) -> str:
    """What a reader would read aloud: text without any markup, white space folded."""
    if len(nodes) == 1 and nodes[0].kind == "text":  # by far the most frequent
        return " ".join(nodes[0].text.split())
    parts: list[str] = []
    for node in nodes:
        _collect(node, parts)
    return " ".join("".join(parts).split())


def _collect(node: Node, parts: list[str]) -> None:
    if node.kind in _SPOKEN:
        parts.append(node.text)
    elif node.kind == "break":
        parts.append(" ")
    for child in node.children:
        if child.kind == "text":  # by far the most frequent
            parts.append(child.text)
        else:
            _collect(child, parts)
    if node.kind in {"paragraph", "item", "cell", "heading", "code"}:
        parts.append(node.text + " " if node.kind == "code" else " ")
