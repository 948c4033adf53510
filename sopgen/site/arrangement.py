"""The order in which a page shows a document's sections: what the reader came for stands first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sopgen.edition.tree import PageHeading
from sopgen.model.document import Document, Heading, Section
from sopgen.model.layout import Content, Layout, fold
from sopgen.model.markdown import Node

_QUIET: Final = frozenset({"scope", "responsibilities", "definitions", "records", "references"})
_QUIET_CONTENT: Final = frozenset({Content.ROLES, Content.TERMS})

# The sections that the page adds, by the anchors they take where no heading has them.
CONTROL: Final = "document-control"
HISTORY: Final = "history"
RELATED: Final = "related-documents"
ASKS: Final = "customers-say"
FLOWCHART: Final = "flowchart"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The sections of one document by their place on its page.

    `before` are short lists to look at before the first step, `main` what an agent works with
    besides steps and replies, `quiet` what only some readers look up. `preamble` is what stands
    before the first section, without a title that only repeats the front matter's.
    """

    preamble: tuple[Node, ...]
    purpose: Section | None
    before: tuple[Section, ...]
    steps: Section | None
    replies: Section | None
    main: tuple[Section, ...]
    quiet: tuple[Section, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in the page's order."""
        ordered = (self.purpose, *self.before, self.steps, self.replies, *self.main, *self.quiet)
        return tuple(section for section in ordered if section is not None)


def arrange(document: Document, layout: Layout) -> Arrangement:
    """Put a document's sections in the page's order."""
    contents = {item.property: item.content for item in layout.sections}
    firsts = _firsts(document)
    steps = _of(firsts, contents, Content.STEPS) if document.steps else None
    replies = _of(firsts, contents, Content.REPLIES) if document.replies else None
    purpose = firsts.get("purpose")
    rest = [item for item in document.sections if item not in (purpose, steps, replies)]
    end = document.sections.index(steps) if steps else 0
    before = [
        item
        for item in rest
        if contents.get(item.property or "") is Content.LIST and document.sections.index(item) < end
    ]
    quiet = [item for item in rest if _is_quiet(item, contents)]
    main = [item for item in rest if item not in before and item not in quiet]
    return Arrangement(
        _preamble(document), purpose, tuple(before), steps, replies, tuple(main), tuple(quiet)
    )


def title_heading(document: Document) -> Heading | None:
    """The level-1 heading that repeats the title, None where the body has none."""
    first = next(iter(document.headings), None)
    if first is None or first.level != 1 or fold(first.text) != fold(document.title):
        return None
    return first if first.node in document.blocks else None


def own_anchor(document: Document, name: str) -> str:
    """An anchor for a section that the page adds, one that no heading of the document has."""
    while name in document.anchors:
        name = f"{name}-of-this-page"
    return name


def section_title(section: Section) -> str:
    """A section's heading as the page shows it: without its number, never empty."""
    return section.title or section.heading.text or "—"


def expected_headings(document: Document, arrangement: Arrangement) -> tuple[PageHeading, ...]:
    """Every heading of the document that its page must show, in the page's order.

    Made from the document, not from the page: a heading that the arrangement forgot comes last,
    so that the check of the built site misses it.
    """
    own = [item for item in document.headings if item.level <= 3 and item.node in document.blocks]
    shown = [item for item in own if item is not title_heading(document)]
    first = arrangement.sections and document.sections[0].heading.span.start
    ordered = [item for item in shown if first and item.span.start < first]
    for section in arrangement.sections:
        ordered += [item for item in shown if _belongs(item, section)]
    forgotten = [item for item in shown if item not in ordered]
    return tuple(_expected(document, [*ordered, *forgotten], arrangement))


def _expected(
    document: Document, headings: list[Heading], arrangement: Arrangement
) -> Iterator[PageHeading]:
    titles = {item.heading.span: section_title(item) for item in arrangement.sections}
    steps = {item.heading.span: item for item in document.steps if item.heading}
    replies = {item.heading.span: item.title for item in document.replies}
    for item in headings:
        step = steps.get(item.span)
        text = titles.get(item.span) or replies.get(item.span) or item.text
        text = f"{step.number} {step.title}" if step else text
        yield PageHeading(max(item.level, 2), item.anchor, text)
    for step in document.steps:
        if step.heading is None:
            yield PageHeading(3, step.anchor, f"{step.number} {step.title}")


def _belongs(heading: Heading, section: Section) -> bool:
    end = max(section.body.end, section.heading.span.end)
    return section.heading.span.start <= heading.span.start < end


def _firsts(document: Document) -> dict[str, Section]:
    found: dict[str, Section] = {}
    for section in document.sections:
        if section.property is not None:
            found.setdefault(section.property, section)
    return found


def _of(
    firsts: dict[str, Section], contents: dict[str, Content], wanted: Content
) -> Section | None:
    found = (item for name, item in firsts.items() if contents.get(name) is wanted)
    return next(found, None)


def _is_quiet(section: Section, contents: dict[str, Content]) -> bool:
    name = section.property or ""
    return name in _QUIET or contents.get(name) in _QUIET_CONTENT


def _preamble(document: Document) -> tuple[Node, ...]:
    start = document.sections[0].heading.span.start if document.sections else None
    before = (node for node in document.blocks if start is None or node.start < start)
    title = title_heading(document)
    return tuple(node for node in before if title is None or node is not title.node)
