"""A table of contents as its shape and its words, of which its entries are made when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from mkdocs.structure.toc import AnchorLink, TableOfContents

# Of each entry of a table of contents its level, whether it is active, and those beneath it.
Toc = tuple[tuple[int, bool, "Toc"], ...]


class Outline(TableOfContents):
    """What MkDocs' own table says, for which few ask once the frame of a page is known.

    The words are the title and the id of each entry, one after the other, as they stand.
    """

    def __init__(self, shape: Toc, words: Sequence[str]) -> None:
        self.shape = shape
        self.words = words

    @cached_property
    def items(self) -> list[AnchorLink]:  # type: ignore[override] # which MkDocs only reads
        """The entries."""
        return _links(self.shape, iter(self.words))


def outline_of(links: Iterable[AnchorLink]) -> Outline:
    """A table of contents by its shape and its words."""
    if isinstance(links, Outline):
        return links
    words: list[str] = []
    return Outline(_shape_of(links, words), words)


def _shape_of(links: Iterable[AnchorLink], words: list[str]) -> Toc:
    """The shape of the entries, whose words are added."""
    shape = []
    for link in links:
        words += link.title, link.id
        shape.append((link.level, hasattr(link, "active"), _shape_of(link.children, words)))
    return tuple(shape)


def _links(shape: Toc, words: Iterator[str]) -> list[AnchorLink]:
    """The entries of a shape with the next words."""
    links = []
    for level, is_active, beneath in shape:
        link = AnchorLink(next(words), next(words), level)
        if is_active:
            link.active = True  # type: ignore[attr-defined] # as MkDocs itself sets it
        link.children = _links(beneath, words)
        links.append(link)
    return links
