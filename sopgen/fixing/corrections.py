"""The one right way to write what a finding names, where there is only one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sopgen.editing import Edit
from sopgen.model.document import Document
from sopgen.model.finding import Finding
from sopgen.model.source import Span
from sopgen.model.vocabulary import Vocabulary
from sopgen.template import Template

_MARK: Final = re.compile(r"[ \t]*(?:[-—–―+`.]{2,}|[—–―])")
_DATE: Final = re.compile(r"(['\"]?)(\d{4})-(\d{1,2})-(\d{1,2})\1")
_COLON: Final = frozenset("\uff1a\ufe55\ua789")
_SEPARATOR: Final = frozenset("\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Place:
    """A finding in its document, with what its words may mean."""

    finding: Finding
    document: Document
    template: Template
    vocabulary: Vocabulary

    @property
    def span(self) -> Span:
        """Where the finding stands in the text."""
        line = self.document.source.line_span(self.finding.place.line)
        start = line.start + self.finding.place.column - 1
        return Span(start, start + self.finding.place.length)

    @property
    def written(self) -> str:
        """The text that the finding names."""
        return self.document.source.slice(self.span)

    @property
    def schema(self) -> Mapping[str, Any]:
        """What the template says of the field, or of the item of a list, that stands there."""
        routes = (route for route, span in self.document.places.items() if span == self.span)
        route = next(routes, ("",))
        found = self.template.properties.get(str(route[0]), {})
        return found.get("items", {}) if len(route) > 1 else found


def _spaces_for_a_tab(place: Place) -> str:
    return "  " * len(place.written)


def _without_the_unseen(place: Place) -> str:
    return " " if place.written in _SEPARATOR else ""


def _plain_mark(place: Place) -> str | None:
    if place.written.isspace():
        return " " * len(place.written)
    if place.written in _COLON:
        after = place.document.source.text[place.span.end : place.span.end + 1]
        return ":" if after.isspace() else ": "
    return "-"


def _three_hyphens(place: Place) -> str | None:
    """Only for a line that is nothing but a mark; where there is none, nobody knows its place."""
    line = place.document.source.line(place.finding.place.line)
    return "---" if _MARK.fullmatch(line.rstrip()) else None


def _with_zeros(place: Place) -> str | None:
    match = _DATE.fullmatch(place.written)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()[1:])).isoformat()
    except ValueError:
        return None


def _key(place: Place) -> str | None:
    """The key of a word that is written as readers see it."""
    kind = place.schema.get("x-vocabulary")
    entry = place.vocabulary.named(kind, _bare(place.written)) if kind else None
    return entry.key if entry else None


def _allowed(place: Place) -> str | None:
    """The one allowed value that differs only in capitals or hyphens."""
    names = [str(name) for name in place.schema.get("enum", ())]
    same = [name for name in names if _folded(name) == _folded(_bare(place.written))]
    return same[0] if len(same) == 1 else None


def _bare(written: str) -> str:
    return written.strip("'\"“”„‘’ ")


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.casefold())


# Each gives what is to stand in the finding's place; None where more than one thing may be meant.
_IN_PLACE: Final[Mapping[str, Callable[[Place], str | None]]] = {
    "SOP104": _three_hyphens,
    "SOP103": _three_hyphens,
    "SOP106": _spaces_for_a_tab,
    "SOP109": _without_the_unseen,
    "SOP116": _plain_mark,
    "SOP205": _with_zeros,
    "SOP206": _allowed,
    "SOP209": _key,
}


def correction(place: Place) -> Edit | None:
    """The edit that mends a finding; None where nobody but a person can."""
    code, span = place.finding.code, place.span
    if code == "SOP325":
        start = place.document.source.line_span(place.finding.place.line).start
        ending = "\r\n" if "\r\n" in place.document.source.text else "\n"
        return Edit(Span(start, start), _quoted_so_far(place) + ending)
    if code in {"SOP103", "SOP104"}:
        span = place.document.source.line_span(place.finding.place.line)
    make = _IN_PLACE.get(code)
    text = make(place) if make else None
    return None if text is None else Edit(span, text)


def _quoted_so_far(place: Place) -> str:
    """The marks of a quotation that the line stands in: the empty line needs them too."""
    line = place.document.source.line(place.finding.place.line)
    match = re.match(r"[ ]{0,3}(?:>[ ]?)+", line)
    return match.group().rstrip() if match else ""
