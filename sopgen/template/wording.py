"""Turns what a JSON Schema says into what a person can act on, one keyword at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from sopgen.model.finding import Problem, Route
from sopgen.template import absence, naming, values
from sopgen.template.context import Context

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_Words = Callable[[Context, "ValidationError", Route], Problem]


def problem_of(context: Context, error: ValidationError) -> tuple[Problem, str]:
    """The problem that an error means, and the property of the document it concerns."""
    route: Route = tuple(error.absolute_path)
    keyword = str(error.validator)
    name = str(route[0]) if route else error.message if keyword == "required" else ""
    if len(route) == 1 and route[0] in context.sections:
        section = context.sections[str(route[0])]
        return absence.wrong_section(context, error, route, section), name
    return _WORDS.get(keyword, _other)(context, error, route), name


def _other(context: Context, error: ValidationError, route: Route) -> Problem:
    name = context.name(route) if route else "The document"
    return Problem("SOP212", f"{name} does not fit the schema: {error.message[:200]}.", route)


_WORDS: Final[Mapping[str, _Words]] = {
    "required": absence.missing,
    "type": values.wrong_type,
    "format": values.wrong_format,
    "enum": values.not_allowed,
    "const": values.not_allowed,
    "pattern": values.wrong_pattern,
    "minLength": values.wrong_length,
    "maxLength": values.wrong_length,
    "minItems": values.wrong_length,
    "maxItems": values.wrong_length,
    "uniqueItems": values.repeated,
    "additionalProperties": values.unknown_field,
    "x-vocabulary": naming.not_in_vocabulary,
    "x-vocabulary-name": naming.unknown_name,
    "x-template": naming.unknown_type,
    "anyOf": values.no_form,
    "oneOf": values.no_form,
}
