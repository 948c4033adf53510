"""Front matter that is read without YAML says what MkDocs' parser says of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from sopgen.engines.front_matter import read_fields
from sopgen.site.page_templates import front_matter

TEXTS = st.text(st.characters()) | st.sampled_from(
    [
        "\\ud83d",
        "a\x85b",
        "---",
        "...",
        "\ud800",
        "{a: b}",
        "2026-11-22",
        "x" * 3000,
        "<<",
        "\x00\x0b",
    ]
)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
NAMES = st.from_regex(r"[a-z]+(_[a-z]+)*", fullmatch=True)


@given(fields=st.dictionaries(NAMES, VALUES, min_size=1), body=st.text(st.sampled_from("\n-a: ")))
def test_what_a_page_says_is_what_mkdocs_reads(fields: dict[str, object], body: str) -> None:
    page = f"{front_matter(**fields)}{body}"
    found = read_fields(page)
    assert found is None or found == get_data(page)


def test_an_ordinary_page_needs_no_parser_of_yaml() -> None:
    fields = {"title": 'A "b" & \\ 👩 \u2028'.strip("\u2028 "), "hide": ["toc"], "is_x": True}
    assert read_fields(f"{front_matter(**fields)}\n\n# A\n") == ("# A\n", fields)


LINES = st.lists(
    st.sampled_from(
        [
            *(
                'title: "a"',
                "title: a",
                "title: 1",
                "title: 1e3",
                "title: [1]",
                "title: NaN",
                "...",
            ),
            *("title: null", "title: true", "title:", " title: x", "title : x", "on: []", "---"),
            *("y: {}", 'title: "a" # b', 'title: "\\ud83d\\ude00"', 'title: "a"\r', 'x: ["\t"]'),
            *("a_b: -0", "a: {}}", 'a: "\\x41"', "A: []", "a_: []", "null: []", '"a": []', ""),
            *('a: {"b": "c", "b": []}', 'a: "b\u2028"', "a: [\t]", "? a: []", "a: 0x1", "a: ~"),
        ]
    ),
    max_size=4,
)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_any_other_front_matter_is_left_to_it(lines: list[str], end: str) -> None:
    page = end.join(["---", *lines, "---", "", "text", ""])
    found = read_fields(page)
    assert found is None or found == get_data(page)
