"""Reads the front matter of a file: the values between its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sopgen.model.finding import Problem
from sopgen.model.source import Source, Span
from sopgen.reading.frame import find_frame
from sopgen.reading.marks import mend
from sopgen.reading.yaml_values import YamlProblem, YamlValues, read_yaml

_NOWHERE: Final = Span(0, 0)
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
    frame = find_frame(source, text)
    if frame.fields is None:
        return FrontMatter(problems=list(frame.problems))
    front_matter = FrontMatter(
        span=Span(0, frame.body_start), body_start=frame.body_start, problems=list(frame.problems)
    )
    if frame.is_yaml:
        _read_values(front_matter, text[frame.fields.start : frame.fields.end], frame.fields.start)
    return front_matter


def _read_values(front_matter: FrontMatter, text: str, offset: int) -> None:
    mended, problems = mend(text, offset)
    front_matter.problems += problems
    try:
        values = read_yaml(mended, offset)
    except YamlProblem as error:
        # What was mended makes the parser stumble over what follows: that would only mislead.
        if not problems:
            front_matter.problems.append(error.problem)
        front_matter.values = _what_can_be_known(text, offset)
        return
    front_matter.values = values
    front_matter.problems += values.problems
    shape = _wrong_shape(values)
    front_matter.problems += [shape] if shape else []
    front_matter.usable = shape is None


def _wrong_shape(values: YamlValues) -> Problem | None:
    """Fields that are missing altogether, or that all stand under another one."""
    if not values.data:
        message = "The front matter is empty: it holds no fields."
        return Problem("SOP108", message, Span(0, 3), 'Write lines like "title: …".')
    name, value = next(iter(values.data.items()))
    if len(values.data) == 1 and isinstance(value, dict) and len(value) > 2:
        message = f'All fields stand under "{name}", one level too deep.'
        hint = f'Delete the line "{name}:" and begin each field at the left edge.'
        return Problem("SOP108", message, values.keys[name], hint)
    return None


def _what_can_be_known(text: str, offset: int) -> YamlValues:
    """Id and type of front matter that is broken elsewhere, so that findings name the document."""
    values = YamlValues()
    for name, pattern in (("id", _ID), ("type", _TYPE)):
        match = pattern.search(text)
        if match:
            values.data[name] = match.group(1)
            values.places[(name,)] = Span(match.start(1) + offset, match.end(1) + offset)
    return values
