"""Says in plain words what the YAML parser stumbled over, and on which line it really is."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import yaml

from sopgen.model.finding import Problem
from sopgen.model.source import Span

KEY_HINT: Final = 'Write "name: value", one field a line.'


class _Explanation(NamedTuple):
    """Plain words for one of the YAML parser's messages; `early` points to where it began."""

    pattern: re.Pattern[str]
    message: str
    hint: str
    early: bool


_EXPLANATIONS: Final = (
    _Explanation(
        re.compile(r"escape"),
        "A backslash inside double quotes has a meaning of its own.",
        "Use single quotes, or write the backslash twice.",
        early=False,
    ),
    _Explanation(
        re.compile(r"mapping values are not allowed"),
        "A colon followed by a space stands inside a value, or a line is indented wrongly.",
        'Put the value in quotes: title: "Refunds: the rules".',
        early=False,
    ),
    _Explanation(
        re.compile(r"quoted scalar"),
        "A quotation mark is opened here and never closed.",
        "Close the quotation mark at the end of the value.",
        early=True,
    ),
    _Explanation(
        re.compile(r"could not find expected ':'"),
        "This line is neither a field nor part of one.",
        KEY_HINT,
        early=True,
    ),
    _Explanation(
        re.compile(r"(flow sequence|flow mapping)"),
        "A bracket is opened here and never closed, or a comma is missing.",
        "Write lists as [one, two], or each item on its own line after a hyphen.",
        early=True,
    ),
    _Explanation(
        re.compile(r"alphabetic or numeric character"),
        "A value or a field's name must not begin with * or &.",
        "Leave the marks out, or put the value in quotes.",
        early=True,
    ),
    _Explanation(
        re.compile(r"expected node content"),
        "A value must not begin with this character, or a value is missing in a list.",
        "Put the value in quotes.",
        early=False,
    ),
    _Explanation(
        re.compile(r"cannot start any token"),
        "A value must not begin with this character.",
        "Put the value in quotes.",
        early=False,
    ),
    _Explanation(
        re.compile(r"block sequence entries|block (mapping|collection|sequence)|expected key|'-'"),
        "This line does not fit the lines above: its indentation is off or something is missing.",
        "Begin fields at the left edge; indent list items with two spaces and a hyphen.",
        early=False,
    ),
)
_NO_FIELD: Final = "This line is neither a field nor part of one."
_GLUED: Final = re.compile(r"([\w-]+):(?=[^\s:])")
_EQUALS: Final = re.compile(r"([\w-]+)\s*=")
_QUOTED_VALUE: Final = re.compile(r"""\s*(- )?([\w-]+\s*:)?\s*['"]""")


def explain(error: yaml.YAMLError, text: str, offset: int) -> Problem:
    """The problem that a parser's error means; `offset` is where `text` begins in the file."""
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    index = _index(getattr(error, "problem_mark", None))
    began = _index(getattr(error, "context_mark", None) or getattr(error, "problem_mark", None))
    special = _explain_by_line(problem, text, index, offset)
    if special:
        return special
    for explanation in _EXPLANATIONS:
        if explanation.pattern.search(problem) or explanation.pattern.search(context):
            at = line_at(text, began if explanation.early else index, offset)
            return _sharper(text, at, offset) or Problem(
                "SOP105", explanation.message, at, explanation.hint
            )
    at = line_at(text, index, offset)
    return Problem("SOP105", f"The front matter is no valid YAML: {problem}.", at, KEY_HINT)


def _explain_by_line(problem: str, text: str, index: int, offset: int) -> Problem | None:
    """Two slips that the parser notices late: the line itself tells what was meant."""
    line_start = text.rfind("\n", 0, index) + 1
    line = text[line_start:].split("\n", 1)[0]
    field = re.match(r"[\w-]+\s*(?=:)", line)
    if "mapping values" in problem and field and line_start and index <= line_start + field.end():
        previous = text.rfind("\n", 0, line_start - 1) + 1
        at = line_at(text, previous, offset)
        return _sharper(text, at, offset) or Problem("SOP105", _NO_FIELD, at, KEY_HINT)
    if "expected key" in problem and _QUOTED_VALUE.match(line) and index > line_start:
        message = "The quotation marks end before the value does."
        hint = "Use the other kind of quotation mark around the whole value."
        return Problem("SOP105", message, line_at(text, index, offset), hint)
    return None


def _sharper(text: str, at: Span, offset: int) -> Problem | None:
    """What the line itself shows, where that is plainer than what the parser missed."""
    line = text[at.start - offset : at.end - offset].rstrip()
    if line.startswith(("'", '"')) and line.endswith(tuple("“”„‟‘’‚«»")):
        message = f"The value begins with {line[0]} and ends with {line[-1]}, a typographic mark."
        return Problem("SOP114", message, at, f"Type {line[0]} at its end.")
    name = _GLUED.match(line)
    if name:
        message = "A space is missing after the colon."
        return Problem("SOP105", message, at, f'Write "{name.group(1)}: …".')
    name = _EQUALS.match(line)
    if name:
        message = "A field's name and its value are parted by a colon, not by =."
        return Problem("SOP105", message, at, f'Write "{name.group(1)}: …".')
    return None


def _index(mark: Any) -> int:  # noqa: ANN401 the YAML parser's mark, or None
    return mark.index if mark is not None else 0


def line_at(text: str, index: int, offset: int) -> Span:
    """From an index to the end of its line; an index past the text means its last line."""
    if index >= len(text.rstrip()):
        index = text.rstrip().rfind("\n") + 1
    end = text.find("\n", index)
    return Span(index + offset, (end if end > index else max(len(text), index + 1)) + offset)
