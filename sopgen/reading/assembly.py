"""Puts the parts of one document together."""

from __future__ import annotations

from sopgen.model.document import Document, Entry, Fill, Link, Reply, Section, Step
from sopgen.model.layout import Content, Layout
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Source, Span
from sopgen.reading.front_matter import FrontMatter
from sopgen.reading.outline import Outline
from sopgen.reading.sections import read_entries, read_replies, read_sections
from sopgen.reading.steps import read_steps


class Assembly:
    """The parts of one document on the way to the whole.

    `filling` are the sections that fill a property: the first of each that is no field.
    """

    def __init__(
        self, path: str, source: Source, front_matter: FrontMatter, outline: Outline, layout: Layout
    ) -> None:
        self.path = path
        self.source = source
        self.front_matter = front_matter
        self.outline = outline
        self.layout = layout
        self.sections = read_sections(outline.blocks, outline.headings, layout)
        self.filling: dict[str, Section] = {}
        for section in self.sections:
            name = section.property
            if name is not None and (name,) not in front_matter.values.places:
                self.filling.setdefault(name, section)
        self._steps_at: dict[int, tuple[Step, ...]] = {}
        self._entries_at: dict[int, tuple[Entry, ...]] = {}
        self._replies_at: dict[int, tuple[Reply, ...]] = {}

    def document(self, fill: Fill) -> Document:
        """The whole document; `fill` gives what it holds as data."""
        values = self.front_matter.values
        start = self.front_matter.body_start
        roles, terms, replies = map(self._first, (Content.ROLES, Content.TERMS, Content.REPLIES))
        return Document(
            path=self.path,
            source=self.source,
            front_matter=values.data,
            keys=values.keys,
            raw=values.raw,
            front_matter_span=self.front_matter.span,
            body_span=Span(start, len(self.source.text)),
            blocks=self.outline.blocks,
            headings=self.outline.headings,
            sections=self.sections,
            steps=self._steps(),
            responsibilities=self.entries_of(roles) if roles else (),
            definitions=self.entries_of(terms) if terms else (),
            replies=self.replies_of(replies) if replies else (),
            links=tuple(_links(self.outline.links)),
            references=self.outline.references,
            fill=fill,
        )

    def steps_of(self, section: Section) -> tuple[Step, ...]:
        """The steps of a section, which are asked for as data and as what they are."""
        start = section.heading.span.start
        if start not in self._steps_at:
            headings = self.outline.headings
            self._steps_at[start] = read_steps(section, self.source, headings, self.layout)
        return self._steps_at[start]

    def entries_of(self, section: Section) -> tuple[Entry, ...]:
        """The entries of a section, in the same manner."""
        start = section.heading.span.start
        if start not in self._entries_at:
            self._entries_at[start] = read_entries(section)
        return self._entries_at[start]

    def replies_of(self, section: Section) -> tuple[Reply, ...]:
        """The reply templates of a section, in the same manner."""
        start = section.heading.span.start
        if start not in self._replies_at:
            self._replies_at[start] = read_replies(section, self.outline.headings)
        return self._replies_at[start]

    def _steps(self) -> tuple[Step, ...]:
        names = self._names(Content.STEPS)
        found = [section for name, section in self.filling.items() if name in names]
        return self.steps_of(found[-1]) if found else ()

    def _first(self, content: Content) -> Section | None:
        names = self._names(content)
        return next((item for item in self.sections if item.property in names), None)

    def _names(self, content: Content) -> set[str]:
        """The properties that a section with this content fills."""
        return {layout.property for layout in self.layout.sections if layout.content is content}


def _links(nodes: tuple[Node, ...]) -> list[Link]:
    return [Link(node.text, plain_text(node), node.span, node.kind == "image") for node in nodes]
