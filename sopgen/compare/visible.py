"""What a reader sees of a document, cut into the pieces that a comparison lays side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from sopgen.model.markdown import Node
from sopgen.model.source import Source

_BLOCKS: Final = frozenset(
    {"heading", "paragraph", "list", "quote", "code", "html", "table", "rule", "footnote"}
)
_TAG: Final = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


class PieceKind(StrEnum):
    """What kind of text a piece is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    HTML = "html"
    ALERT = "alert"  # the word over a call-out: Note, Warning
    RULE = "rule"
    FIELD = "field"  # of the front matter, as "name: value"
    LINE = "line"  # of a file that could not be read as a document


class Address(NamedTuple):
    """A link or picture: the text that shows, and where it leads."""

    text: str
    target: str
    is_picture: bool = False


class Piece(NamedTuple):
    """The smallest thing compared as one: a paragraph, a list item's own text, a table row.

    `text` is what shows, without markup; the cells of a row stand between " | ". `within` names
    the quotations and lists around it from the outside in, `marker` is an item's "-" or "2.".
    `source` is the Markdown, white space folded.
    """

    kind: PieceKind
    text: str
    source: str = ""
    within: tuple[str, ...] = ()
    marker: str = ""
    addresses: tuple[Address, ...] = ()

    @property
    def spoken(self) -> str:
        """The text as it is compared: without the tags of raw HTML."""
        return _TAG.sub(" ", self.text) if self.kind is PieceKind.HTML else self.text


def spoken(pieces: Iterable[Piece]) -> str:
    """All that the pieces say, a line each."""
    return "\n".join(filter(None, (piece.spoken.strip() for piece in pieces)))


def addresses(pieces: Iterable[Piece]) -> tuple[Address, ...]:
    """Every link and picture of the pieces."""
    return tuple(address for piece in pieces for address in piece.addresses)


def pieces_of(source: Source, blocks: Sequence[Node]) -> tuple[Piece, ...]:
    """The pieces of some blocks, in the order of the text; what shows nothing is left out."""
    cutter = _Cutter(source)
    cutter.blocks(blocks, ())
    return tuple([piece for piece in cutter.pieces if piece.text])


def visible_text(nodes: Iterable[Node]) -> str:
    """What shows of inline elements, white space folded.

    Struck-out text keeps its tildes, a picture is `![its text]`, a task has its box. Inline HTML
    is markup and does not show.
    """
    parts: list[str] = []
    for node in nodes:
        _collect(node, parts)
    return " ".join("".join(parts).split())


def _collect(node: Node, parts: list[str]) -> None:
    before, after = _AROUND.get(node.kind, ("", ""))
    parts.append(before)
    if node.kind in _SHOWN_AS_WRITTEN:
        parts.append(node.text)
    elif node.kind == "html_text" and node.text.lower().startswith("<br"):
        parts.append(" ")
    elif node.kind == "task":
        parts.append("[x] " if node.text == "True" else "[ ] ")
    elif node.kind == "footnote_mark":
        parts.append(f"[^{node.text}]")
    for child in node.children:
        if child.kind == "text":  # by far the most frequent
            parts.append(child.text)
        else:
            _collect(child, parts)
    parts.append(after)


_SHOWN_AS_WRITTEN: Final = frozenset({"text", "code_text"})
_AROUND: Final = {
    "strike": ("~~", "~~"),
    "image": ("![", "]"),
    "break": (" ", ""),
    "paragraph": ("", " "),
}


class _Cutter:
    """Walks a tree of blocks down to its pieces, and gathers them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.pieces: list[Piece] = []

    def blocks(self, nodes: Sequence[Node], within: tuple[str, ...]) -> None:
        for node in nodes:
            self.block(node, within)

    def block(self, node: Node, within: tuple[str, ...]) -> None:
        if node.kind == "list":
            self.items(node, within)
        elif node.kind == "quote":
            if node.text:
                self.pieces.append(Piece(PieceKind.ALERT, node.text, node.text, within))
            self.blocks(node.children, (*within, "quote"))
        elif node.kind == "table":
            self.pieces += [self.row(row, within) for row in node.children]
        elif node.kind == "footnote":
            self.footnote(node, within)
        elif node.kind in _LITERAL:
            source = _fold(self.source.slice(node.span))
            self.pieces.append(Piece(_LITERAL[node.kind], _literal_text(node), source, within))
        else:
            kind = PieceKind.HEADING if node.kind == "heading" else PieceKind.PARAGRAPH
            self.pieces.append(self.piece(kind, (node,), within))

    def items(self, node: Node, within: tuple[str, ...]) -> None:
        first = int(node.text) if node.text.isdecimal() else None
        for index, item in enumerate(node.children):
            marker = "-" if first is None else f"{first + index}."
            own, below = split_item(item)
            self.pieces.append(self.piece(PieceKind.ITEM, own, within, marker))
            if below:
                self.blocks(below, (*within, "list"))

    def row(self, row: Node, within: tuple[str, ...]) -> Piece:
        text = " | ".join(visible_text((cell,)) for cell in row.children)
        return self.piece(PieceKind.ROW, (row,), within)._replace(text=text)

    def footnote(self, node: Node, within: tuple[str, ...]) -> None:
        first = len(self.pieces)
        self.blocks(node.children, within)
        if len(self.pieces) > first:
            piece = self.pieces[first]
            self.pieces[first] = piece._replace(text=f"[^{node.text}]: {piece.text}")

    def piece(
        self, kind: PieceKind, nodes: Sequence[Node], within: tuple[str, ...], marker: str = ""
    ) -> Piece:
        source = self.source.text[nodes[0].start : nodes[-1].end] if nodes else ""
        may_link = "[" in source or "<" in source
        links = tuple(_addresses(nodes)) if may_link else ()
        return Piece(kind, visible_text(nodes), _fold(source), within, marker, links)


_LITERAL: Final = {"code": PieceKind.CODE, "html": PieceKind.HTML, "rule": PieceKind.RULE}


def _literal_text(node: Node) -> str:
    """What is shown as it is written."""
    if node.kind == "code":
        return "".join(child.text for child in node.children).rstrip("\n")
    return node.text.strip() if node.kind == "html" else "---"


def split_item(item: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """A list item's own text, and the blocks under it."""
    children = item.children
    own = 0
    while own < len(children) and children[own].kind not in _BLOCKS:
        own += 1
    if own == 0 and children and children[0].kind == "paragraph":
        own = 1
    return children[:own], children[own:]


def _addresses(nodes: Sequence[Node]) -> Iterator[Address]:
    for top in nodes:
        for node in top.find("link", "image"):
            yield Address(visible_text(node.children), node.text, node.kind == "image")


def _fold(text: str) -> str:
    return " ".join(text.split())
