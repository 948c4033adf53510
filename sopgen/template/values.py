"""Words what is wrong with a value: its kind, its form, its length."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sopgen.model.finding import Problem, Route
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.template.absence import wrong_number
from sopgen.template.context import Context, suggest
from sopgen.template.naming import not_a_key
from sopgen.template.patterns import compiled
from sopgen.template.soundness import Schema

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES: Final[Mapping[str, str]] = {
    "string": "text",
    "array": "a list",
    "object": "fields with values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
_IMPOSSIBLE_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ALONE: Final = "A note beside it belongs in the text."


def wrong_type(context: Context, error: ValidationError, route: Route) -> Problem:
    """Another kind of value than the field must hold."""
    value, wanted = error.instance, error.validator_value
    if value is None:
        return _no_value(context, wanted, route)
    if wanted == "string" and not isinstance(value, (list, dict)) and route in context.document.raw:
        return _not_text(context, error, context.document.raw[route], route)
    if isinstance(value, str) and wanted in {"array", "object"}:
        return _single_value(context, error, value, route)
    kinds: Any = [wanted] if isinstance(wanted, str) else wanted
    words = listed(_TYPES[kind] for kind in kinds)
    hint = (
        f"Name one: {value[0]}." if wanted == "string" and isinstance(value, list) and value else ""
    )
    return Problem("SOP203", f"{context.name(route)} must be {words}.", route, hint)


def _no_value(context: Context, wanted: object, route: Route) -> Problem:
    hint = "Give it a value, or remove the line."
    source = context.document.source
    line = source.line(source.place(context.document.locate(route)).line)
    if re.match(r"[^#]*:\s+#\S", line):
        hint = "Text that begins with # needs quotes: without them it is a comment."
    if wanted == "array":
        hint = f"Write [] where there is none: {route[-1]}: []."
    return Problem("SOP214", f"{context.name(route)} has no value.", route, hint)


def _not_text(context: Context, error: ValidationError, raw: str, route: Route) -> Problem:
    if route == ("version",):
        return _number_as_version(raw, route)
    special = _not_even_text(context, schema_of(error), raw, route)
    if special is not None:
        return special
    kind = "true or false" if isinstance(error.instance, bool) else "a number"
    message = f"{context.name(route)} must be text, but YAML reads {raw} as {kind}."
    return Problem("SOP203", message, route, f'Put it in quotes: "{raw}".')


def _single_value(context: Context, error: ValidationError, value: str, route: Route) -> Problem:
    name = context.name(route)
    if error.validator_value == "object":
        names = ", ".join(f'"{item}:"' for item in schema_of(error).get("required", ()))
        message = f"{name} must be fields with values, but it is a single value."
        return Problem("SOP203", message, route, f"Write the fields {names} under it.")
    hint = f"Write it in square brackets: [{value}]."
    if value.startswith("-"):
        hint = 'Write a space after each hyphen: "- complaints".'
    return Problem("SOP203", f"{name} must be a list, but it is a single value.", route, hint)


def _not_even_text(context: Context, schema: Schema, raw: str, route: Route) -> Problem | None:
    """A number or a yes where quotes would not help: the value itself is wrong."""
    if "format" in schema:
        return _format_of(context, schema["format"], raw, route)
    if "pattern" in schema and not compiled(schema["pattern"]).search(raw):
        return _not_written_so(context, raw, schema, route)
    if "x-vocabulary" in schema:
        return not_a_key(context, schema["x-vocabulary"], raw, route)
    return None


def _number_as_version(raw: str, route: Route) -> Problem:
    message = f"The version {raw} is read as a number, which loses digits (1.10 becomes 1.1)."
    numbers = [part for part in raw.split(".") if part.isdigit()]
    proper = ".".join([*numbers, "0", "0"][:3])
    return Problem("SOP204", message, route, f"Write three numbers: version: {proper}.")


def wrong_format(context: Context, error: ValidationError, route: Route) -> Problem:
    """A date, duration, time limit or address that is written otherwise."""
    return _format_of(context, str(error.validator_value), str(error.instance), route)


def _format_of(context: Context, format_: str, value: str, route: Route) -> Problem:
    name = context.name(route)
    if format_ == "date":
        return _date(name, value, route)
    if format_ == "duration":
        hint = "Write P3M for three months, P1Y for a year, P6W for six weeks."
        return Problem(
            "SOP213", f'{name} is "{value}", which is no ISO 8601 duration.', route, hint
        )
    if format_ == "time-limit":
        message = f'The time limit "{value}" cannot be read.'
        hint = "Write one number and a unit: 15 minutes, 1 working day, 8 weeks."
        return Problem("SOP315", message, route, hint)
    hint = "Write the whole address, beginning with https://."
    return Problem("SOP215", f'{name} is "{value}", which is no web address.', route, hint)


def _date(name: str, value: str, route: Route) -> Problem:
    match = _IMPOSSIBLE_DATE.fullmatch(value)
    hint = "Write year-month-day, such as 2026-09-01."
    if not match:
        return Problem("SOP205", f'{name} is "{value}", which is no date.', route, hint)
    year, month, _ = map(int, match.groups())
    if 1 <= month <= 12 and year:
        days = calendar.monthrange(year, month)[1]
        hint = f"{calendar.month_name[month]} {year} has {days} days."
    message = f"{name}: there is no day {value}."
    return Problem("SOP205", message, route, hint)


def not_allowed(context: Context, error: ValidationError, route: Route) -> Problem:
    """A value that is not one of those allowed."""
    allowed = (
        error.validator_value
        if isinstance(error.validator_value, list)
        else [error.validator_value]
    )
    names = [str(item) for item in allowed]
    if error.instance is None:
        return Problem(
            "SOP214", f"{context.name(route)} has no value.", route, f"Write {listed(names)}."
        )
    value = str(context.document.raw.get(route, error.instance))
    message = f'{context.name(route)} is "{value}", which is not one of the allowed values.'
    return Problem("SOP206", message, route, suggest(value, names))


def wrong_pattern(context: Context, error: ValidationError, route: Route) -> Problem:
    """A text that is not written in the form that it must have."""
    return _not_written_so(context, str(error.instance), schema_of(error), route)


def _not_written_so(context: Context, value: str, schema: Schema, route: Route) -> Problem:
    message = f'{context.name(route)} is "{value}", which is not written as it must be.'
    pattern = str(schema.get("pattern", ""))
    hint = schema.get("x-message") or f"It must match {pattern}."
    mended = value.strip().replace("_", "-").removeprefix("v").removeprefix("V")
    for proper in (mended, mended.upper(), mended + ".0", mended.lower()):
        if compiled(pattern).search(proper):
            return Problem("SOP207", message, route, f"Write {proper}. {hint}")
    return Problem("SOP207", message, route, hint)


def no_form(context: Context, error: ValidationError, route: Route) -> Problem:
    """None of several forms: say which there are."""
    forms: Any = error.validator_value
    words = listed(_form(form) for form in forms if isinstance(form, dict))
    return Problem("SOP203", f"{context.name(route)} must be {words}.", route, _ALONE)


def wrong_length(context: Context, error: ValidationError, route: Route) -> Problem:
    """A text or list that is too short or too long."""
    value: Any = error.instance
    limit, length = error.validator_value, len(value)
    name = context.name(route)
    if not length:
        return Problem("SOP214", f"{name} is empty.", route, "Give it a value, or remove it.")
    if isinstance(value, list):
        return wrong_number(name, error, route)
    if error.validator == "minLength":
        return Problem("SOP208", f"{name} is too short: at least {limit} characters.", route)
    message = f"{name} is too long: {length} characters, at most {limit}."
    return Problem("SOP208", message, route, "Say it shorter.")


def repeated(context: Context, error: ValidationError, route: Route) -> Problem:
    """A list that names something twice."""
    values: Any = error.instance
    first: dict[str, int] = {}
    second = next(i for i, value in enumerate(values) if first.setdefault(repr(value), i) != i)
    message = f'{context.name(route)} names "{_short(values[second])}" twice.'
    return Problem("SOP210", message, (*route, second), "Remove one of them.")


def unknown_field(_: Context, error: ValidationError, route: Route) -> Problem:
    """A field inside another that its schema does not know."""
    known = list(schema_of(error).get("properties", {}))
    fields: Any = error.instance
    name = next(str(key) for key in fields if key not in known)
    close = did_you_mean(name, known)
    hint = f'Did you mean "{close}"?' if close else f"Allowed here: {listed(known)}."
    return Problem("SOP202", f'The field "{name}" is not known here.', (*route, name), hint)


def _form(schema: Schema) -> str:
    """One of several allowed forms in words."""
    fields = listed(f'"{name}:"' for name in schema.get("properties", ())).replace(" or ", " and ")
    return f"fields {fields}" if fields else _TYPES.get(str(schema.get("type")), "a value")


def _short(value: Any) -> str:  # noqa: ANN401 any JSON value
    return str(value.get("title", value)) if isinstance(value, dict) else str(value)


def schema_of(error: ValidationError) -> Schema:
    """The part of the schema that an error breaks; none where it is just true or false."""
    return dict(error.schema) if isinstance(error.schema, dict) else {}
