"""Finds the place on its page that a finding concerns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sopgen.model.document import Document
from sopgen.model.finding import Finding
from sopgen.site.arrangement import Arrangement, expected_headings

_FRONT_MATTER: Final = "Front matter"
_TOP: Final = "The whole document"


@dataclass(frozen=True, slots=True)
class Note:
    """A finding on a page.

    `number` counts the page's notes from 1. `place` is where it stands; at the top of the page
    where that has no anchor.
    """

    number: int
    finding: Finding
    place: Place


class Place(NamedTuple):
    """A place of a page: its name for readers, the anchor of its heading, the number of a step."""

    name: str
    anchor: str = ""
    step: int | None = None


def notes_of(
    document: Document | None, arrangement: Arrangement | None, findings: Sequence[Finding]
) -> tuple[Note, ...]:
    """The notes of a document's page; without a document all of them stand at its top."""
    if document is None or arrangement is None:
        return tuple(Note(number, item, Place(_TOP)) for number, item in enumerate(findings, 1))
    places = _Places(document, arrangement)
    return tuple(
        Note(number, item, places.of(item.place.line)) for number, item in enumerate(findings, 1)
    )


class _Places:
    """The headings that a page shows, by the line on which each stands in the document."""

    def __init__(self, document: Document, arrangement: Arrangement) -> None:
        self._first = document.source.place(document.body_span).line
        self._places = dict(_by_line(document, arrangement))
        self._lines = sorted(self._places)

    def of(self, line: int) -> Place:
        """The place that a line belongs to."""
        at = bisect_right(self._lines, line)
        if at:
            return self._places[self._lines[at - 1]]
        return Place(_FRONT_MATTER if line < self._first else _TOP)


def _by_line(document: Document, arrangement: Arrangement) -> Iterator[tuple[int, Place]]:
    shown = {item.anchor: item.text for item in expected_headings(document, arrangement)}
    line_of = document.source.place
    for heading in document.headings:
        if heading.anchor in shown:
            yield line_of(heading.span).line, Place(shown[heading.anchor], heading.anchor)
    for step in document.steps:
        anchor = step.heading.anchor if step.heading else step.anchor
        name = f"Step {step.number}: {step.title}"
        yield line_of(step.span).line, Place(name, anchor, step.number)
