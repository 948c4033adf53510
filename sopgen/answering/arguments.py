"""Checks what was asked with against the tool's own published schema, before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from jsonschema import Draft202012Validator, ValidationError

from sopgen.answering.forms import Schema
from sopgen.answering.quoting import is_hidden, one_line
from sopgen.answering.refusals import RefusalKind, RefusedError
from sopgen.model.suggestion import did_you_mean, listed

Arguments = Mapping[str, Any]

_WORDS: Final = frozenset({"query", "question"})  # what people said, on as many lines
_SHOWN: Final = 60  # characters of a wrong value that are said back


def check_arguments(arguments: object, schema: Schema) -> Arguments:
    """The arguments, where they are what the schema asks for; None counts as left out.

    Raises `RefusedError` for the first that is not.
    """
    if not isinstance(arguments, Mapping):
        raise _invalid("The arguments are no JSON object.", None)
    given = {name: value for name, value in arguments.items() if value is not None}
    error = next(Draft202012Validator(schema).iter_errors(given), None)
    if error is not None:
        raise _told(error, schema)
    for name, value in given.items():
        if isinstance(value, str):
            _check_text(name, value, schema["properties"][name])
    return given


def shown(value: object) -> str:
    """A wrong value as it is said back: on one line, cut, nothing hidden."""
    text = one_line(value) if isinstance(value, str) else type(value).__name__
    return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'


def _check_text(name: str, value: str, schema: Schema) -> None:
    ends = "\r\n\t" if name in _WORDS else ""
    if any(is_hidden(item) and item not in ends for item in value):
        raise _invalid(f"{name} has control characters: leave them out.", name)
    if not ends and not set(value).isdisjoint("\n\t"):
        raise _invalid(f"{name} has more than one line: leave out line ends and tabs.", name)
    if schema.get("format") == "date":
        _check_day(name, value)


def _check_day(name: str, value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise _invalid(f"{name} is {shown(value)}, and there is no such day.", name) from None


def _told(error: ValidationError, schema: Schema) -> RefusedError:
    """What is wrong, in words; the schemas here use nothing but these keywords."""
    name = str(next(iter(error.path), ""))
    limit: Any = error.validator_value
    given: Any = error.instance
    match error.validator:
        case "additionalProperties":
            return _unknown_name(given, schema)
        case "required":
            missing = [item for item in limit if item not in given]
            message = f"An argument is missing: {listed(missing)}."
        case "type":
            message = f"{name} must be {_TYPES.get(limit, limit)}."
        case "maxLength":
            message = f"{name} has {len(given)} characters; the most is {limit}."
        case "minLength":
            message = f"{name} is empty."
        case "minimum" | "maximum" as end:
            message = f"{name} must be at {'least' if end == 'minimum' else 'most'} {limit}."
        case _:
            message = f"{name} is {shown(given)}: write it as 2026-09-01."
    return _invalid(message, name or None)


def _unknown_name(given: Mapping[object, object], schema: Schema) -> RefusedError:
    known = schema["properties"]
    name = next(str(item) for item in given if item not in known)
    message = f"There is no argument {shown(name)}; there is {listed(known)}."
    return _invalid(message, one_line(name)[:_SHOWN], did_you_mean(name, known))


_TYPES: Final = {"string": "text", "integer": "a whole number"}


def _invalid(message: str, argument: str | None, meant: str | None = None) -> RefusedError:
    return RefusedError(
        RefusalKind.INVALID_ARGUMENT, message, argument=argument, did_you_mean=meant
    )
