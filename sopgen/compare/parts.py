"""A document's sections as a comparison sees them: what they say beside steps and entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from sopgen.compare.cuttings import Cutter
from sopgen.compare.links import links_in
from sopgen.compare.matching import Titled
from sopgen.compare.visible import spoken
from sopgen.model.document import Document, Link, Section
from sopgen.model.markdown import Node
from sopgen.model.source import Span

INTRODUCTION: Final = "introduction"


class Part(NamedTuple):
    """One section, or what stands before the first one.

    `name` is its property, or its heading where the template does not know it; `number` counts
    sections from 1. `source` is its Markdown, `titled` the part as it is matched. What it says
    leaves out steps, roles, terms and replies, which are compared one by one; `links` leaves out
    those of the steps.
    """

    name: str
    title: str
    number: int
    source: str
    titled: Titled
    links: tuple[Link, ...] = ()

    @property
    def text(self) -> str:
        """What it says."""
        return self.titled.text


def as_matched(name: str, text: str | Callable[[], str]) -> Titled:
    """A section as it is matched."""
    return Titled(name.replace("_", " "), text)


def parts_of(document: Document, cut: Cutter) -> tuple[Part, ...]:
    """The parts of a document in the order of its text."""
    sections = (_part(document, item, n, cut) for n, item in enumerate(document.sections, 1))
    return (*_introduction(document, cut), *sections)


def holds(section: Section, span: Span | None) -> bool:
    """Whether the span begins in the section's body."""
    return span is not None and section.body.start <= span.start < section.body.end


def _introduction(document: Document, cut: Cutter) -> Iterator[Part]:
    end = document.sections[0].heading.span.start if document.sections else None
    blocks = [
        block
        for block in document.blocks
        if (end is None or block.start < end) and (block.kind, block.text) != ("heading", "1")
    ]
    if blocks:
        span = Span(blocks[0].start, blocks[-1].end)
        source, links = document.source.slice(span), links_in(document, span)
        titled = as_matched(INTRODUCTION, lambda: spoken(cut(blocks)))
        yield Part(INTRODUCTION, "Introduction", 0, source, titled, links)


def _part(document: Document, section: Section, number: int, cut: Cutter) -> Part:
    source = document.source.slice(section.body)
    name = section.property or section.title
    titled = as_matched(name, lambda: spoken(cut(_prose(document, section))))
    return Part(name, section.title, number, source, titled, _links(document, section))


def _prose(document: Document, section: Section) -> tuple[Node, ...]:
    """The blocks that belong to no step, role, term or reply."""
    steps, replies = document.steps, document.replies
    if steps and holds(section, steps[0].span):
        if steps[0].heading:
            return _before(section, steps[0].span)
        return tuple(node for node in section.blocks if node.kind != "list" or not node.text)
    if replies and holds(section, replies[0].heading.span):
        return _before(section, replies[0].heading.span)
    entries = (*document.responsibilities[:1], *document.definitions[:1])
    if any(holds(section, entry.span) for entry in entries):
        return tuple(node for node in section.blocks if node.kind != "list")
    return section.blocks


def _before(section: Section, span: Span) -> tuple[Node, ...]:
    return tuple(node for node in section.blocks if node.start < span.start)


def _links(document: Document, section: Section) -> tuple[Link, ...]:
    links = links_in(document, section.body)
    if not document.steps or not holds(section, document.steps[0].span):
        return links
    first = document.steps[0].span.start
    return tuple(link for link in links if link.span.start < first)
