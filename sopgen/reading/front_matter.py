"""Finds the front matter of a file, notices what is wrong with its frame, and reads its values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sopgen.model.finding import Problem
from sopgen.model.source import Source, Span
from sopgen.reading.yaml_values import YamlProblem, YamlValues, read_yaml

_NOWHERE: Final = Span(0, 0)
_OPEN: Final = re.compile(r"---[ \t]*(\r\n|\n|\r|\Z)")
_CLOSE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALMOST_OPEN: Final = re.compile(r"\s*(---+|\+\+\+|—+|–+|```ya?ml)[ \t]*(\r\n|\n|\r)")
_BODY_BEGINS: Final = re.compile(r"^(#{1,6}[ \t]\S|\.\.\.[ \t]*$|-{2,}[ \t]*$|—+$)", re.MULTILINE)
_TAB: Final = re.compile(r"^[ ]*(?:(?:-[ ]+|[\w-]+:[ ]*)?)(\t)", re.MULTILINE)
_TYPE: Final = re.compile(r"^type:[ \t]*([\w-]+)", re.MULTILINE)
_ID: Final = re.compile(r"^id:[ \t]*([\w-]+)", re.MULTILINE)


@dataclass
class FrontMatter:
    """The front matter as far as it can be read, and where the body begins.

    `usable` is False where nothing of it can be trusted; then only `problems` speak of it.
    """

    values: YamlValues = field(default_factory=YamlValues)
    span: Span = _NOWHERE
    body_start: int = 0
    usable: bool = False
    problems: list[Problem] = field(default_factory=list)


def read_front_matter(source: Source, text: str) -> FrontMatter:
    """Read the front matter of `text`: the source's text without what no reader can see."""
    opened = _OPEN.match(text)
    if not opened:
        return FrontMatter(problems=[_no_front_matter(source, text)])
    start = opened.end()
    closed = _CLOSE.search(text, start)
    if closed:
        end, body_start, problems = closed.start(), closed.end(), []
    else:
        end = body_start = _guess_end(text, start)
        problems = [_unclosed(source, text, end)]
    front_matter = FrontMatter(span=Span(0, body_start), body_start=body_start, problems=problems)
    _read_values(front_matter, text[start:end], start)
    return front_matter


def _no_front_matter(source: Source, text: str) -> Problem:
    almost = _ALMOST_OPEN.match(text)
    if almost:
        line = source.place(Span(almost.start(1), almost.end(1))).line
        message = "The file does not begin with front matter: its first line must be just ---."
        hint = f"Line {line} looks like the start: move it to line 1 and write three hyphens."
        return Problem("SOP103", message, Span(almost.start(1), almost.end(1)), hint)
    message = "The file has no front matter: the fields between two lines of ---."
    hint = 'Begin the file with ---, then fields such as "id: SOP-XX-001", then --- again.'
    return Problem("SOP103", message, source.line_span(1), hint)


def _guess_end(text: str, start: int) -> int:
    body = _BODY_BEGINS.search(text, start)
    return body.start() if body else len(text)


def _unclosed(source: Source, text: str, end: int) -> Problem:
    line = source.place(Span(max(0, min(end, len(text.rstrip()))), end)).line
    message = "The front matter never ends: the closing line of --- is missing."
    hint = "Put a line of three hyphens after the last field, before the text begins."
    return Problem("SOP104", message, source.line_span(line), hint)


def _read_values(front_matter: FrontMatter, text: str, offset: int) -> None:
    tabs = [match.start(1) for match in _TAB.finditer(text)]
    front_matter.problems += [_tab(at + offset) for at in tabs]
    try:
        front_matter.values = read_yaml(text.replace("\t", " "), offset)
    except YamlProblem as error:
        # A tab makes the parser stumble over what follows: that message would only mislead.
        if not tabs:
            front_matter.problems.append(error.problem)
        front_matter.values = _what_can_be_known(text, offset)
        return
    front_matter.problems += front_matter.values.problems
    front_matter.usable = True


def _tab(at: int) -> Problem:
    message = "A tab stands where YAML needs spaces."
    return Problem("SOP106", message, Span(at, at + 1), "Replace the tab with two spaces.")


def _what_can_be_known(text: str, offset: int) -> YamlValues:
    """Id and type of front matter that is broken elsewhere, so that findings name the document."""
    values = YamlValues()
    for name, pattern in (("id", _ID), ("type", _TYPE)):
        match = pattern.search(text)
        if match:
            values.data[name] = match.group(1)
            values.places[(name,)] = Span(match.start(1) + offset, match.end(1) + offset)
    return values
