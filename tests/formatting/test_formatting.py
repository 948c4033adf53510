"""Formatting changes the layout, never what a document says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.bundled import bundled
from sopgen.compare import ChangeKind, changes
from sopgen.formatting import Formatted, format_documents
from sopgen.library import Library
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.outline import to_html
from sopgen.reading.reader import Reading, read_document
from sopgen.template import Templates, load_templates
from tests.sample import BODY, sop

PATH: Final = "sops/customer-service/a.md"
OTHER: Final = "sops/customer-service/b.md"
SOUND: Final = sop(BODY)
NUMBER: Final = re.compile(r"<h3>(?:Step)?\d+[.):]")
PIECES: Final = [
    *("\n", "\n\n\n", "  \n", "\t", "   ", "* a\n", "+ b\n", "- c\n", "  - d\n", "1. e\n", "## "),
    *(
        "### 7. F\n",
        "- If: a → [step 2](#2-solve-the-issue)\n",
        "```\ncode  \n\n\n```\n",
        "    x\n",
    ),
    *("<!-- a\n\n\n b -->\n", "> q\n", "| a |\n| - |\n| b |\n", "***\n", "[^1]\n\n[^1]: f\n"),
    *("\n* * *\n", "Setext\n===\n", "# c\nx: 1\n", "&nbsp;", "\\\n", "* [ ] t\n", "😀", "\r\n"),
]


@cache
def templates() -> Templates:
    return load_templates(bundled("schema"))


def library(**texts: str) -> Library:
    """Documents by their paths, written as `a`, `b` for short."""
    readings = {
        f"sops/customer-service/{name}.md": read(text, f"sops/customer-service/{name}.md")
        for name, text in texts.items()
    }
    return Library(readings, frozenset(), "sops/", Vocabulary())


def read(text: str, path: str = PATH) -> Reading:
    return read_document(path, text.encode(), templates().layout_of)


def formatted(text: str) -> Formatted:
    [made] = format_documents(library(a=text), templates())
    return made


def text_of(text: str) -> str:
    return formatted(text).new.source.text


def test_fields_come_into_order_with_their_comments() -> None:
    shuffled = SOUND.replace("title: Answer a call\n", "").replace(
        "status: approved\n", "status: approved\n# What readers look for\ntitle: Answer a call\n"
    )
    expected = SOUND.replace("title:", "# What readers look for\ntitle:")
    assert text_of(shuffled) == expected.replace("---\n\n\n## Purpose", "---\n\n## Purpose")


def test_fields_inside_braces_stay() -> None:
    text = '---\n{version: "1.0.0", id: SOP-CS-001}\n---\n\n## Purpose\n\nWords.\n'
    assert text_of(text) == text


def test_spacing_is_even_and_code_is_kept() -> None:
    code = "```text\none  \n\n\n\ntwo\n```\n"
    body = BODY.replace("\n\n", "\n\n\n\n").replace("Say your name", f"{code}\nSay your name")
    made = text_of(sop(body.replace("## Scope\n\n", "## Scope\n") + "\n\n\n"))
    assert code in made
    assert "\n\n\n" not in made.replace(code, "code\n")
    assert "## Scope\n\nEvery" in made
    assert made.endswith("next.\n")


def test_bullets_become_hyphens_but_two_lists_stay_two() -> None:
    one = sop(BODY.replace("- **Frontline", "* **Frontline"))
    assert "- **Frontline" in text_of(one)
    two = sop(BODY.replace("Every call from a customer.", "- one\n- two\n\n* three\n* four"))
    assert "* three" in text_of(two)


def test_a_break_of_a_line_stays() -> None:
    made = text_of(sop(BODY.replace("Every call from a customer.", "One    \ntwo   \n\nthree")))
    assert "One  \ntwo\n\nthree" in made


def test_line_ends_and_the_mark_at_the_start_stay() -> None:
    text = "\ufeff" + SOUND.replace("\n\n", "\n\n\n").replace("\n", "\r\n")
    made = formatted(text).new.source
    assert made.has_bom
    assert made.text.count("\n") == made.text.count("\r\n")
    assert "\r\n\r\n\r\n" not in made.text


def test_steps_are_numbered_and_links_to_them_follow() -> None:
    body = BODY.replace("### 2. Solve", "### 5. Solve").replace(
        "- Time limit: 1 minute",
        "- Time limit: 1 minute\n- If: it is urgent → [step 5](#5-solve-the-issue)",
    )
    link = "See [the last step](a.md#5-solve-the-issue) and [its name](a.md#step-2)."
    other = sop(BODY.replace("Every call from a customer.", link), id="SOP-CS-002", title="B")
    both = library(a=sop(body), b=other)
    first, second = format_documents(both, templates(), {PATH})
    assert "### 2. Solve the issue" in first.new.source.text
    assert "→ [step 2](#2-solve-the-issue)" in first.new.source.text
    assert (second.old.path, second.is_changed) == (OTHER, True)
    assert "(a.md#2-solve-the-issue) and [its name](a.md#step-2)" in second.new.source.text


def test_a_link_by_name_that_cannot_follow_leaves_the_numbers() -> None:
    body = BODY.replace("### 2. Solve", "### 5. Solve") + (
        "\nSee [the end][end].\n\n[end]: #5-solve-the-issue\n"
    )
    assert "### 5. Solve" in text_of(sop(body))


def test_what_cannot_be_read_is_left_alone() -> None:
    made = formatted(SOUND.replace("id:", "id: : *x"))
    assert (made.is_readable, made.is_changed) == (False, False)


@settings(max_examples=2000)
@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.sampled_from(PIECES)), max_size=8))
def test_whatever_stands_there_it_says_the_same_and_twice_is_once(
    pieces: list[tuple[int, str]],
) -> None:
    text = SOUND
    for at, piece in pieces:
        text = text[:at] + piece + text[at:]
    made = formatted(text)
    if not made.is_readable:
        assert not made.is_changed
        return
    assert made.new.front_matter == made.old.front_matter
    found = {change.kind for change in changes(made.old, made.new)}
    assert found <= {ChangeKind.LAYOUT_CHANGED, ChangeKind.BRANCH_CHANGED}
    assert [step.title for step in made.new.steps] == [step.title for step in made.old.steps]
    assert text_of(made.new.source.text) == made.new.source.text


@pytest.mark.parametrize("file", sorted(Path("tests/examples/valid").rglob("*.md")), ids=str)
def test_every_valid_example_reads_the_same_to_its_readers(file: Path) -> None:
    text = file.read_bytes().decode("utf-8-sig")
    made = formatted(text)
    old, new = (item.source.slice(item.body_span) for item in (made.old, made.new))
    shown = [NUMBER.sub("<h3>", "".join(to_html(body, {}).split())) for body in (old, new)]
    assert shown[0] == shown[1]
    assert text_of(made.new.source.text) == made.new.source.text
