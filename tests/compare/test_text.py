"""Texts that are no documents, or could not be read as one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.compare import State, VersionStep, step_asked_for, text_changes, text_redline
from sopgen.compare.lines import cuts_of_text
from tests.compare.documents import COMPLAINT, drawn

OLD = """\
# Guide

Call the
customer.

- one
- two

```sh
# no heading
run
```

## 2. Then

| a | b |
"""
markdown = st.lists(
    st.sampled_from(
        [
            "# A",
            "## A",
            "## B",
            "- one",
            "1. two",
            "| a | b |",
            "> said",
            "```",
            "---",
            "",
            "x",
            "a b",
        ]
    )
    | st.text(max_size=8),
    max_size=12,
).map("\n".join)


def test_it_is_cut_at_headings_outside_of_code() -> None:
    cuts = cuts_of_text(OLD)

    assert [(cut.level, cut.title) for cut in cuts] == [(1, "Guide"), (2, "2. Then")]
    assert [piece.text for piece in cuts[0].pieces] == [
        "Call the customer.",
        "- one",
        "- two",
        "```sh\n# no heading\nrun\n```",
    ]


@pytest.mark.parametrize(
    ("before", "after", "lines", "sentences"),
    [
        (
            "- two",
            "- two or more",
            ["- two{+ or more+}"],
            ["Section “Guide” changed: “- two” → “- two or more”"],
        ),
        (
            "Call the\ncustomer",
            "Call\nthe customer",
            [],
            [],
        ),
        ("run\n", "run fast\n", None, None),
        ("2. Then", "3. Then", ["[-2-]{+3+}. Then"], []),
    ],
)
def test_what_is_marked(
    before: str, after: str, lines: list[str] | None, sentences: list[str] | None
) -> None:
    new = OLD.replace(before, after)

    assert lines is None or drawn(text_redline(OLD, new)) == lines
    assert sentences is None or [c.sentence for c in text_changes(OLD, new)] == sentences


def test_fields_that_keep_books_ask_for_nothing() -> None:
    new = COMPLAINT.replace("version: 2.1.0", "version: 2.2.0")

    assert text_changes(COMPLAINT, new) == ()
    assert drawn(text_redline(COMPLAINT, new)) == ["version: [-2.1.0-]{+2.2.0+}"]


def test_an_amount_asks_for_a_major_step_here_too() -> None:
    found = text_changes(COMPLAINT, COMPLAINT.replace("£50", "£60"))

    assert step_asked_for(found) is VersionStep.MAJOR


@settings(deadline=None)
@given(markdown, markdown)
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    assert text_changes(old, old) == ()
    assert text_redline(old, old).changed == ()
    text_changes(old, new)
    blocks = [block for p in text_redline(old, new).passages for block in p.blocks]
    cuts = [text for cut in cuts_of_text(new) for text in (cut.title, *_pieces(cut.pieces)) if text]

    assert [b.after for b in blocks if b.state is not State.REMOVED] == cuts


def _pieces(pieces: tuple[object, ...]) -> list[str]:
    return [getattr(piece, "text", "") for piece in pieces]


def test_a_few_changes_in_a_huge_text_are_found_one_by_one() -> None:
    lines = [f"- item {n} of its own" for n in range(5_000)]
    edited = [f"{line} now" if n % 500 == 0 else line for n, line in enumerate(lines)]
    found = drawn(text_redline("\n".join(lines), "\n".join(edited)))

    assert found == [f"- item {n} of its own{{+ now+}}" for n in range(0, 5_000, 500)]
