"""The fast reading of plain fields agrees with the thorough one, and gives up on nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model.source import Source
from sopgen.reading.fields import read_fields
from sopgen.reading.front_matter import read_front_matter

NAMES = frozenset({"id", "version", "status", "effective_date", "change_summary"})


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("id: SOP-CS-001\nversion: 1.2.0", {"id": "SOP-CS-001", "version": "1.2.0"}),
        ("id: 'SOP-CS-001' # the first", {"id": "SOP-CS-001"}),
        ("version: 1.0.0 # as text", {"version": "1.0.0"}),
        ("change_summary: >-\n  Two\n  lines", {"change_summary": "Two lines"}),
        ("change_summary: Two\n  lines", {"change_summary": "Two lines"}),
        ('change_summary: "Quoted: with a colon"', {"change_summary": "Quoted: with a colon"}),
        ("version: \"1.0.0\"  \nstatus: 'in force'", {"version": "1.0.0", "status": "in force"}),
        ('change_summary: ""', {"change_summary": ""}),
        ('change_summary: "Two\\twords"', {"change_summary": "Two\twords"}),
        ("change_summary: 'It''s said'", {"change_summary": "It's said"}),
        ('change_summary: "Two\u2028lines"', {"change_summary": "Two\u2028lines"}),
        ('change_summary: "Two\n  lines"', {"change_summary": "Two lines"}),
        ('version: "1.0.0" # as text', {"version": "1.0.0"}),
        ("status:\nversion: ~", {}),
        ("title: of no interest", {}),
    ],
)
def test_values_are_those_that_yaml_reads(front_matter: str, expected: dict[str, str]) -> None:
    assert read_fields(f"---\n{front_matter}\n---\n\nText".encode(), NAMES) == expected


@given(
    words=st.text(
        st.sampled_from("a1 :#\"'\\\t-[]{}&*!|>%@`,?~“\x85\u2028\ufeffü\U0001f44d"), max_size=12
    ),
    mark=st.sampled_from(["'", '"']),
    end=st.sampled_from(["", " ", "\t", " # x", "\n  more", "\n\n more"]),
)
def test_what_stands_in_quotation_marks_is_what_yaml_reads(words: str, mark: str, end: str) -> None:
    text = f"---\nid: SOP-CS-001\nversion: {mark}{words}{mark}{end}\n---\n"
    front_matter = read_front_matter(Source("", text), text)
    if front_matter.usable:
        raw = {name: front_matter.values.raw.get((name,)) for name in front_matter.values.data}
        assert read_fields(text.encode(), NAMES) == raw


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    content = b"\xef\xbb\xbf---\r\nid: SOP-CS-001\r\nversion: 1.0.0\r\n---\r\n"
    assert read_fields(content, NAMES) == {"id": "SOP-CS-001", "version": "1.0.0"}


def test_plain_lines_of_a_broken_front_matter_still_count() -> None:
    content = b"---\nid: SOP-CS-001\nversion: '1.0.0'\ntitle: [\nstatus: 'approved\n---\n"
    assert read_fields(content, NAMES) == {"id": "SOP-CS-001", "version": "1.0.0"}


@pytest.mark.parametrize("content", [b"", b"---", b"\xff\xfe\x00", b"# No front matter"])
def test_what_is_no_document_has_no_fields(content: bytes) -> None:
    assert read_fields(content, NAMES) == {}
