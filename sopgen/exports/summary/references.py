"""Which other documents refer to a changed one, and at which step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.library import Library
from sopgen.model.document import Document, Link, Step


@dataclass(frozen=True, slots=True)
class Referrer:
    """A document that refers to a changed one; `places` are where, such as a step's title."""

    id: str | None
    title: str
    path: str
    places: tuple[str, ...]


def referrers(document: Document, library: Library) -> tuple[Referrer, ...]:
    """Every other document that names or links to a document, by path."""
    found = library.referrers.get(document.id or "", ())
    return tuple(_referrer(other, document, library) for other in sorted(found, key=_path))


def _referrer(other: Document, document: Document, library: Library) -> Referrer:
    places = tuple(dict.fromkeys(_places(other, document, library)))
    return Referrer(other.id, other.title, other.path, places)


def _places(other: Document, document: Document, library: Library) -> Iterator[str]:
    for link in other.links:
        target = library.target(other, link.target)
        there = target.document
        if there is None or there.id != document.id:
            continue
        step = there.step_at(target.anchor)
        leads = f" → step {step.number} here" if step else ""
        yield f"{_place(other, link)}{leads}"


def _place(document: Document, link: Link) -> str:
    step = next((item for item in document.steps if _holds(item, link)), None)
    if step is not None:
        return f"step {step.number}, {step.title}"
    within = (s.title for s in document.sections if s.body.start <= link.span.start < s.body.end)
    return next(within, "its text")


def _holds(step: Step, link: Link) -> bool:
    return step.span.start <= link.span.start < step.span.end


def _path(document: Document) -> str:
    return document.path
