"""Which steps of a document lead to other documents: by a branch, or by a link in their text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sopgen.library import Target
from sopgen.model.document import Document, Link, Step


class Pointer(NamedTuple):
    """Another document that steps of one lead to, and these steps, in order."""

    document: Document
    steps: tuple[Step, ...]


def pointers(document: Document, target: Callable[[Document, str], Target]) -> tuple[Pointer, ...]:
    """Where the steps of a document lead, in the order in which they name it."""
    found: dict[str, tuple[Document, dict[int, Step]]] = {}
    for link in document.links:
        step = _step_around(document, link)
        other = target(document, link.target).document if step else None
        if step is not None and other is not None and other.path != document.path:
            found.setdefault(other.path, (other, {}))[1][step.number] = step
    return tuple(Pointer(other, tuple(steps.values())) for other, steps in found.values())


def _step_around(document: Document, link: Link) -> Step | None:
    at = link.span.start
    return next((item for item in document.steps if item.span.start <= at < item.span.end), None)
