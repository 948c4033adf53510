"""Comparing stays quick, and huge or hostile texts do not bring it to a halt."""

from __future__ import annotations

from time import process_time

import pytest

from sopgen.compare import changes, compare_wording, redline, text_redline, word_diff
from sopgen.model.document import Document
from tests.compare.documents import COMPLAINT, edited, read

# A thousand pairs are to take three seconds; the limit leaves room for a slow machine.
PAIRS = 100
LONGEST = 5 * 3.0 * PAIRS / 1000


def test_typical_documents(complaint: Document) -> None:
    after = edited(("5 minutes", "3 minutes"), ("plain words", "simple words"))

    start = process_time()
    for _ in range(PAIRS):
        changes(complaint, after)
        redline(complaint, after)
    assert process_time() - start < LONGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- a\n" * 50_000, "- b\n" * 50_000),
        ("- a\n" * 50_000, "- a\n" * 49_999),
        ("the " * 100_000, "the a " * 60_000),
        (
            "\n\n".join(f"x{n} the a of" for n in range(20_000)),
            "\n\n".join(f"y{n} the a of" for n in range(20_000)),
        ),
        ("# a\n\n" * 10_000, "# b\n\n" * 10_000),
    ],
    ids=["other items", "one less", "one paragraph", "alike paragraphs", "headings"],
)
def test_huge_texts(old: str, new: str) -> None:
    start = process_time()
    text_redline(old, new)
    assert process_time() - start < 15


def test_words_that_alternate_with_a_common_one() -> None:
    old = " ".join(f"x{n} the" for n in range(10_000))
    new = " ".join(f"y{n} the" for n in range(10_000))

    start = process_time()
    word_diff(old, new)
    word_diff(old[:3_000], new[:3_000])
    compare_wording(old, new)
    compare_wording(old[:3_000], new[:3_000])
    assert process_time() - start < 5


def test_a_common_word_in_many_places() -> None:
    old = " ".join(f"x{n} the" for n in range(300))
    new = " ".join(f"y{n} the" for n in range(300))

    start = process_time()
    for _ in range(5):
        word_diff(old, new)
    assert process_time() - start < 1


def test_hundreds_of_steps() -> None:
    head = COMPLAINT[: COMPLAINT.index("### 1.")]
    old = head + "".join(f"### Old {n}\n\nDo it.\n\n" for n in range(800))
    new = head + "".join(f"### New {n}\n\nDo that.\n\n" for n in range(800))

    start = process_time()
    changes(read(old), read(new))
    assert process_time() - start < 15
