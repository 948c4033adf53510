"""Cuts the versions of a document into pieces, the same Markdown once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sopgen.compare.visible import Piece, pieces_of
from sopgen.model.document import Document
from sopgen.model.markdown import Node

_BRACKET: Final = "["
_NOTE: Final = "[^"
# Gives the pieces of some blocks of one version.
Cutter = Callable[[Sequence[Node]], tuple[Piece, ...]]


class Cuttings:
    """The pieces of what was cut of some texts, by its Markdown.

    The versions of a document share most of their blocks. Whoever compares another document begins
    anew: what is known grows with all that was ever cut.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Piece, ...]] = {}

    def of(self, document: Document, blocks: Sequence[Node]) -> tuple[Piece, ...]:
        """The pieces of blocks that stand in nothing else, in the order of the text."""
        pieces: list[Piece] = []
        for block in blocks:
            pieces += self._of_block(document, block)
        return tuple(pieces)

    def _of_block(self, document: Document, block: Node) -> tuple[Piece, ...]:
        text = document.source.text
        # From the start of the line: without its indentation a list may be another one.
        markdown = text[text.rfind("\n", 0, block.start) + 1 : block.end]
        if not _speaks_for_itself(document, markdown):
            return pieces_of(document.source, (block,))
        pieces = self._known.get(markdown)
        if pieces is None:
            pieces = self._known[markdown] = pieces_of(document.source, (block,))
        return pieces


def _speaks_for_itself(document: Document, markdown: str) -> bool:
    """Whether nothing that stands elsewhere says what it means: a link's address, or a note."""
    if _BRACKET not in markdown:
        return True
    return not document.references and _NOTE not in markdown
