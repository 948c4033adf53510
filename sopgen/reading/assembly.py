"""Puts the parts of one document together, with a place for every route."""

from __future__ import annotations

from sopgen.model.document import Data, Document, Entry, Link, Reply, Section, Step
from sopgen.model.finding import Route
from sopgen.model.layout import Content, Layout
from sopgen.model.markdown import Node, is_comment, plain_text
from sopgen.model.source import Source, Span
from sopgen.reading.front_matter import FrontMatter
from sopgen.reading.outline import Outline
from sopgen.reading.sections import read_entries, read_replies, read_sections, top_items
from sopgen.reading.steps import read_steps


class Assembly:
    """The parts of one document on the way to the whole."""

    def __init__(
        self, path: str, source: Source, front_matter: FrontMatter, outline: Outline, layout: Layout
    ) -> None:
        self.path = path
        self.source = source
        self.front_matter = front_matter
        self.outline = outline
        self.layout = layout
        self.sections = read_sections(outline.blocks, outline.headings, layout)
        self.data: Data = dict(front_matter.values.data)
        self.places: dict[Route, Span] = dict(front_matter.values.places)
        self.steps: tuple[Step, ...] = ()
        self._entries_at: dict[int, tuple[Entry, ...]] = {}
        self._replies_at: dict[int, tuple[Reply, ...]] = {}

    def document(self) -> Document:
        """The whole document."""
        for section in self.sections:
            if section.property is not None and (section.property,) not in self.places:
                self._fill(section, section.property)
        self.data["sections"] = [self._section_data(section) for section in self.sections]
        self._place_all("sections", [section.heading.span for section in self.sections])
        values = self.front_matter.values
        start = self.front_matter.body_start
        return Document(
            path=self.path,
            source=self.source,
            data=self.data,
            front_matter=values.data,
            places=self.places,
            keys=values.keys,
            raw=values.raw,
            front_matter_span=self.front_matter.span,
            body_span=Span(start, len(self.source.text)),
            blocks=self.outline.blocks,
            headings=self.outline.headings,
            sections=self.sections,
            steps=self.steps,
            responsibilities=self._entries_of(self._of(Content.ROLES)),
            definitions=self._entries_of(self._of(Content.TERMS)),
            replies=self._replies_of(self._of(Content.REPLIES)),
            links=tuple(_links(self.outline.links)),
            references=self.outline.references,
        )

    def _of(self, content: Content) -> Section | None:
        names = {layout.property for layout in self.layout.sections if layout.content is content}
        return next((item for item in self.sections if item.property in names), None)

    def _entries_of(self, section: Section | None) -> tuple[Entry, ...]:
        """The entries of a section, which are asked for as data and as what they are."""
        if section is None:
            return ()
        start = section.heading.span.start
        if start not in self._entries_at:
            self._entries_at[start] = read_entries(section)
        return self._entries_at[start]

    def _replies_of(self, section: Section | None) -> tuple[Reply, ...]:
        """The reply templates of a section, in the same manner."""
        if section is None:
            return ()
        start = section.heading.span.start
        if start not in self._replies_at:
            self._replies_at[start] = read_replies(section, self.outline.headings)
        return self._replies_at[start]

    def _fill(self, section: Section, name: str) -> None:
        layout = next(item for item in self.layout.sections if item.property == name)
        self.places[(name,)] = section.heading.span
        fill = {
            Content.TEXT: self._text,
            Content.LIST: self._list,
            Content.ROLES: lambda s, n: self._entries(s, n, ("role", "duties")),
            Content.TERMS: lambda s, n: self._entries(s, n, ("term", "meaning")),
            Content.STEPS: self._steps,
            Content.REPLIES: self._replies,
        }[layout.content]
        self.data[name] = fill(section, name)

    def _text(self, section: Section, _: str) -> str:
        # A section that holds only a comment says nothing to its reader.
        is_said = any(not is_comment(node) for node in section.blocks)
        return self.source.slice(section.body).strip() if is_said else ""

    def _list(self, section: Section, name: str) -> list[str]:
        items = list(top_items(section))
        self._place_all(name, [item.span for item in items])
        return [plain_text(item) for item in items]

    def _entries(self, section: Section, name: str, fields: tuple[str, str]) -> list[Data]:
        entries = self._entries_of(section)
        self._place_all(name, [entry.name_span for entry in entries])
        return [{fields[0]: entry.name, fields[1]: entry.text} for entry in entries]

    def _replies(self, section: Section, name: str) -> list[Data]:
        replies = self._replies_of(section)
        self._place_all(name, [reply.heading.span for reply in replies])
        return [
            {"title": reply.title, "text": reply.text, "placeholders": list(reply.placeholders)}
            for reply in replies
        ]

    def _steps(self, section: Section, name: str) -> list[Data]:
        self.steps = read_steps(section, self.source, self.outline.headings, self.layout)
        self._place_all(name, [step.title_span for step in self.steps])
        return [self._step_data(name, step) for step in self.steps]

    def _step_data(self, name: str, step: Step) -> Data:
        data: Data = {"number": step.number, "title": step.title, "anchor": step.anchor}
        route = (name, step.number - 1)
        for item in step.attributes:
            if item.property is not None and item.property != "branches":
                self._attribute(data, route, item.property, item.value, item.value_span)
        if step.branches:
            data["branches"] = [
                {"condition": branch.condition, "target": branch.target} for branch in step.branches
            ]
            for index, branch in enumerate(step.branches):
                self.places[(*route, "branches", index)] = branch.span
        data["instruction"] = self.source.slice(step.body).strip()
        return data

    def _attribute(self, data: Data, route: Route, name: str, value: str, span: Span) -> None:
        if name in self.layout.repeatable:
            values = data.setdefault(name, [])
            self.places[(*route, name, len(values))] = span
            values.append(value)
        else:
            self.places.setdefault((*route, name), span)
            data.setdefault(name, value)

    def _section_data(self, section: Section) -> Data:
        return {
            "heading": section.heading.text,
            "anchor": section.heading.anchor,
            "property": section.property,
            "text": self.source.slice(section.body).strip(),
        }

    def _place_all(self, name: str, spans: list[Span]) -> None:
        self.places.update({(name, index): span for index, span in enumerate(spans)})


def _links(nodes: tuple[Node, ...]) -> list[Link]:
    return [Link(node.text, plain_text(node), node.span, node.kind == "image") for node in nodes]
