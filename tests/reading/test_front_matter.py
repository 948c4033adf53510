"""The fields: their values, and what is wrong with their frame."""

from __future__ import annotations

from typing import Any

import pytest

from sopgen.model.source import Source
from sopgen.reading.front_matter import FrontMatter, read_front_matter


def front_matter_of(text: str) -> FrontMatter:
    return read_front_matter(Source("a.md", text), text)


def values_of(fields: str) -> dict[str, Any]:
    return front_matter_of(f"---\n{fields}\n---\n").values.data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("text", "text"),
        ("2026-02-30", "2026-02-30"),
        ("2026-09-01", "2026-09-01"),
        ("1.10", 1.1),
        ("'1.10'", "1.10"),
        ("1.10.0", "1.10.0"),
        ("yes", True),
        ("", None),
        ("[a, 'b']", ["a", "b"]),
        ("{a: 1}", {"a": 1}),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("!!str 1", "1"),
        ("1_000", 1000),
    ],
)
def test_values(written: str, value: object) -> None:
    assert values_of(f"a: {written}\nb: c") == {"a": value, "b": "c"}


def test_what_was_written_is_kept() -> None:
    values = front_matter_of("---\na: 1.10\nb: [x]\n---\n").values
    assert values.raw[("a",)] == "1.10"
    assert values.raw[("b", 0)] == "x"


def test_of_a_field_that_stands_twice_the_first_counts() -> None:
    front_matter = front_matter_of("---\na: 1\na: 2\n---\n")
    assert front_matter.values.data == {"a": 1}
    assert [problem.code for problem in front_matter.problems] == ["SOP107"]


def test_aliases_cannot_blow_up() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]" for n in range(1, 9)]
    front_matter = front_matter_of("---\n" + "\n".join(lines) + "\n---\n")
    assert {problem.code for problem in front_matter.problems} == {"SOP110"}


@pytest.mark.parametrize(
    ("text", "codes", "fields"),
    [
        ("---\na: b\nc: d\n---\nText", [], 2),
        ("---  \na: b\n---\t\nText", [], 1),
        ("---\na: b\n---", [], 1),
        ("\n---\na: b\n---\nText", ["SOP103"], 1),
        ("----\na: b\n----\nText", ["SOP103"], 1),
        ("—\na: b\n—\nText", ["SOP103"], 1),
        ("```yaml\na: b\n```\nText", ["SOP103"], 1),
        ("a: b\nc: d\n\n## Text\n\nText", ["SOP103"], 2),
        ("+++\na = 'b'\n+++\nText", ["SOP103"], 0),
        ("Text", ["SOP103"], 0),
        ("---\na: b\n...\nText", ["SOP104"], 1),
        ("---\na: b\n\n## Text\n\nText\n", ["SOP104"], 1),
        ("---\na: b\n\n# Title\n\nText\n\n---\n\nMore", ["SOP104"], 1),
        ("---\na: b\n---\n\n---\nc: d\n---\nText", ["SOP115"], 1),
        ("---\n# comment\n\na: b\n---\nText", [], 1),
        ("---\na: |\n  # no heading\n\n  text\nb: c\n---\nText", [], 2),
    ],
)
def test_frames(text: str, codes: list[str], fields: int) -> None:
    front_matter = front_matter_of(text)
    assert [problem.code for problem in front_matter.problems] == codes
    assert len(front_matter.values.data) == fields
    assert "Text" not in str(front_matter.values.data)


def test_a_rule_in_the_text_is_no_second_front_matter() -> None:
    text = "---\na: b\n---\n\nText\n\n---\nmore: text\n---\n"
    assert front_matter_of(text).problems == []


def test_id_and_type_of_broken_front_matter_are_still_known() -> None:
    front_matter = front_matter_of('---\nid: SOP-CS-101\ntype: policy\ntitle: "a\n---\n')
    assert not front_matter.usable
    assert front_matter.values.data == {"id": "SOP-CS-101", "type": "policy"}
