"""Rules on documents that replace each other (SOP410, SOP411)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sopgen.library import ids
from sopgen.model.finding import Route, Severity
from sopgen.model.source import Span
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]


@rule("SOP410", "circular-supersession")
def circular_supersession(case: Case) -> Found:
    """Documents supersede each other in a circle, so that none is the latest.

    Why: Nobody can tell which of them is in force.

    Wrong:
        status: retired
        superseded_by: SOP-CS-102
        supersedes: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
        type: procedure
        version: 1.0.0
        status: retired
        superseded_by: SOP-CS-101
        supersedes: SOP-CS-101

    Right:
        status: retired
        superseded_by: none
    """
    for field in ("supersedes", "superseded_by"):
        circle = _circle(case, field)
        if circle:
            way = " → ".join(circle)
            yield (
                f"The documents replace each other in a circle: {way}.",
                (field,),
                "Break the circle.",
            )


def _circle(case: Case, field: str) -> list[str]:
    """The ids from the document back to itself, empty where the way never returns."""
    start = case.document.id
    if start is None:
        return []
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        document = case.library.by_id.get(here) if here != start else case.document
        for name in ids(document, field) if document is not None else ():
            if name == start and here != start:
                return _way(came_from, start, here)
            if name != start and name not in came_from:
                came_from[name] = here
                waiting.append(name)
    return []


def _way(came_from: Mapping[str, str], start: str, end: str) -> list[str]:
    way = [start, end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


@rule("SOP411", "one-sided-supersession", Severity.WARNING)
def one_sided_supersession(case: Case) -> Found:
    """A document replaces another that does not say so, or the other way round.

    Why: Who opens the old document must be led to the new one.

    Wrong:
        related_docs: []
        supersedes: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer

    Right:
        related_docs: []
        supersedes: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
        type: procedure
        version: 1.0.0
        status: retired
        superseded_by: SOP-CS-101
    """
    for field, reverse in (("supersedes", "superseded_by"), ("superseded_by", "supersedes")):
        for name in ids(case.document, field):
            other = case.library.by_id.get(name)
            if (
                other is not None
                and other is not case.document
                and case.document.id not in ids(other, reverse)
            ):
                message = f'{name} does not name {case.document.id} under "{reverse}".'
                yield message, (field,), f'Add "{reverse}: {case.document.id}" to {other.path}.'
