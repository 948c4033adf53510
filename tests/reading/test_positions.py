"""Every part of a document knows where it stands, however the file is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from sopgen.model.document import Document
from sopgen.model.finding import Route
from tests.reading.reading import FIELDS, reading_of, text_at

TEXT: Final = f"""\
---
{FIELDS}owner: 'téam 🙂 lead'
---

## Purpose

Überall – 步骤 🙂 first.

## Responsibilities

- **Frontline agent:** calls.
- **Team lead**: helps.

## Definitions

- **Call-back:** a call.

## Procedure

### 1. Call 🙂

- Role: Frontline agent
- **Time limit:** 5 minutes
- If: nobody answers → [step 2](#step-2)
- If: busy → [step 1](#step-1)
- Confirm: I said my name

Say it.

### 2. Close

Write it down.

## Reply templates

### Promise

> I call by [time].
"""

WRITTEN: Final[dict[str, Callable[[str], bytes]]] = {
    "plain": lambda text: text.encode(),
    "with windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "with old line ends": lambda text: text.replace("\n", "\r").encode(),
    "with a byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "with both": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
}
PLACES: Final[list[tuple[Route, str]]] = [
    (("id",), "SOP-CS-101"),
    (("title",), "Call a customer back"),
    (("tags", 0), "calls"),
    (("tags", 1), '"promises"'),
    (("owner",), "'téam 🙂 lead'"),
    (("related_docs", 0, "url"), "https://example.org/list"),
    (("responsibilities", 1), "Team lead"),
    (("definitions", 0), "Call-back:"),
    (("steps", 0), "1. Call 🙂"),
    (("steps", 0, "role"), "Frontline agent"),
    (("steps", 0, "time_limit"), "5 minutes"),
    (("steps", 0, "branches", 1), "busy → [step 1](#step-1)"),
    (("steps", 0, "confirmations", 0), "I said my name"),
    (("steps", 1), "2. Close"),
]


def read(written: str) -> Document:
    reading = reading_of(WRITTEN[written](TEXT))
    assert not reading.problems
    assert reading.document is not None
    return reading.document


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(("route", "text"), PLACES, ids=lambda value: str(value)[:40])
def test_a_route_leads_to_its_text(written: str, route: Route, text: str) -> None:
    document = read(written)
    assert text_at(document, route) == text
    line = document.source.place(document.locate(route)).line
    assert text in TEXT.split("\n")[line - 1]


@pytest.mark.parametrize("written", WRITTEN)
def test_headings_links_and_replies_have_their_lines(written: str) -> None:
    document = read(written)
    lines = TEXT.split("\n")
    for heading in document.headings:
        at = document.source.place(heading.span)
        assert lines[at.line - 1].lstrip("# ") == heading.text
        assert at.column == 1
    assert [text_at(document, link.span) for link in document.links] == [
        "[step 2](#step-2)",
        "[step 1](#step-1)",
    ]
    assert document.replies[0].text == "I call by [time]."
    assert document.replies[0].placeholders == ("time",)


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_read_does_not_depend_on_how_it_is_written(written: str) -> None:
    def alike(value: object) -> str:
        return repr(value).replace("\\r\\n", "\\n").replace("\\r", "\\n")

    assert alike(read(written).data) == alike(read("plain").data)


def test_a_route_without_a_place_leads_to_what_is_around_it() -> None:
    document = read("plain")
    assert text_at(document, ("steps", 1, "role")) == "2. Close"
    assert text_at(document, ("nothing", 3)) == "---"
