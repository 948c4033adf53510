"""Any bytes give findings that lie in the file, the same ones each time, and soon."""

from __future__ import annotations

import random
import time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.model.finding import Finding
from tests.examples.checking import HERE, check

NAME: Final = "any.md"
SOURCES: Final = [
    file.read_bytes()
    for file in sorted((HERE / "valid").glob("*.md"))
    if b"\r" not in file.read_bytes()
]
ODD: Final = (
    *("\t", "\xa0", "\u200b", "\ufeff", "\u2028", "\x00", "\x85", "\r", "“", "’", "–", "：", "🙂"),
    *("---", "...", "- ", "* ", "> ", "#", "|", "[", "](", "<", "<!--", "-->", "```", "`", "**"),
    *(": ", "&a", "*a", "!x", "{", "}", '"', "'", "%", "@", "~~~", "===", "1. ", "[^1]", "\\"),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "### 1. x\n", "## Scope\n", "- If: a → b\n"),
)
QUICK: Final = settings(max_examples=120, deadline=None, derandomize=True)


def holds(content: bytes) -> None:
    """Checking never raises, gives the same twice, and every finding lies in the file."""
    findings = check({NAME: content})
    assert findings == check({NAME: content})
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        _lies_in(finding, lines)


def _lies_in(finding: Finding, lines: list[str]) -> None:
    line, column, length = finding.place
    assert 1 <= line <= len(lines), finding
    assert 1 <= column <= len(lines[line - 1]) + 1, finding
    assert length >= 1
    assert finding.message
    assert finding.path == NAME


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    holds(content)


@QUICK
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    holds(text.encode("utf-8", errors="replace"))


@QUICK
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_front_matter_and_body(fields: str, body: str) -> None:
    holds(f"---\n{fields}\n---\n{body}".encode("utf-8", errors="replace"))


@QUICK
@given(st.lists(st.sampled_from([*ODD, "a", " ", "\n", "id", "title: ", "Role: "]), max_size=60))
def test_any_marks(marks: list[str]) -> None:
    holds("".join(marks).encode())
    holds(("---\n" + "".join(marks)).encode())
    holds(SOURCES[0] + "".join(marks).encode())


@settings(max_examples=250, deadline=None, derandomize=True)
@given(st.sampled_from(SOURCES), st.integers(0, 2**32), st.integers(1, 6))
def test_right_documents_gone_wrong(source: bytes, seed: int, slips: int) -> None:
    chance = random.Random(seed)
    lines = source.decode().splitlines(keepends=True)
    for _ in range(slips):
        lines = _slip(lines or ["\n"], chance)
    holds("".join(lines).encode("utf-8", errors="replace"))


def _slip(lines: list[str], chance: random.Random) -> list[str]:
    """One slip of a writer: a line deleted, doubled, moved, joined, cut, or with an odd mark."""
    lines = list(lines)
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(7)
    if kind == 0:
        del lines[here]
    elif kind == 1:
        lines.insert(there, lines[here])
    elif kind == 2:
        lines[here], lines[there] = lines[there], lines[here]
    elif kind == 3:
        lines[here] = lines[here].rstrip("\n")
    elif kind == 4:
        lines[here] = lines[here][: chance.randrange(len(lines[here]) + 1)] + "\n"
    elif kind == 5:
        lines[here] = " " * chance.randrange(1, 6) + lines[here]
    else:
        at = chance.randrange(len(lines[here]) + 1)
        lines[here] = lines[here][:at] + chance.choice(ODD) + lines[here][at:]
    return lines


@pytest.mark.parametrize("cut", range(0, len(SOURCES[0]), 7))
def test_a_document_cut_off_anywhere(cut: int) -> None:
    holds(SOURCES[0][:cut])


SUSPICIOUS: Final = (
    *(
        "- ",
        "|",
        "[",
        "<",
        "> ",
        "(a ",
        "*",
        "_",
        "`",
        "#",
        "# ",
        "## a\n",
        "### 1. a\n",
        "![",
        "](",
    ),
    *("[a](", "<!--", "<!-- guidance ", "1. ", "a: ", "\xa0", "\r", "\t", "é", "the the ", "TBD "),
    *("=======\n", "---\n", "| a | b |\n", "- If: a -> [b](c)\n", "- **a:** b\n", "[x]", "- - "),
    *("> > ", "{", "[[", '"', "“", "<a ", "https://a ", "#a\n", "- x\n  - y\n"),
)
HUNDRED_KILOBYTES: Final = 100_000


@pytest.mark.parametrize("mark", SUSPICIOUS)
def test_a_hundred_kilobytes_of_anything_are_quick(mark: str) -> None:
    much = mark * (HUNDRED_KILOBYTES // len(mark.encode()))
    source = next(item for item in SOURCES if b"\n## Purpose\n" in item).decode()
    fields, body = source.split("---\n", 2)[1:]
    began = time.process_time()
    check({NAME: much.encode()})
    check({NAME: f"---\n{fields}tags: {much}\n---\n{body}".encode()})
    check({NAME: f"---\n{fields}---\n{body}\n\n{much}".encode()})
    # Far above what it takes, and far below what a pattern that backtracks takes.
    assert time.process_time() - began < 6
