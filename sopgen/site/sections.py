"""The sections of a document as its page shows them, besides the steps themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sopgen.model.document import Document, Reply, Section
from sopgen.model.markdown import Node
from sopgen.reading.steps import heading_places
from sopgen.site.arrangement import Arrangement, section_title
from sopgen.site.bodies import Bodies, Part
from sopgen.site.lead import with_lead
from sopgen.site.terms import Terms

_DEFINITIONS: Final = "definitions"


class SectionView(NamedTuple):
    """A section, ready to be shown."""

    property: str | None
    title: str
    anchor: str
    parts: tuple[Part, ...]


class ReplyView(NamedTuple):
    """A reply template, ready to be shown."""

    title: str
    anchor: str
    html: Markup


def sections_of(
    document: Document, arrangement: Arrangement, bodies: Bodies, terms: Terms | None
) -> dict[str, Any]:
    """What the page's template shows of each section, with the terms marked where they are given.

    Not marked are the definitions, which are meant, and replies, whose words the customer gets.
    """
    sections = _Sections(bodies, terms)
    return {
        "preamble": bodies.parts(arrangement.preamble),
        "purpose": sections.purpose(arrangement.purpose),
        "before": sections.whole(arrangement.before),
        "steps_section": sections.around_steps(document, arrangement.steps),
        "replies_section": sections.before_replies(arrangement.replies),
        "replies": [_reply(bodies, item) for item in document.replies],
        "main": sections.whole(arrangement.main),
        "quiet": sections.whole(arrangement.quiet),
    }


class _Sections:
    def __init__(self, bodies: Bodies, terms: Terms | None) -> None:
        self._bodies = bodies
        self._terms = terms

    def whole(self, sections: Iterable[Section]) -> list[SectionView]:
        return [self._shown(item, item.blocks) for item in sections]

    def purpose(self, section: Section | None) -> SectionView | None:
        if section is None:
            return None
        parts = self._marked(with_lead(self._bodies.parts(section.blocks)), section)
        return _view(section, parts)

    def around_steps(self, document: Document, section: Section | None) -> SectionView | None:
        """The steps' own heading, and what is said before the first one."""
        if section is None:
            return None
        return self._shown(section, _around_steps(document, section))

    def before_replies(self, section: Section | None) -> SectionView | None:
        if section is None:
            return None
        first = heading_places(section.blocks, 3)[0]
        return self._shown(section, section.blocks[:first])

    def _shown(self, section: Section, blocks: Sequence[Node]) -> SectionView:
        return _view(section, self._marked(self._bodies.parts(blocks), section))

    def _marked(self, parts: Iterable[Part], section: Section) -> tuple[Part, ...]:
        if self._terms is None or section.property == _DEFINITIONS:
            return tuple(parts)
        mark = self._terms.scope()
        return tuple(Part(part.heading, mark(part.html)) for part in parts)


def _view(section: Section, parts: tuple[Part, ...]) -> SectionView:
    return SectionView(section.property, section_title(section), section.heading.anchor, parts)


def _around_steps(document: Document, section: Section) -> list[Node]:
    """What stands in the procedure and belongs to no step."""
    first = document.steps[0]
    if first.heading is None:
        return [node for node in section.blocks if node.kind != "list" or not node.text]
    return [node for node in section.blocks if node.start < first.span.start]


def _reply(bodies: Bodies, reply: Reply) -> ReplyView:
    return ReplyView(reply.title, reply.heading.anchor, bodies.reply(reply.blocks))
