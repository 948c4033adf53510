"""Only the intended place changes, and any text comes back as it was given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.bundled import bundled
from sopgen.editing import with_field
from sopgen.model.document import Document
from sopgen.reading.reader import read_document
from sopgen.template import load_templates
from tests.sample import BODY

TEMPLATES = load_templates(bundled("schema"))
ORDER = TEMPLATES.of("procedure").fields
FRONT = """---
# who knows
id: SOP-CS-001   # permanent
title: 'Answer: a call'
version: "1.0.0" # quoted
tags:
  - one
  # a remark
  - two
# about the day
effective_date: 2026-01-01
related_docs: []
x-own: |
  # no remark
  text

---
"""


def read(text: str, bom: bytes = b"") -> Document:
    found = read_document("sops/a.md", bom + text.encode(), TEMPLATES.layout_of).document
    assert found is not None
    return found


def edited(text: str, name: str, value: str) -> Document:
    return with_field(read(text), name, value, ORDER, TEMPLATES.layout_of)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_all_but_the_value_stays(line_end: str, bom: bytes) -> None:
    text = (FRONT + BODY).replace("\n", line_end)
    made = with_field(read(text, bom), "version", "1.0.1", ORDER, TEMPLATES.layout_of)
    assert made.source.encoded() == bom + text.replace("1.0.0", "1.0.1").encode()


def test_an_absent_field_comes_where_the_template_wants_it() -> None:
    made = edited(FRONT + BODY, "change_summary", "Say it clearly.")
    added = "related_docs: []\nchange_summary: Say it clearly.\n"
    assert made.source.text == (FRONT + BODY).replace("related_docs: []\n", added)


def test_a_list_before_it_keeps_its_remarks() -> None:
    text = FRONT.replace("related_docs: []\n", "").replace("effective_date: 2026-01-01\n", "")
    made = edited(text + BODY, "change_summary", "Say it clearly.")
    assert "  - two\nchange_summary: Say it clearly.\n# about the day\n" in made.source.text


@pytest.mark.parametrize("old", ["", "Old", "'Old'", '"Old"', ">\n  Old\n  text", "|\n  Old\n"])
@settings(max_examples=40, deadline=None)
@given(reason=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_reason_comes_back(old: str, reason: str) -> None:
    text = FRONT.replace("related_docs", f"change_summary: {old}\nrelated_docs") + BODY
    made = edited(text, "change_summary", reason)
    again = read(made.source.text)
    assert again.front_matter == {**read(text).front_matter, "change_summary": reason}
    start, end = text.index("change_summary:"), text.index("related_docs")
    assert made.source.text.startswith(text[: start + 15])
    assert made.source.text.endswith(text[end:])
