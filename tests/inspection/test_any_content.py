"""Whatever a file holds, it gives findings: never an exception, never a place outside the file."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.bundled import bundled
from sopgen.inspection import Inspection, inspect, levels_of
from sopgen.library import Library
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.reader import read_document
from sopgen.report import FORMATS, render_text
from sopgen.template import Templates, load_templates, load_vocabulary
from tests.sample import BODY, sop

PATH: Final = "sops/a.md"
SOUND: Final = sop(BODY).encode()
DIGITS: Final = "9" * 5000
PIECES: Final = [
    *(b"---\n", b"\n", b"\r\n", b"\r", b"\t", b"## ", b"### 1. ", b"- If: a -> ", b"[a](", b")"),
    *(b"[a]: b\n", b"[^1]", b"```\n", b"<!--", b"-->", b"> ", b"  - ", b"| a |\n| - |\n", b"<div>"),
    *(b": ", b"? ", b"&a ", b"*a ", b"!!set ", b"{", b"[", b"'", b'"', b"#", b"http://["),
    *(b"\xff", b"\x00", b"\xef\xbb\xbf", "😀é\u2028\u202e".encode(), DIGITS.encode()),
]
VALUES: Final = [
    *("5", "-1.5", ".inf", ".nan", "1e400", "true", "null", "~", "''", "[]", "{}", "[[1]]", "[{}]"),
    *("[null]", "{a: b}", "[{a: b}]", "0001-01-01", "9999-12-31", "2026-01-01T00:00:00Z", "&a b"),
    *("*a", "!!binary aGk=", "P99999Y", "PT0S", "P0.5Y", "none", '"\\0"', "{{ x }}", "[{rule: 5}]"),
    *(DIGITS, f"{DIGITS}.0.0", f"P{DIGITS}Y", f"{DIGITS}-01-01", "[{title: 5, url: 'http://['}]"),
]
LIMITS: Final = [f"{DIGITS} days", f"P{DIGITS}Y", "9" * 90 + " years", "1e400 days", "½ hour", "P"]


@cache
def schema() -> tuple[Templates, Vocabulary]:
    folder = bundled("schema")
    return load_templates(folder), load_vocabulary(folder)


def checked(content: bytes) -> Inspection:
    """Read and inspect a document as the only one of a library, and print what is found."""
    templates, vocabulary = schema()
    reading = read_document(PATH, content, templates.layout_of)
    library = Library({PATH: reading}, frozenset(), "sops/", vocabulary)
    inspection = inspect(library, templates, levels_of({}), date(2026, 11, 22))
    assert render_text(inspection, colour=True)
    assert json.loads(FORMATS["json"](inspection))["summary"]["documents"] == 1
    source = inspection.sources.get(PATH)
    for finding in inspection.findings if source else ():
        line = source.line(finding.place.line) if source else ""
        assert 1 <= finding.place.column <= len(line) + 1
    return inspection


def test_the_sample_is_sound() -> None:
    assert checked(SOUND).findings == ()


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.sampled_from(PIECES)), max_size=6))
def test_pieces_of_syntax_anywhere(pieces: list[tuple[int, bytes]]) -> None:
    content = SOUND
    for at, piece in pieces:
        content = content[:at] + piece + content[at:]
    checked(content)


@settings(max_examples=80)
@given(st.integers(0, len(SOUND)), st.integers(0, len(SOUND)))
def test_any_part_left_out(start: int, length: int) -> None:
    checked(SOUND[:start] + SOUND[start + length :])


@given(st.binary())
def test_any_bytes(content: bytes) -> None:
    assert checked(content).errors


@pytest.mark.parametrize("field", schema()[0].base.properties)
def test_any_value_in_any_field(field: str) -> None:
    for value in VALUES:
        checked(sop(**{field: value}).encode())


@pytest.mark.parametrize("label", ["Role", "Time limit", "Outcome", "Confirm", "If", "Tool"])
def test_any_value_in_any_attribute_of_a_step(label: str) -> None:
    for value in (*VALUES, *LIMITS):
        checked(sop(BODY.replace("- Time limit: 1 minute", f"- {label}: {value}")).encode())
