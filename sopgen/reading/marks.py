"""Mends what word processors and other keyboards put in the place of YAML's own marks.

What is mended keeps its length, so that every position stays right, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sopgen.model.finding import Problem
from sopgen.model.source import Span

_TAB: Final = re.compile(r"^[ ]*(?:-[ ]+|[\w-]+:[ ]*)?(\t)", re.MULTILINE)
_SPACES: Final = "\xa0\u2000-\u200a\u202f\u205f\u3000"
_SPACE: Final = re.compile(
    rf"^[ ]*(?:-[ ]*)?(?:[\w-]+:[ ]*)?([{_SPACES}]+)|(?<![{_SPACES}])([{_SPACES}]+)(?=\r?$)",
    re.MULTILINE,
)
_COLON: Final = re.compile(r"^[ ]*(?:-[ ]+)?[\w-]+[ ]*([\uff1a\ufe55\ua789])", re.MULTILINE)
_BULLET: Final = re.compile(rf"^[ ]*([–—−•·‣▪●◦\uf0b7]|\*)(?=[ {_SPACES}])", re.MULTILINE)
_ODD: Final = re.compile(
    rf"[\t{_SPACES}\uff1a\ufe55\ua789–—−•·‣▪●◦\uf0b7]|^[ ]*\*[ ]", re.MULTILINE
)


def mend(text: str, offset: int) -> tuple[str, list[Problem]]:
    """The text as YAML can read it, and a problem for each mark that was mended."""
    if text.isascii() and "\t" not in text and "*" not in text:  # by far the most frequent
        return text, []
    if not _ODD.search(text):
        return text, []
    characters = list(text)
    problems = []
    for at, mended, problem in _slips(text):
        characters[at.start : at.end] = mended * (at.end - at.start)
        problems.append(Problem(problem.code, problem.message, _moved(at, offset), problem.hint))
    return "".join(characters).replace("\t", " "), problems


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _slips(text: str) -> Iterator[tuple[Span, str, Problem]]:
    for match in _TAB.finditer(text):
        yield Span(*match.span(1)), " ", _TAB_PROBLEM
    for match in _SPACE.finditer(text):
        yield Span(*match.span(1 if match.group(1) else 2)), " ", _SPACE_PROBLEM
    for match in _COLON.finditer(text):
        yield Span(*match.span(1)), ":", _COLON_PROBLEM
    mended_line = -1
    for match in _BULLET.finditer(text):
        before = text[: match.start()].rstrip("\r\n")
        last = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
        if last.rstrip().endswith(":") or mended_line == len(before) - len(last):
            mended_line = match.start()
            yield Span(*match.span(1)), "-", _BULLET_PROBLEM


_NOWHERE: Final = Span(0, 0)
_TAB_PROBLEM: Final = Problem(
    "SOP106",
    "A tab stands where YAML needs spaces.",
    _NOWHERE,
    "Replace the tab with two spaces.",
)
_SPACE_PROBLEM: Final = Problem(
    "SOP116",
    "A special space stands here that YAML does not take for a space.",
    _NOWHERE,
    "Delete it and type an ordinary space.",
)
_COLON_PROBLEM: Final = Problem(
    "SOP116",
    "This is not the colon that YAML needs after a field's name.",
    _NOWHERE,
    'Type an ordinary colon and a space: "owner: team-lead".',
)
_BULLET_PROBLEM: Final = Problem(
    "SOP116",
    "A list in the front matter is not written with this mark.",
    _NOWHERE,
    'Begin each item with a hyphen and a space: "- complaints".',
)
