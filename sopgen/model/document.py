"""An SOP as data: front matter, sections and steps, each with its place in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from sopgen.model.finding import Route
from sopgen.model.markdown import Node
from sopgen.model.source import Source, Span

Data = dict[str, Any]
_NO_NODE: Final = Node("text", 0, 0, "")


class Heading(NamedTuple):
    """A heading: its plain text, and the anchor that GitHub and the site give it."""

    level: int
    text: str
    anchor: str
    span: Span
    node: Node


class Link(NamedTuple):
    """A link or a picture: its address as written, its text (a picture's alternative text)."""

    target: str
    text: str
    span: Span
    is_image: bool


class Section(NamedTuple):
    """A level-2 section.

    `title` is the heading without its number; `property` the property of the document that it
    fills, None where the template does not know it. `blocks` are the elements under the heading,
    level-3 headings included; `body` is where they stand.
    """

    heading: Heading
    title: str
    property: str | None
    blocks: tuple[Node, ...]
    body: Span


class Attribute(NamedTuple):
    """One labelled item under a step's heading, such as "Time limit: 5 minutes".

    `property` is what the label means in the template, None for a label that it does not know;
    `value` the text after the label.
    """

    property: str | None
    label: str
    value: str
    span: Span
    value_span: Span
    node: Node


class Branch(NamedTuple):
    """Where a step leads under a condition; `target` is the link's address, None without one."""

    condition: str
    target: str | None
    text: str
    span: Span


class Step(NamedTuple):
    """One step of the procedure.

    `number` counts from 1 in the order of the text; `written_number` is what the heading says.
    `heading` is None where steps are the items of an ordered list. `blocks` is the instruction
    without the attributes; `body` is where it stands.
    """

    number: int
    written_number: int | None
    title: str
    heading: Heading | None
    span: Span
    title_span: Span
    attributes: tuple[Attribute, ...]
    branches: tuple[Branch, ...]
    blocks: tuple[Node, ...]
    body: Span

    def values(self, name: str) -> tuple[str, ...]:
        """The values of an attribute by its property, in the order written."""
        return tuple([item.value for item in self.attributes if item.property == name])

    def value(self, name: str) -> str | None:
        """The first value of an attribute, None where the step lacks it."""
        return next((item.value for item in self.attributes if item.property == name), None)

    @property
    def anchor(self) -> str:
        """The anchor that never changes with the title."""
        return f"step-{self.number}"


class Entry(NamedTuple):
    """A bold term or role and what is said of it; `blocks` is the item's content as parsed."""

    name: str
    text: str
    span: Span
    name_span: Span


class Reply(NamedTuple):
    """A reply template: the words to say or write, with `[placeholders]`."""

    title: str
    text: str
    placeholders: tuple[str, ...]
    heading: Heading
    blocks: tuple[Node, ...]


class Filled(NamedTuple):
    """What a document holds as data, and where in its source each part of that stands."""

    data: Data
    places: Mapping[Route, Span]


# With a name it gives that property alone.
Fill = Callable[[str | None], Filled]


def _nothing(_: str | None) -> Filled:
    return Filled({}, {})


@dataclass(frozen=True)
class Document:
    """One SOP, read once and used by everything: rules, site, comparison, exports.

    `keys` leads from a front-matter field to its key. `raw` is a field's text before YAML read it.
    `fill` gives the document as data, which of an old version nobody asks for as a whole.
    """

    path: str
    source: Source
    front_matter: Data
    keys: Mapping[str, Span]
    raw: Mapping[Route, str]
    front_matter_span: Span
    body_span: Span
    blocks: tuple[Node, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    responsibilities: tuple[Entry, ...]
    definitions: tuple[Entry, ...]
    replies: tuple[Reply, ...]
    links: tuple[Link, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    fill: Fill = field(default=_nothing, repr=False, compare=False)

    @cached_property
    def _filled(self) -> Filled:
        return self.fill(None)

    @property
    def data(self) -> Data:
        """The document as the schema sees it.

        The front matter's values (dates as ISO text) and the properties that the body fills.
        """
        return self._filled.data

    @property
    def places(self) -> Mapping[Route, Span]:
        """The way from a route in `data` to the source."""
        return self._filled.places

    def value(self, name: str) -> Any:  # noqa: ANN401 any JSON value
        """What `data` holds of one property, without the work for the others; None without it."""
        return self.fill(name).data.get(name)

    def card(self) -> Document:
        """The document without its text: its fields and its anchors, as others refer to it."""
        return replace(
            self,
            source=Source(self.path, ""),
            raw={},
            blocks=(),
            headings=tuple(item._replace(node=_NO_NODE) for item in self.headings),
            sections=(),
            steps=tuple(
                step._replace(attributes=(), branches=(), blocks=(), heading=None)
                for step in self.steps
            ),
            responsibilities=(),
            definitions=(),
            replies=(),
            links=(),
            fill=_nothing,
        )

    def text(self, name: str) -> str | None:
        """A front-matter field where it is text, else None."""
        value = self.front_matter.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a front-matter list; none where the field is anything else."""
        value = self.front_matter.get(name)
        items = value if isinstance(value, list) else ()
        return tuple(item for item in items if isinstance(item, str))

    def day(self, name: str) -> date | None:
        """A front-matter date, None where it is missing or impossible."""
        try:
            return date.fromisoformat(self.text(name) or "")
        except ValueError:
            return None

    @cached_property
    def id(self) -> str | None:
        """The permanent id."""
        return self.text("id")

    @cached_property
    def title(self) -> str:
        """The title, or the file's name where the front matter has none."""
        return self.text("title") or self.slug.replace("-", " ").capitalize()

    @cached_property
    def slug(self) -> str:
        """The file's name without its ending: the last part of the address."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")

    @cached_property
    def address(self) -> str:
        """The permanent address within the site, with a slash at its end."""
        return f"{self.text('department') or 'other'}/{self.slug}/"

    @property
    def language(self) -> str:
        """The language as BCP 47; English where the front matter does not say."""
        return self.text("language") or "en"

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every anchor that a link into this document may name."""
        own = {heading.anchor for heading in self.headings}
        return frozenset(own | {step.anchor for step in self.steps})

    def section(self, name: str) -> Section | None:
        """The first section that fills this property."""
        return next((item for item in self.sections if item.property == name), None)

    def step_at(self, anchor: str) -> Step | None:
        """The step that an anchor names: its permanent one or its heading's own."""
        for step in self.steps:
            if anchor == step.anchor or (step.heading and anchor == step.heading.anchor):
                return step
        return None

    def locate(self, at: Route | Span) -> Span:
        """The span of a route; of the nearest thing around it where it has no place of its own."""
        if isinstance(at, Span):
            return at
        for length in range(len(at), 0, -1):
            span = self.places.get(at[:length])
            if span is not None:
                return span
        return Span(self.front_matter_span.start, self.front_matter_span.start + 3)

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Node]]:
        """One walk for everybody: most rules ask for elements of a kind."""
        by_kind: dict[str, list[Node]] = {}
        for block in self.blocks:
            for node in block.walk():
                by_kind.setdefault(node.kind, []).append(node)
        return by_kind

    def nodes(self, *kinds: str, within: Span | None = None) -> Iterator[Node]:
        """Every element of these kinds in the body, or in a part of it, kind by kind."""
        for kind in kinds:
            nodes = self._by_kind.get(kind, [])
            if within is not None:
                first = bisect_left(nodes, within.start, key=_start)
                nodes = nodes[first : bisect_left(nodes, within.end, key=_start)]
            yield from nodes


def _start(node: Node) -> int:
    return node.start
