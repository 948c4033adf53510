"""Puts what only a preview shows into a rendered page: a line at its top, and notes in place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sopgen.model.finding import Severity
from sopgen.preview.notes import Note, Place
from sopgen.site.page_templates import PageTemplates

# The templates and the theme quote every attribute, so these find whole tags.
_ARTICLE: Final = re.compile(r'<article\b(?:[^>"]|"[^"]*")*>')
_HEAD_ENDS: Final = re.compile(r"</head>", re.IGNORECASE)
_STEP: Final = r'<div class="sop-step(?: [^"]*)?" data-sop-step="{}"(?:[^>"]|"[^"]*")*>'
_HEADING: Final = r'<h([1-6])\b(?:[^>"]|"[^"]*")*\sid="{}"(?:[^>"]|"[^"]*")*>.*?</h\1>'


@dataclass(frozen=True, slots=True)
class Marks:
    """What a preview adds to one page.

    `state` tells one state of the page from another; `source` is the path of the document that it
    shows, empty where it shows none, and `notes` are those on it.
    """

    state: str
    source: str = ""
    notes: Sequence[Note] = ()


def mark(page: str, marks: Marks, templates: PageTemplates) -> str:
    """The page with everything that a preview adds; what the build makes stays as it is."""
    for place, notes in groupby(sorted(marks.notes, key=_by_place), key=lambda note: note.place):
        page = _put(page, place, templates.render("preview_notes.html.j2", notes=list(notes)))
    line = templates.render("preview_line.html.j2", source=marks.source, **_told(marks.notes))
    article = _ARTICLE.search(page)
    if article is not None:
        page = f"{page[: article.end()]}\n{line}{page[article.end() :]}"
    head = templates.render("preview_head.html.j2", state=marks.state)
    return _HEAD_ENDS.sub(lambda end: head + end.group(), page, count=1)


def _told(notes: Sequence[Note]) -> dict[str, object]:
    return {
        "notes": notes,
        "errors": sum(1 for note in notes if note.finding.severity is Severity.ERROR),
        "warnings": sum(1 for note in notes if note.finding.severity is Severity.WARNING),
    }


def _by_place(note: Note) -> tuple[str, int, int]:
    return note.place.anchor, note.place.step or 0, note.number


def _put(page: str, place: Place, notes: str) -> str:
    """The page with notes at a place: first in the step, or right under the heading."""
    if not place.anchor:
        return page
    found = None
    if place.step is not None:
        found = re.search(_STEP.format(place.step), page)
    if found is None:
        found = re.search(_HEADING.format(re.escape(place.anchor)), page, re.DOTALL)
    return page if found is None else f"{page[: found.end()]}\n{notes}{page[found.end() :]}"
