"""Text in Markdown stays text: no link, picture, mention, number or HTML comes out of it."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sopgen.exports.markdown import escaped, link
from tests.exports.rendering import seen

HOSTILE: Final = (
    "@octocat",
    "a@b.example",
    "#1",
    "GH-12",
    "o/r#3",
    "!14",
    "~bug",
    "%5",
    "&6",
    "$7",
    "deadbeefcafe",
    ":tada:",
    ":100:",
    "https://evil.example/x",
    "ftp://evil.example",
    "www.evil.example",
    "mailto:a@b.example",
    "[a](https://evil.example)",
    "[a]: https://evil.example",
    "![a](https://evil.example/a.png)",
    "<https://evil.example>",
    "<a@b.example>",
    "<img src=x onerror=alert(1)>",
    "<!-- sopgen-summary -->",
    "-->",
    "<script>alert(1)</script>",
    "</details>",
    "&lt;b&gt;",
    "&#64;octocat",
    "`code`",
    "```",
    "~~~",
    "**b**",
    "__b__",
    "~~d~~",
    "$x$",
    "| a | b |",
    "|---|",
    "[^1]",
    "[ ]",
    "[[wiki]]",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "# Heading",
    "===",
    "---",
    "> [!NOTE]",
    ": definition",
    "/close",
    "\\",
    "\\\\@octocat",
    "a\nb",
    "\r\n\r\n# b",
    "\u202eevil",
    "\x1b[31m",
    "\x00",
)
MENTION: Final = re.compile(
    r"@\w|[#!%&$]\d|gh-\d|~\w|:\w+:|://|www\.|\b[0-9a-f]{7,40}\b", re.IGNORECASE
)
hostile_text = st.lists(
    st.sampled_from(HOSTILE)
    | st.text(max_size=8)
    | st.text("@#!~`*_[]()<>|\\&:/.\n 1ax", max_size=8),
    max_size=6,
).map("".join)
# Where a text may stand: in a line, at the start of an item, in a table, in marks.
FRAMES: Final = (
    "{}",
    "- {}",
    "| {} | b |\n|---|---|\n| {} | d |",
    "- <del>{}</del><ins>{}</ins>",
    "### {}",
)


@pytest.mark.parametrize("frame", FRAMES)
@settings(max_examples=100)
@given(hostile_text)
@example("".join(HOSTILE))
@example(" ".join(HOSTILE))
def test_nothing_comes_out_of_a_text_but_the_text(frame: str, text: str) -> None:
    assume(escaped(text))
    plain = frame.replace("{}", "words")
    for found, wanted in zip(seen(frame.replace("{}", escaped(text))), seen(plain), strict=True):
        assert found.tags == wanted.tags
        assert (found.addresses, found.comments) == ([], [])
        assert not MENTION.search(found.text)


@given(st.text().filter(lambda text: text.isprintable()))
def test_people_read_what_was_written(text: str) -> None:
    """But for spaces, which Markdown folds, and breaks, which nobody sees."""
    for found in seen(f"words {escaped(text)} words"):
        shown = found.text.replace("\u200b", "").split()
        assert shown == f"words {text} words".replace("\u200b", "").split()


def test_signs_that_only_join_stay() -> None:
    assert "\u200d" in escaped("👩\u200d💻")
    assert "\u200c" in escaped("می\u200cخواهم")


@given(hostile_text, hostile_text)
def test_a_link_leads_only_where_sopgen_wants(label: str, path: str) -> None:
    address = f"https://forge.example/{path}"
    for found in seen(link(label or "x", address)):
        assert found.tags == ["p", "a"]
        assert found.addresses[0].startswith("https://forge.example/")
