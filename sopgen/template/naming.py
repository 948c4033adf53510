"""Words names and keys that the vocabulary or the templates do not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sopgen.model.finding import Problem, Route
from sopgen.template.context import Context, suggest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_AND: Final = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bor\b|\bund\b|\boder\b|\bet\b|\bou\b)\s*")


def not_in_vocabulary(context: Context, error: ValidationError, route: Route) -> Problem:
    """A field with a key that the vocabulary does not have."""
    return not_a_key(context, error.message, str(error.instance), route)


def not_a_key(context: Context, kind: str, value: str, route: Route) -> Problem:
    """The same for a value that is not even text; `kind` is the kind of word."""
    entries = context.vocabulary.entries(kind)
    message = f'{context.name(route)} is "{value}", which is not in the vocabulary ({kind}).'
    by_name = context.vocabulary.named(kind, value)
    hint = f'Write its key: "{by_name.key}".' if by_name else suggest(value, list(entries))
    if kind == "roles" and "@" in value:
        hint = 'Name a role, never a person: a key such as "team-lead".'
    return Problem("SOP209", message, route, hint)


def unknown_name(context: Context, error: ValidationError, route: Route) -> Problem:
    """A name in the text that the vocabulary does not have."""
    kind, value = error.message, str(error.instance)
    names = [entry.name for entry in context.vocabulary.entries(kind).values()]
    message = f'"{value}" is not in the vocabulary ({kind}).'
    hint = suggest(value, names)
    parts = _AND.split(value)
    if len(parts) > 1 and all(context.vocabulary.named(kind, part) for part in parts):
        hint = f"Name one of them: who answers for it? Two {kind} need two steps."
    return Problem("SOP314", message, route, hint)


def unknown_type(context: Context, error: ValidationError, route: Route) -> Problem:
    """A type that has no template."""
    message = f'There is no template for the type "{error.instance}".'
    return Problem(
        "SOP211", message, route, suggest(error.message, list(context.templates.by_type))
    )
