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
from typing import Any, Final

import yaml

from sopgen.model.finding import Problem, Route
from sopgen.model.source import Span
from sopgen.reading.yaml_errors import KEY_HINT, explain, line_at

_DEPTH: Final = 30
_TOO_DEEP: Final = f"Values are nested more than {_DEPTH} levels deep."
# Characters; more is no number that anybody means, nor one that can be printed.
_LONGEST_NUMBER: Final = 100
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Final[Any] = yaml.resolver.Resolver()
_CONSTRUCTOR: Final = yaml.constructor.SafeConstructor()
_TAG: Final = "tag:yaml.org,2002:"
_TAGS: Final = frozenset(
    {"!", *(_TAG + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))}
)
# Quotation marks of all languages; the same mark opens in one and closes in another.
_CURLY: Final = re.compile(r"[“”„‟«»‘’‚‹›「」『』](.*)[“”„‟«»‘’‚‹›「」『』]", re.DOTALL)
# What only an escape such as \t or \P can bring into a value; a new line may be meant.
_ESCAPED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
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
        # What yaml.parse does, without a call of its own for each event.
        data = reader.read(iter(_LOADER(text).get_event, None))
    except yaml.YAMLError as error:
        raise YamlProblem(explain(error, text, offset)) from error
    if data is None:
        data = {}
    if not isinstance(data, dict):
        what = "a list" if isinstance(data, list) else "a single value"
        message = f"The front matter holds {what}, not fields with values."
        raise YamlProblem(
            Problem("SOP108", message, line_at(text, 0, offset), 'Write lines like "title: …".')
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
        span = self.result.places[route] = self._span(event)
        if len(route) > _DEPTH:
            raise YamlProblem(
                Problem("SOP113", _TOO_DEEP, span, "Write flatter: a list of words is enough.")
            )
        if isinstance(event, yaml.AliasEvent):
            return self._refuse("an alias (*name)", span)
        if event.anchor:
            self._refuse("an anchor (&name)", span)
        if event.tag and event.tag not in _TAGS:
            self._refuse(f"the tag {event.tag.removeprefix(_TAG)}", span)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, route, span)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, route)
        return self._mapping(events, route)

    def _scalar(self, event: Any, route: Route, span: Span) -> Any:  # noqa: ANN401
        quoted = None if event.style else _CURLY.fullmatch(event.value)
        if quoted:
            message = (
                "These are typographic quotation marks, which YAML takes for part of the text."
            )
            hint = f'Type straight ones, or none: "{quoted.group(1)}".'
            self.result.problems.append(Problem("SOP114", message, span, hint))
            self.result.raw[route] = quoted.group(1)
            return quoted.group(1)
        if event.style == '"' and _ESCAPED.search(event.value):
            message = "A backslash inside double quotes has a meaning of its own."
            hint = "Use single quotes, or write the backslash twice."
            self.result.problems.append(Problem("SOP105", message, span, hint))
        self.result.raw[route] = event.value
        return _scalar(event)

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
            Problem("SOP105", "A field's name must be a plain word.", span, KEY_HINT)
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
    if construct is None or len(event.value) > _LONGEST_NUMBER:
        return event.value
    try:
        value = construct(yaml.ScalarNode(tag, event.value))
    except (ValueError, KeyError, IndexError):
        return event.value
    # Not-a-number and infinity are no JSON: they stay the text that was written.
    return value if not isinstance(value, float) or isfinite(value) else event.value
