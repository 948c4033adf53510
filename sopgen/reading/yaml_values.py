"""Reads YAML safely into plain values, each with its place, and notices what writers slip on.

Values come from the parser's events, without aliases, tags or objects: a document can neither
blow up ("billion laughs") nor run code. Dates stay text in ISO form, so an impossible date is
still there to be reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final, NamedTuple

import yaml

from sopgen.model.finding import Problem, Route
from sopgen.model.source import Span

_DEPTH: Final = 30
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Final[Any] = yaml.resolver.Resolver()
_CONSTRUCTOR: Final = yaml.constructor.SafeConstructor()
_TAG: Final = "tag:yaml.org,2002:"
_CONSTRUCT: Final = {
    f"{_TAG}null": _CONSTRUCTOR.construct_yaml_null,
    f"{_TAG}bool": _CONSTRUCTOR.construct_yaml_bool,
    f"{_TAG}int": _CONSTRUCTOR.construct_yaml_int,
    f"{_TAG}float": _CONSTRUCTOR.construct_yaml_float,
}


class YamlProblem(Exception):  # noqa: N818 not an error of ours: it becomes a finding
    """The text is no YAML that we read; holds the one problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class YamlValues:
    """A mapping read from YAML, with the places of its values and keys."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Route, Span] = field(default_factory=dict)
    keys: dict[str, Span] = field(default_factory=dict)
    raw: dict[Route, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_yaml(text: str, offset: int = 0) -> YamlValues:
    """Read one YAML mapping; `offset` is added to every position.

    Raises `YamlProblem` where the text is no YAML or no mapping. Duplicate keys, aliases and
    tags become problems in the result, and reading goes on.
    """
    reader = _Reader(offset)
    try:
        data = reader.read(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise YamlProblem(_explain(error, text, offset)) from error
    if data is None:
        data = {}
    if not isinstance(data, dict):
        what = "a list" if isinstance(data, list) else "a single value"
        message = f"The front matter holds {what}, not fields with values."
        raise YamlProblem(
            Problem("SOP108", message, _line_at(text, 0, offset), 'Write lines like "title: …".')
        )
    reader.result.data = data
    return reader.result


class _Reader:
    """Turns the flat stream of events into values without recursion."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.result = YamlValues()

    def read(self, events: Iterator[Any]) -> Any:  # noqa: ANN401 any JSON value
        for event in events:
            if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                value = None
                if not isinstance(event, yaml.StreamEndEvent):
                    value = self._value(event, events, ())
                for _ in events:
                    pass
                return value
        return None

    def _value(self, event: Any, events: Iterator[Any], route: Route) -> Any:  # noqa: ANN401
        span = self._span(event)
        self.result.places[route] = span
        if len(route) > _DEPTH:
            raise YamlProblem(
                Problem("SOP113", f"Values are nested more than {_DEPTH} levels deep.", span)
            )
        if isinstance(event, yaml.AliasEvent):
            return self._refuse("an alias (*name)", span)
        if event.tag and event.tag != "!" and not event.tag.startswith(_TAG):
            self._refuse(f"the tag {event.tag}", span)
        if isinstance(event, yaml.ScalarEvent):
            self.result.raw[route] = event.value
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, route)
        return self._mapping(events, route)

    def _sequence(self, events: Iterator[Any], route: Route) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*route, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], route: Route) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key, span = self._key(event, events, route)
            if key in values:
                self._duplicate(key, span)
                self._value(next(events), events, (*route, f"{key} (again)"))
                continue
            if not route:
                self.result.keys[key] = span
            values[key] = self._value(next(events), events, (*route, key))
        return values

    def _key(self, event: Any, events: Iterator[Any], route: Route) -> tuple[str, Span]:  # noqa: ANN401
        span = self._span(event)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value), span
        self._value(event, events, (*route, "key"))
        self.result.problems.append(
            Problem("SOP105", "A field's name must be a plain word.", span, _KEY_HINT)
        )
        return f"(key at {span.start})", span

    def _duplicate(self, key: str, span: Span) -> None:
        message = f'The field "{key}" stands here a second time.'
        hint = "Keep one of them: only one value can count."
        self.result.problems.append(Problem("SOP107", message, span, hint))

    def _refuse(self, what: str, span: Span) -> None:
        message = f"The front matter uses {what}, which SOPs do not."
        hint = "Write the value out. Text that begins with * & or ! needs quotes."
        self.result.problems.append(Problem("SOP110", message, span, hint))

    def _span(self, event: Any) -> Span:  # noqa: ANN401 an event of the YAML parser
        start, end = event.start_mark.index, event.end_mark.index
        return Span(start + self.offset, max(end, start) + self.offset)


def _scalar(event: Any) -> Any:  # noqa: ANN401 any JSON scalar
    if event.tag in {None, "!"} and not event.implicit[0]:
        return event.value
    tag = event.tag or _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False))
    construct = _CONSTRUCT.get(tag)
    if construct is None:
        return event.value
    try:
        value = construct(yaml.ScalarNode(tag, event.value))
    except (ValueError, KeyError, IndexError):
        return event.value
    # Not-a-number and infinity are no JSON: they stay the text that was written.
    return value if not isinstance(value, float) or isfinite(value) else event.value


_KEY_HINT: Final = 'Write "name: value", one field a line.'


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
        _KEY_HINT,
        early=True,
    ),
    _Explanation(
        re.compile(r"(flow sequence|flow mapping)"),
        "A bracket is opened here and never closed, or a comma is missing.",
        "Write lists as [one, two], or each item on its own line after a hyphen.",
        early=True,
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
_QUOTED_VALUE: Final = re.compile(r"""\s*(- )?([\w-]+\s*:)?\s*['"]""")


def _explain(error: yaml.YAMLError, text: str, offset: int) -> Problem:
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    index = _index(getattr(error, "problem_mark", None))
    began = _index(getattr(error, "context_mark", None) or getattr(error, "problem_mark", None))
    special = _explain_by_line(problem, text, index, offset)
    if special:
        return special
    for explanation in _EXPLANATIONS:
        if explanation.pattern.search(problem) or explanation.pattern.search(context):
            at = _line_at(text, began if explanation.early else index, offset)
            return Problem("SOP105", explanation.message, at, explanation.hint)
    at = _line_at(text, index, offset)
    return Problem("SOP105", f"The front matter is no valid YAML: {problem}.", at, _KEY_HINT)


def _explain_by_line(problem: str, text: str, index: int, offset: int) -> Problem | None:
    """Two slips that the parser notices late: the line itself tells what was meant."""
    line_start = text.rfind("\n", 0, index) + 1
    line = text[line_start:].split("\n", 1)[0]
    if "mapping values" in problem and re.match(r"[\w-]+\s*:", line) and line_start:
        previous = text.rfind("\n", 0, line_start - 1) + 1
        at = _line_at(text, previous, offset)
        return Problem("SOP105", "This line is neither a field nor part of one.", at, _KEY_HINT)
    if "expected key" in problem and _QUOTED_VALUE.match(line) and index > line_start:
        message = "The quotation marks end before the value does."
        hint = "Use the other kind of quotation mark around the whole value."
        return Problem("SOP105", message, _line_at(text, index, offset), hint)
    return None


def _index(mark: Any) -> int:  # noqa: ANN401 the YAML parser's mark, or None
    return mark.index if mark is not None else 0


def _line_at(text: str, index: int, offset: int) -> Span:
    """From an index to the end of its line; an index past the text means its last line."""
    if index >= len(text.rstrip()):
        index = text.rstrip().rfind("\n") + 1
    end = text.find("\n", index)
    return Span(index + offset, (end if end > index else max(len(text), index + 1)) + offset)
