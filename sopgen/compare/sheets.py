"""Cuts a document, or any text, into the passages that a redline lays side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sopgen.compare.cuttings import Cutter
from sopgen.compare.fields import FRONT_MATTER, shown
from sopgen.compare.lines import Cut, cuts_of_text
from sopgen.compare.matching import Titled
from sopgen.compare.parts import INTRODUCTION, as_matched, holds
from sopgen.compare.redlines import PassageKind
from sopgen.compare.visible import Piece, PieceKind, spoken, visible_text
from sopgen.model.document import Document, Section, Step
from sopgen.model.markdown import Node
from sopgen.reading.steps import heading_places, split_number


class Sheet(NamedTuple):
    """One version of a passage.

    `head` is the Markdown of the heading, empty where there is none, and `source` what is under it;
    `read` and `cut` give their pieces. `below` are its parts.
    """

    kind: PassageKind
    title: str
    level: int
    head: str
    read: Callable[[], Piece | None]
    source: str
    cut: Callable[[], tuple[Piece, ...]]
    titled: Titled
    name: str | None = None
    number: int | None = None
    below: tuple[Sheet, ...] = ()

    @property
    def heading(self) -> Piece | None:
        """The heading; None where there is none."""
        return self.read()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What stands under the heading."""
        return self.cut()

    def is_written_as(self, other: Sheet) -> bool:
        """Whether the Markdown is the same, beside the number of the heading."""
        if self.source != other.source:
            return False
        return self.head == other.head or self.heading == other.heading


def sheets_of(document: Document, steps: Sequence[Titled], cut: Cutter) -> tuple[Sheet, ...]:
    """The sheets of a document: its fields, what stands before the sections, and these.

    `steps` are its steps as they are matched.
    """
    return (
        *_fields(document),
        *_introduction(document, cut),
        *(_section(document, section, steps, cut) for section in document.sections),
    )


def sheets_of_text(text: str) -> tuple[Sheet, ...]:
    """The sheets of any text: one for each heading."""
    return tuple(map(_cut, cuts_of_text(text)))


def _fields(document: Document) -> Iterator[Sheet]:
    pieces = tuple(
        Piece(PieceKind.FIELD, f"{name}: {shown(value)}")
        for name, value in document.front_matter.items()
    )
    if pieces:
        titled = Titled(FRONT_MATTER, "")
        given = _given(pieces)
        yield Sheet(
            PassageKind.FIELDS, "", 0, "", _none, spoken(pieces), given, titled, FRONT_MATTER
        )


def _introduction(document: Document, cut: Cutter) -> Iterator[Sheet]:
    first = document.sections[0].heading.span.start if document.sections else None
    blocks = [node for node in document.blocks if first is None or node.start < first]
    if blocks:
        source, cutting = _slice(document, blocks), partial(cut, blocks)
        titled = Titled(INTRODUCTION, "")
        yield Sheet(PassageKind.SECTION, "", 1, "", _none, source, cutting, titled, INTRODUCTION)


def _section(document: Document, section: Section, steps: Sequence[Titled], cut: Cutter) -> Sheet:
    starts = heading_places(section.blocks, 3)
    own = section.blocks[: starts[0]] if starts else section.blocks
    heading = section.heading.node
    name = section.property or section.title
    return Sheet(
        PassageKind.SECTION,
        section.title,
        2,
        document.source.text[heading.start : heading.end],
        partial(_heading, heading),
        _slice(document, own),
        partial(cut, own),
        as_matched(name, lambda: spoken(cut(own))),
        section.property,
        below=_steps(document, section, steps, cut)
        or tuple(_parts(document, section.blocks, starts, cut)),
    )


def _steps(
    document: Document, section: Section, titled: Sequence[Titled], cut: Cutter
) -> tuple[Sheet, ...]:
    steps = document.steps
    if not steps or steps[0].heading is None or not holds(section, steps[0].span):
        return ()
    blocks = {node.start: i for i, node in enumerate(section.blocks)}
    starts = [blocks[step.span.start] for step in steps]
    ends = [*starts[1:], len(section.blocks)]
    return tuple(
        _step(document, step, section.blocks[start:end], as_matched, cut)
        for step, start, end, as_matched in zip(steps, starts, ends, titled, strict=True)
    )


def _step(
    document: Document, step: Step, blocks: Sequence[Node], titled: Titled, cut: Cutter
) -> Sheet:
    heading, under = blocks[0], blocks[1:]
    return Sheet(
        PassageKind.STEP,
        step.title,
        3,
        document.source.text[heading.start : heading.end],
        partial(_heading, heading),
        _slice(document, under),
        partial(cut, under),
        titled,
        number=step.number,
    )


def _parts(
    document: Document, blocks: Sequence[Node], starts: Sequence[int], cut: Cutter
) -> Iterator[Sheet]:
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=False):
        yield _part(document, blocks[start], blocks[start + 1 : end], cut)


def _part(document: Document, heading: Node, blocks: Sequence[Node], cut: Cutter) -> Sheet:
    read = _heading(heading)
    return Sheet(
        PassageKind.PART,
        read.text,
        3,
        document.source.text[heading.start : heading.end],
        lambda: read,
        _slice(document, blocks),
        partial(cut, blocks),
        Titled(read.text, lambda: spoken(cut(blocks))),
    )


def _slice(document: Document, blocks: Sequence[Node]) -> str:
    return document.source.text[blocks[0].start : blocks[-1].end] if blocks else ""


def _given(pieces: tuple[Piece, ...]) -> Callable[[], tuple[Piece, ...]]:
    return lambda: pieces


def _none() -> None:
    return None


def _heading(node: Node) -> Piece:
    """A heading without its number: inserting a step does not change the headings after it."""
    text = split_number(visible_text((node,)))[1]
    return Piece(PieceKind.HEADING, text, text)


def _cut(cut: Cut) -> Sheet:
    kind = PassageKind.SECTION if cut.level else PassageKind.FIELDS
    heading = Piece(PieceKind.HEADING, cut.title) if cut.title else None
    text = spoken(cut.pieces)
    name = split_number(cut.title)[1] or (INTRODUCTION if cut.level else FRONT_MATTER)
    titled = Titled(name, text)
    pieces = _given(cut.pieces)
    return Sheet(kind, cut.title, cut.level, cut.title, lambda: heading, text, pieces, titled)
