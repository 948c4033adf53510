"""The card of a document: what the rules for other documents may know of it, as a line of JSON."""

from __future__ import annotations

import json
from typing import Final

from sopgen.model.document import Data, Document, Heading, Step
from sopgen.model.markdown import Node
from sopgen.model.source import Source, Span
from sopgen.reading.reader import Reading

# Of another field, a rule about another document always hears that it is not there.
FIELDS: Final = ("id", "title", "status", "department", "supersedes", "superseded_by")
_NOWHERE: Final = Span(0, 0)
_NO_NODE: Final = Node("text", 0, 0, "")


def card_of(reading: Reading) -> str:
    """The card of what was read; the same for two texts that other documents cannot tell apart."""
    document = reading.document
    if document is None:
        return "null"
    fields = {name: _words(document.front_matter.get(name)) for name in FIELDS}
    anchors = [heading.anchor for heading in document.headings]
    return json.dumps([fields, anchors, len(document.steps)], separators=(",", ":"))


def _words(value: object) -> str | list[str] | None:
    """What of a field may be asked for: its text, or the texts of its list."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return value if isinstance(value, str) else None


def read_card(path: str, card: str) -> Reading:
    """The document of a card, to be asked by others. Raises `ValueError` for what is no card."""
    parts = parts_of(card)
    return Reading(None if parts is None else _document(path, *parts))


def parts_of(card: str) -> tuple[Data, list[str], int] | None:
    """The fields of a card, the anchors of its headings, and how many steps there are.

    None for the card of what is no text. Raises `ValueError` for what is no card.
    """
    match json.loads(card):
        case None:
            return None
        case [dict(fields), [*anchors], int(steps)] if all(isinstance(a, str) for a in anchors):
            return fields, anchors, steps
    raise ValueError(card)


def _document(path: str, fields: Data, anchors: list[str], steps: int) -> Document:
    return Document(
        path=path,
        source=Source(path, ""),
        front_matter=fields,
        keys={},
        raw={},
        front_matter_span=_NOWHERE,
        body_span=_NOWHERE,
        blocks=(),
        headings=tuple(Heading(1, "", anchor, _NOWHERE, _NO_NODE) for anchor in anchors),
        sections=(),
        steps=tuple(map(_step, range(1, steps + 1))),
        responsibilities=(),
        definitions=(),
        replies=(),
        links=(),
    )


def _step(number: int) -> Step:
    return Step(number, None, "", None, _NOWHERE, _NOWHERE, (), (), (), _NOWHERE)
