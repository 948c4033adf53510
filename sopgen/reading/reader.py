"""Reads one file into one `Document`; whatever is wrong with it comes back as problems."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sopgen.model.document import Data, Document, Link, Section, Step
from sopgen.model.finding import Problem, Route
from sopgen.model.layout import Content, Layout
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Source, Span
from sopgen.reading.front_matter import FrontMatter, read_front_matter
from sopgen.reading.outline import Outline, TooDeepError, parse
from sopgen.reading.sections import read_entries, read_replies, read_sections, top_items
from sopgen.reading.steps import read_steps

DEFAULT_LARGEST_FILE: Final = 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # overrides of the direction of text
    "\u2028\u2029\u200b\u2060\ufeff\ufffe\uffff]"  # separators and marks without width
)
_CONFLICT: Final = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)

LayoutOf = Callable[[str | None], Layout]


@dataclass
class Reading:
    """What reading a file gave.

    `document` is None where the bytes are no text at all. `front_matter_usable` is False where
    the front matter cannot be trusted: then its fields are not checked further.
    """

    document: Document | None
    problems: list[Problem] = field(default_factory=list)
    front_matter_usable: bool = False

    def card(self) -> Reading:
        """What other documents' rules need of this one, without its text."""
        return Reading(self.document.card() if self.document else None)


def read_document(
    path: str, content: bytes, layout_of: LayoutOf, largest: int = DEFAULT_LARGEST_FILE
) -> Reading:
    """Read a file's content.

    `path` is relative to the repository, with slashes. `layout_of` gives the layout of a type
    (None: of a document that names none). `largest` is in bytes. Never raises for bad content.
    """
    if len(content) > largest:
        message = f"The file is larger than {largest // 1024} KiB, so it is not read."
        hint = "Split the document, or move its pictures into files of their own."
        return Reading(None, [Problem("SOP111", message, Span(0, 0), hint)])
    source, problems = _decode(path, content)
    if source is None:
        return Reading(None, problems)
    problems += _unseen_characters(source) + _conflict_markers(source)
    clean = _UNSEEN.sub(" ", source.text)
    front_matter = read_front_matter(source, clean)
    problems += front_matter.problems
    layout = layout_of(_type_of(front_matter.values.data))
    outline = _parse(clean, front_matter.body_start, problems)
    document = _Assembly(path, source, front_matter, outline, layout).document()
    problems += _undefined_references(outline, document)
    return Reading(document, problems, front_matter.usable)


def _type_of(data: Data) -> str | None:
    value = data.get("type")
    return value if isinstance(value, str) else None


def _decode(path: str, content: bytes) -> tuple[Source | None, list[Problem]]:
    has_bom = content.startswith(_BOM)
    content = content.removeprefix(_BOM)
    try:
        return Source(path, content.decode("utf-8"), has_bom), []
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", errors="replace")
        before = len(content[: error.start].decode("utf-8"))
        source = Source(path, text, has_bom)
        problem = Problem("SOP102", _not_utf8(content, error), Span(before, before + 1), _SAVE)
        hopeless = b"\x00" in content or text.count("\ufffd") * 5 > len(text)
        return (None if hopeless else source), [problem]


_SAVE: Final = "Save the file again with the encoding UTF-8."


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "The file is encoded as UTF-16, not as UTF-8."
    byte = content[error.start]
    guess = bytes([byte]).decode("cp1252", errors="ignore")
    meant = f' (perhaps "{guess}" saved in an old encoding)' if guess else ""
    return f"The file is not UTF-8: the byte 0x{byte:02X} stands here{meant}."


def _unseen_characters(source: Source) -> list[Problem]:
    problems = []
    for match in _UNSEEN.finditer(source.text):
        code = f"U+{ord(match.group()):04X}"
        message = (
            f"An invisible character ({code}) stands here: readers and programs disagree on it."
        )
        problems.append(Problem("SOP109", message, Span(*match.span()), "Delete it."))
    return problems[:20]


def _conflict_markers(source: Source) -> list[Problem]:
    found = list(_CONFLICT.finditer(source.text))
    # A row of equal signs alone is a heading's underline, no conflict.
    if not any(match.group().startswith(("<", ">")) for match in found):
        return []
    message = "A merge conflict was left in the file."
    hint = "Keep the lines that are right, and delete the lines of < = and >."
    return [
        Problem("SOP112", message, source.line_span(source.place(Span(*m.span())).line), hint)
        for m in found
    ]


def _parse(text: str, start: int, problems: list[Problem]) -> Outline:
    try:
        return parse(text[start:], start)
    except TooDeepError as error:
        message = "Lists or quotations are nested more than a hundred levels deep."
        problems.append(Problem("SOP113", message, error.span, "Write flatter."))
        return Outline((), (), (), {}, ())


def _undefined_references(outline: Outline, document: Document) -> list[Problem]:
    replies = [
        section.body for section in document.sections if section.property == "reply_templates"
    ]
    message = 'The link "{}" names an address that is defined nowhere.'
    hint = "Write the address in round brackets: [text](address)."
    return [
        Problem("SOP418", message.format(name), span, hint)
        for name, span in outline.unknown_references
        if not any(body.start <= span.start < body.end for body in replies)
    ]


class _Assembly:
    """Puts the parts of one document together, with a place for every route."""

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
            responsibilities=read_entries(self._of(Content.ROLES)),
            definitions=read_entries(self._of(Content.TERMS)),
            replies=read_replies(self._of(Content.REPLIES), self.outline.headings),
            links=tuple(_links(self.outline.links)),
            references=self.outline.references,
        )

    def _of(self, content: Content) -> Section | None:
        names = {layout.property for layout in self.layout.sections if layout.content is content}
        return next((item for item in self.sections if item.property in names), None)

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
        return self.source.slice(section.body).strip()

    def _list(self, section: Section, name: str) -> list[str]:
        items = list(top_items(section))
        self._place_all(name, [item.span for item in items])
        return [plain_text(item) for item in items]

    def _entries(self, section: Section, name: str, fields: tuple[str, str]) -> list[Data]:
        entries = read_entries(section)
        self._place_all(name, [entry.name_span for entry in entries])
        return [{fields[0]: entry.name, fields[1]: entry.text} for entry in entries]

    def _replies(self, section: Section, name: str) -> list[Data]:
        replies = read_replies(section, self.outline.headings)
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
