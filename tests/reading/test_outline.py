"""Headings, anchors, sections and entries of a body."""

from __future__ import annotations

import pytest

from sopgen.reading.outline import anchor_of, parse, to_html
from tests.reading.reading import document_of, reading_of, text_at


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("4. Escalate", "4-escalate"),
        ("Do and don't", "do-and-dont"),
        ("Überprüfen – jetzt!", "überprüfen--jetzt"),
        ("步骤 一", "步骤-一"),
        ("a_b (c)", "a_b-c"),
    ],
)
def test_anchors_are_those_of_github(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor
    assert document_of(f"## {heading}\n").headings[0].anchor == anchor


def test_repeated_headings_get_numbers_that_collide_with_none() -> None:
    body = "".join(f"## {text}\n\n" for text in ("A", "A-1", "A", "A", "A-1"))
    anchors = [heading.anchor for heading in document_of(body).headings]
    assert anchors == ["a", "a-1", "a-2", "a-3", "a-1-1"]
    assert len(set(anchors)) == 5


def test_a_thousand_equal_headings_end() -> None:
    anchors = {heading.anchor for heading in document_of("## A\n\n" * 1000).headings}
    assert len(anchors) == 1000


def test_sections_are_known_by_any_of_their_headings() -> None:
    document = document_of(
        """
        ## 1. OBJECTIVE:

        Why.

        ## Roles

        - **Agent:** calls.

        ## Something else

        ### Below

        Text.
        """
    )
    assert [(s.title, s.property) for s in document.sections] == [
        ("OBJECTIVE:", "purpose"),
        ("Roles", "responsibilities"),
        ("Something else", None),
    ]
    assert document.data["purpose"] == "Why."
    assert text_at(document, document.sections[2].body).strip() == "### Below\n\nText."


def test_entries_have_a_name_and_a_text() -> None:
    document = document_of(
        "## Definitions\n\n- **One:** first.\n- **Two** – second.\n- Three: third.\n- **Four**\n"
    )
    entries = [(entry.name, entry.text) for entry in document.definitions]
    assert entries == [("One", "first."), ("Two", "second."), ("", "Three: third."), ("Four", "")]


def test_a_section_with_only_a_comment_is_empty() -> None:
    assert document_of("## Purpose\n\n<!-- later -->\n").data["purpose"] == ""


def test_replies_are_what_stands_in_the_quotation() -> None:
    document = document_of(
        "## Reply templates\n\n### One\n\nSlowly.\n\n> Hello [name],\n> yes.\n>\n> - a\n> - b\n"
    )
    assert document.replies[0].text == "Hello [name], yes.\n\n- a\n- b"
    assert document.replies[0].placeholders == ("name",)


def test_links_and_pictures_know_their_address_and_text() -> None:
    document = document_of("[a *b*](c.md#d) ![e](f.png) <https://g.org> [h][i]\n\n[i]: j.md\n")
    assert [(link.target, link.text, link.is_image) for link in document.links] == [
        ("c.md#d", "a b", False),
        ("f.png", "e", True),
        ("https://g.org", "https://g.org", False),
        ("j.md", "h", False),
    ]


def test_what_is_nested_beyond_reason_is_one_problem() -> None:
    reading = reading_of(b"---\nid: a\n---\n" + b"> " * 500 + b"x")
    assert [problem.code for problem in reading.problems] == ["SOP113"]


def test_a_piece_is_rendered_with_the_links_of_the_whole() -> None:
    assert to_html("[a][b]", {"b": "c.md"}) == '<p><a href="c.md">a</a></p>\n'


def test_positions_count_characters_not_bytes() -> None:
    (block,) = parse("é🙂 *x*", 10).blocks
    emphasis = next(block.find("emphasis"))
    assert (emphasis.start, emphasis.end) == (13, 16)
