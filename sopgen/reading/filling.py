"""Fills the properties of a document from its body, with a place for every route."""

from __future__ import annotations

from sopgen.model.document import Data, Filled, Section, Step
from sopgen.model.finding import Route
from sopgen.model.layout import Content
from sopgen.model.markdown import is_comment, plain_text
from sopgen.model.source import Span
from sopgen.reading.assembly import Assembly
from sopgen.reading.sections import top_items


def filled(assembly: Assembly, only: str | None = None) -> Filled:
    """What a document holds as data, from its front matter and its body.

    With `only` no more than this property is read out of the body.
    """
    filling = _Filling(assembly)
    for name, section in assembly.filling.items():
        if only in {None, name}:
            filling.fill(name, section)
    if only in {None, "sections"}:
        filling.tell_sections()
    return Filled(filling.data, filling.places)


class _Filling:
    """The data of one document on the way to the whole."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.source = assembly.source
        values = assembly.front_matter.values
        self.data: Data = dict(values.data)
        self.places: dict[Route, Span] = dict(values.places)

    def fill(self, name: str, section: Section) -> None:
        """Fill a property from its section."""
        layout = next(item for item in self.assembly.layout.sections if item.property == name)
        self.places[(name,)] = section.heading.span
        self.data[name] = self._read(section, name, layout.content)

    def tell_sections(self) -> None:
        """Fill in all sections, whether they fill a property or not."""
        sections = self.assembly.sections
        self.data["sections"] = [self._section(section) for section in sections]
        self._place_all("sections", [section.heading.span for section in sections])

    def _read(self, section: Section, name: str, content: Content) -> str | list[str] | list[Data]:
        match content:
            case Content.TEXT:
                return self._text(section)
            case Content.LIST:
                return self._list(section, name)
            case Content.ROLES:
                return self._entries(section, name, ("role", "duties"))
            case Content.TERMS:
                return self._entries(section, name, ("term", "meaning"))
            case Content.STEPS:
                return self._steps(section, name)
            case Content.REPLIES:
                return self._replies(section, name)

    def _text(self, section: Section) -> str:
        # A section that holds only a comment says nothing to its reader.
        is_said = any(not is_comment(node) for node in section.blocks)
        return self.source.slice(section.body).strip() if is_said else ""

    def _list(self, section: Section, name: str) -> list[str]:
        items = list(top_items(section))
        self._place_all(name, [item.span for item in items])
        return [plain_text(item) for item in items]

    def _entries(self, section: Section, name: str, fields: tuple[str, str]) -> list[Data]:
        entries = self.assembly.entries_of(section)
        self._place_all(name, [entry.name_span for entry in entries])
        return [{fields[0]: entry.name, fields[1]: entry.text} for entry in entries]

    def _replies(self, section: Section, name: str) -> list[Data]:
        replies = self.assembly.replies_of(section)
        self._place_all(name, [reply.heading.span for reply in replies])
        return [
            {"title": reply.title, "text": reply.text, "placeholders": list(reply.placeholders)}
            for reply in replies
        ]

    def _steps(self, section: Section, name: str) -> list[Data]:
        steps = self.assembly.steps_of(section)
        self._place_all(name, [step.title_span for step in steps])
        return [self._step(name, step) for step in steps]

    def _step(self, name: str, step: Step) -> Data:
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
        if name in self.assembly.layout.repeatable:
            values = data.setdefault(name, [])
            self.places[(*route, name, len(values))] = span
            values.append(value)
        else:
            self.places.setdefault((*route, name), span)
            data.setdefault(name, value)

    def _section(self, section: Section) -> Data:
        return {
            "heading": section.heading.text,
            "anchor": section.heading.anchor,
            "property": section.property,
            "text": self.source.slice(section.body).strip(),
        }

    def _place_all(self, name: str, spans: list[Span]) -> None:
        self.places.update({(name, index): span for index, span in enumerate(spans)})
