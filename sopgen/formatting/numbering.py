"""Numbers the steps in their order, and takes every link to a step along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from sopgen.editing import Edit
from sopgen.model.document import Document, Step
from sopgen.model.source import Span

_NUMBER: Final = re.compile(r"(?:step\s+)?\d{1,3}\s*[.):–—-]\s*", re.IGNORECASE)
_TEXT: Final = re.compile(r"\[step (\d{1,3})\]", re.IGNORECASE)


def numbered(document: Document) -> tuple[Edit, ...]:
    """The edits that give each step the number of its place; none where no step has a number."""
    steps = [step for step in document.steps if step.heading]
    if not any(step.written_number is not None for step in steps):
        return ()
    return tuple(edit for step in steps for edit in _numbered(document, step))


def _numbered(document: Document, step: Step) -> Iterator[Edit]:
    written = document.source.slice(step.title_span)
    match = _NUMBER.match(written)
    before = match.group() if match and step.written_number is not None else ""
    wanted = f"{step.number}. "
    if before != wanted:
        yield Edit(Span(step.title_span.start, step.title_span.start + len(before)), wanted)


def moved_anchors(old: Document, new: Document) -> Mapping[str, tuple[str, int]]:
    """The new anchor and number of each step, by every anchor that its heading had."""
    moved: dict[str, tuple[str, int]] = {}
    for before, after in zip(old.steps, new.steps, strict=True):
        if before.heading and after.heading and before.heading.anchor != after.heading.anchor:
            moved[before.heading.anchor] = (after.heading.anchor, after.number)
    return moved


def followed(
    document: Document, links: Iterable[tuple[str, Span]], moved: Mapping[str, tuple[str, int]]
) -> Iterator[Edit]:
    """The edits that let links with these targets and places lead where the steps are now.

    A link's text that only names the number ("step 4") is told anew too.
    """
    for target, span in links:
        anchor = unquote(target.partition("#")[2])
        if anchor not in moved:
            continue
        there, number = moved[anchor]
        written = document.source.slice(span)
        fragment = target.partition("#")[2]
        at = span.start + written.rfind(f"#{fragment}") + 1
        if at > span.start:
            yield Edit(Span(at, at + len(fragment)), there)
        text = _TEXT.match(written)
        if text:
            yield Edit(Span(span.start + text.start(1), span.start + text.end(1)), str(number))
