"""Pieces of a document's own Markdown, with links that work where the piece is shown."""

from __future__ import annotations

import html
import string
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from sopgen.edition.plain import in_blocks, without_tags
from sopgen.model.document import Document
from sopgen.model.markdown import Node, is_comment

# Gives the address in place of a link's own, None where nothing may be linked to.
Lead = Callable[[str], str | None]
# All that an address may hold, which what may not stand in one (RFC 3986) is written with.
_KEPT: Final = string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%"
_LINE_START: Final = frozenset({"", "\n"})
_FENCES: Final = ("```", "~~~")
_LINKS: Final = frozenset({"link", "image"})


def markdown(document: Document, blocks: Sequence[Node], lead: Lead) -> str:
    """The blocks as they are written, without comments and HTML.

    Every link has its address within it, so that it needs no definition elsewhere.
    """
    kept = (block for block in in_blocks(blocks) if not is_comment(block))
    return "\n\n".join(filter(None, (_piece(document, block, lead) for block in kept)))


def _piece(document: Document, block: Node, lead: Lead) -> str:
    """One block by itself: what it stands in indents it no more."""
    source = document.source.text
    if block.kind != "html" and source[block.start - 1 : block.start] in _LINE_START:
        whole = source[block.start : block.end]
        if stands_alone(whole):  # most blocks
            return whole.replace("\r\n", "\n").rstrip()
    before = source[source.rfind("\n", 0, block.start) + 1 : block.start]
    text = _written(document, block, lead).replace("\r\n", "\n").rstrip()
    if not before:
        return text
    first, *rest = text.split("\n")
    if block.kind == "code" and not first.startswith(_FENCES):
        return "\n".join([before + first, *rest])  # its indent is what makes it code
    return "\n".join([first, *(_dedented(line, len(before)) for line in rest)])


def _dedented(line: str, width: int) -> str:
    return line[min(width, len(line) - len(line.lstrip(" "))) :]


def _written(document: Document, node: Node, lead: Lead) -> str:
    """The source of a node, with its links and HTML replaced wherever they stand in it."""
    if node.kind == "html":
        return html.escape(without_tags(node.text), quote=False).strip()
    whole = document.source.slice(node.span)
    if stands_alone(whole):
        return whole
    parts: list[str] = []
    at = node.start
    for inner, text in _replaced(document, node, lead):
        parts += (document.source.text[at : inner.start], text)
        at = inner.end
    return "".join((*parts, document.source.text[at : node.end]))


def stands_alone(source: str) -> bool:
    """Whether a piece holds neither link nor HTML: then it reads the same wherever it is shown."""
    return "[" not in source and "<" not in source


def _replaced(document: Document, node: Node, lead: Lead) -> Iterator[tuple[Node, str]]:
    """The links and the HTML of a node, the outermost of each, with what stands in their place."""
    for child in _outermost(node):
        if child.kind in _LINKS:
            yield child, _link(document, child, lead)
        elif child.kind == "html":
            yield child, _written(document, child, lead)
        else:
            yield child, " " if child.text.lower().startswith("<br") else ""


def _outermost(node: Node) -> Iterator[Node]:
    if node.kind in _LINKS or node.kind in {"html", "html_text"}:
        yield node
        return
    for child in node.children:
        yield from _outermost(child)


def _link(document: Document, node: Node, lead: Lead) -> str:
    source = document.source.text
    if source[node.start] == "<":  # an address that stands for itself leads out of the library
        return source[node.start : node.end]
    words = "".join(_inside(document, node, lead))
    address = lead(node.text)
    mark = "!" if node.kind == "image" else ""
    return words if address is None else f"{mark}[{words}]({_destination(address)})"


def _destination(address: str) -> str:
    """An address as Markdown has it: in brackets where it holds what would end it."""
    clean = quote(address, safe=_KEPT)
    return f"<{clean}>" if "(" in clean or ")" in clean else clean


def _inside(document: Document, node: Node, lead: Lead) -> Iterator[str]:
    """The words of a link as they are written, with a picture among them."""
    if not node.children:
        return
    at, end = node.children[0].start, node.children[-1].end
    for child in (inner for part in node.children for inner in _outermost(part)):
        yield document.source.text[at : child.start]
        yield _link(document, child, lead) if child.kind in _LINKS else ""
        at = child.end
    yield document.source.text[at:end]
