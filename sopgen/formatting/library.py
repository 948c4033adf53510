"""Formats documents of a library: each on its own, and the links between them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sopgen.editing import edited
from sopgen.formatting.body import with_even_spacing, with_hyphens
from sopgen.formatting.fields import with_fields_in_order
from sopgen.formatting.numbering import followed, moved_anchors, numbered
from sopgen.formatting.proof import leads_the_same, says_the_same
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.reading.reader import LayoutOf, read_document
from sopgen.template import Templates

_MOST_ROUNDS: Final = 8
Proof = Callable[[Document, Document], bool]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A document before and after.

    `is_readable` is False where it cannot be read well enough to be sure of its meaning: then it
    stays as it is.
    """

    old: Document
    new: Document
    is_readable: bool = True

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be written."""
        return self.old.source.text != self.new.source.text


def format_documents(
    library: Library, templates: Templates, only: Collection[str] | None = None
) -> tuple[Formatted, ...]:
    """Format the documents at these paths, None for all of the library; nothing is written.

    Fields come into the template's order, headings get an empty line around them, bullets become
    hyphens, steps are numbered in their order, and links to them follow, also those of documents
    that were not named. What cannot be proven to mean the same is left out, kind by kind.
    """
    alone = [
        _alone(reading.document, templates, is_sound=not reading.problems)
        for path, reading in library.readings.items()
        if reading.document is not None and (only is None or path in only)
    ]
    made = {item.old.path: item for item in alone}
    for item in alone:
        if item.is_readable:
            _number(item.old.path, made, library, templates.layout_of)
    return tuple(made[path] for path in library.readings if path in made)


def _alone(old: Document, templates: Templates, *, is_sound: bool) -> Formatted:
    """One document without what concerns others."""
    if not is_sound or "\r" in old.source.text.replace("\r\n", ""):
        return Formatted(old, old, is_readable=False)
    order = templates.of(old.text("type")).fields
    passes: Sequence[Callable[[Document], str]] = (
        lambda document: with_fields_in_order(document, order),
        with_hyphens,
        with_even_spacing,
    )
    before, now = None, old
    # What one pass does may leave something for another; done is what nothing changes any more.
    for _ in range(_MOST_ROUNDS):
        if now is before:
            return Formatted(old, now)
        before = now
        for make in passes:
            now = _proven(now, make(now), templates.layout_of, says_the_same)
    return Formatted(old, old)


def _number(path: str, made: dict[str, Formatted], library: Library, layout_of: LayoutOf) -> None:
    """Number the steps of one document, if everything that leads to them can follow."""
    now = made[path].new
    edits = numbered(now)
    if not edits:
        return
    first = _read(now, edited(now.source.text, edits), layout_of)
    if first is None or len(first.steps) != len(now.steps):
        return
    moved = moved_anchors(now, first)
    links = ((link.target, link.span) for link in now.links if link.target.startswith("#"))
    new = _read(now, edited(now.source.text, [*edits, *followed(now, links, moved)]), layout_of)
    if new is None or not leads_the_same(now, new):
        return
    others = _others(path, moved, made, library, layout_of)
    if others is not None:
        made |= {item.old.path: item for item in others}
        made[path] = Formatted(made[path].old, new)


def _others(
    path: str,
    moved: Mapping[str, tuple[str, int]],
    made: Mapping[str, Formatted],
    library: Library,
    layout_of: LayoutOf,
) -> list[Formatted] | None:
    """The other documents with their links to this one's steps; None where one cannot follow."""
    found = []
    for document in library.documents:
        item = made.get(document.path) or Formatted(document, document)
        links = [
            (link.target, link.span)
            for link in item.new.links
            if document.path != path and _leads_to(library, item.new, link.target, path, moved)
        ]
        if not links:
            continue
        edits = list(followed(item.new, links, moved))
        new = _read(item.new, edited(item.new.source.text, edits), layout_of)
        if len({edit.span for edit in edits}) < len(links) or new is None:
            return None
        found.append(Formatted(item.old, new, item.is_readable))
    return found


def _leads_to(
    library: Library, document: Document, link: str, path: str, moved: Collection[str]
) -> bool:
    target = library.target(document, link)
    there = target.document
    return there is not None and there.path == path and target.anchor in moved


def _proven(old: Document, text: str, layout_of: LayoutOf, proof: Proof) -> Document:
    """The document with this text, if that is proven to mean the same; else as it was."""
    if text == old.source.text:
        return old
    new = _read(old, text, layout_of)
    return new if new is not None and proof(old, new) else old


def _read(old: Document, text: str, layout_of: LayoutOf) -> Document | None:
    mark = b"\xef\xbb\xbf" if old.source.has_bom else b""
    reading = read_document(old.path, mark + text.encode(), layout_of)
    return None if reading.problems else reading.document
