"""Turns what a JSON Schema says into what a person can act on, one keyword at a time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from jsonschema.exceptions import ValidationError

from sopgen.model.document import Document
from sopgen.model.finding import Problem, Route
from sopgen.model.layout import Content, SectionLayout, fold
from sopgen.model.markdown import plain_text
from sopgen.model.source import Span
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.steps import split_number
from sopgen.template.loading import Schema, Template, Templates

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
_FIELD_NAMES: Final[Mapping[str, str]] = {
    "time_limit": "time limit",
    "confirmations": "confirmation",
}


class Wording:
    """Words the schema errors of one document; each comes with the name of its property."""

    def __init__(
        self, document: Document, template: Template, templates: Templates, vocabulary: Vocabulary
    ) -> None:
        self.document = document
        self.template = template
        self.templates = templates
        self.vocabulary = vocabulary
        self.sections = {section.property: section for section in template.layout.sections}

    def problem(self, error: ValidationError) -> tuple[Problem, str]:
        """The problem that an error means, and the property of the document it concerns."""
        route: Route = tuple(error.absolute_path)
        keyword = str(error.validator)
        name = str(route[0]) if route else error.message if keyword == "required" else ""
        if route and route[0] in self.sections and len(route) == 1:
            return self._section(error, route, self.sections[str(route[0])]), name
        words: Callable[[ValidationError, Route], Problem] = {
            "required": self._missing,
            "type": self._type,
            "format": self._format,
            "enum": self._one_of,
            "const": self._one_of,
            "pattern": self._pattern,
            "minLength": self._length,
            "maxLength": self._length,
            "uniqueItems": self._repeated,
            "additionalProperties": self._unknown,
            "x-vocabulary": self._not_in_vocabulary,
            "x-vocabulary-name": self._unknown_name,
            "x-template": self._unknown_type,
            "anyOf": self._no_form,
            "oneOf": self._no_form,
        }.get(keyword, self._other)
        problem = words(error, route)
        return problem, name

    def _missing(self, error: ValidationError, route: Route) -> Problem:
        name = error.message
        if not route and name in self.sections:
            return self._missing_section(self.sections[name])
        if not route:
            return self._missing_field(name)
        if self._is_step(route) and name in self.template.layout.labels:
            label = self.template.layout.labels[name][0]
            message = f'Step {int(route[1]) + 1} has no "{label}".'
            return Problem("SOP312", message, route, f'Add "- {label}: …" under its heading.')
        return Problem("SOP201", f'"{name}" is missing here.', route, f"Add the field {name}.")

    def _missing_field(self, name: str) -> Problem:
        fields = self.template.fields
        earlier = fields[: fields.index(name)] if name in fields else fields
        before = next((item for item in reversed(earlier) if item in self.document.keys), None)
        at = self.document.keys[before] if before else Span(0, 3)
        meaning = self.template.properties.get(name, {}).get("description", "")
        where = f'Add "{name}: …" after "{before}".' if before else f'Add "{name}: …".'
        return Problem(
            "SOP201", f'The field "{name}" is missing.', at, f"{where} {meaning}".strip()
        )

    def _missing_section(self, section: SectionLayout) -> Problem:
        order = [item.property for item in self.template.layout.sections]
        earlier = set(order[: order.index(section.property)])
        heading = section.headings[0]
        meant = self._meant_for(section)
        if meant is not None:
            hint = f'Write it as "## {heading}".'
            return Problem("SOP301", f'The section "{heading}" is missing.', meant, hint)
        present = [item for item in self.document.sections if item.property in earlier]
        if present:
            at = present[-1].heading.span
        elif self.document.headings:
            at = self.document.headings[0].span
        else:
            end = self.document.front_matter_span.end
            at = Span(max(0, end - 3), end)
        after = f' after "{present[-1].title}"' if present else ""
        hint = f'Add a section "## {heading}"{after}.'
        return Problem("SOP301", f'The section "{heading}" is missing.', at, hint)

    def _meant_for(self, section: SectionLayout) -> Span | None:
        """What was probably meant as a section's heading: misspelt, of another level, or bold."""
        names = {fold(name) for name in section.headings}
        for heading in self.document.headings:
            if heading.level != 2 and fold(split_number(heading.text)[1]) in names:
                return heading.span
        for item in self.document.sections:
            if item.property is None and get_close_matches(fold(item.title), names, 1, 0.8):
                return item.heading.span
        for block in self.document.blocks:
            bold = [child for child in block.children if child.kind == "strong"]
            if block.kind == "paragraph" and bold and fold(plain_text(block)) in names:
                return block.span
        return None

    def _section(self, error: ValidationError, route: Route, section: SectionLayout) -> Problem:
        """What is wrong with a whole section: it is empty, or its list is missing."""
        heading = section.headings[0]
        if route in self.document.places and route[0] in self.document.keys:
            return Problem("SOP203", f'"{route[0]}" belongs in the text.', route)
        found = self.document.section(section.property)
        if found is None or not found.blocks:
            hint = "Write it, or remove the heading if the section is not needed."
            return Problem("SOP302", f'The section "{heading}" is empty.', route, hint)
        if section.content is Content.STEPS:
            hint = 'Write each step under a heading such as "### 1. Greet the customer".'
            return Problem("SOP310", f'The section "{heading}" has no steps.', route, hint)
        if error.validator in {"minItems", "minLength"}:
            return Problem(
                "SOP302", _NO_ITEMS[section.content].format(heading), route, _SHAPE[section.content]
            )
        return self._other(error, route)

    def _type(self, error: ValidationError, route: Route) -> Problem:
        name, value = self._name(route), error.instance
        wanted: Any = error.validator_value
        wanted_words = listed(
            _TYPES[item] for item in ([wanted] if isinstance(wanted, str) else wanted)
        )
        if value is None:
            hint = "Give it a value, or remove the line."
            if wanted == "array":
                hint = f"Write [] where there is none: {route[-1]}: []."
            return Problem("SOP214", f"{name} has no value.", route, hint)
        raw = self.document.raw.get(route)
        if wanted == "string" and raw is not None and not isinstance(value, (list, dict)):
            if route == ("version",):
                return self._number_as_version(raw, route)
            special = self._not_even_text(error, raw, route)
            if special is not None:
                return special
            kind = "true or false" if isinstance(value, bool) else "a number"
            message = f"{name} must be text, but YAML reads {raw} as {kind}."
            return Problem("SOP203", message, route, f'Put it in quotes: "{raw}".')
        if wanted == "array" and isinstance(value, str):
            message = f"{name} must be a list, but it is a single value."
            hint = f"Write it in square brackets: [{value}]."
            if value.startswith("-"):
                hint = 'Write a space after each hyphen: "- complaints".'
            return Problem("SOP203", message, route, hint)
        if wanted == "object" and isinstance(value, str):
            names = listed(f'"{item}:"' for item in error.schema.get("required", ()))
            message = f"{name} must be fields with values, but it is a single value."
            return Problem("SOP203", message, route, f"Write the fields {names} under it.")
        return Problem("SOP203", f"{name} must be {wanted_words}.", route)

    def _not_even_text(self, error: ValidationError, raw: str, route: Route) -> Problem | None:
        """A number or a yes where quotes would not help: the value itself is wrong."""
        schema = error.schema if isinstance(error.schema, dict) else {}
        if "format" in schema:
            return self._format_of(schema["format"], raw, route)
        if "pattern" in schema and not re.search(schema["pattern"], raw):
            return self._not_written_so(raw, schema, route)
        if "x-vocabulary" in schema:
            return self._not_a_key(schema["x-vocabulary"], raw, route)
        return None

    def _number_as_version(self, raw: str, route: Route) -> Problem:
        message = f"The version {raw} is read as a number, which loses digits (1.10 becomes 1.1)."
        numbers = [part for part in raw.split(".") if part.isdigit()]
        proper = ".".join([*numbers, "0", "0"][:3])
        return Problem("SOP204", message, route, f"Write three numbers: version: {proper}.")

    def _format(self, error: ValidationError, route: Route) -> Problem:
        return self._format_of(str(error.validator_value), str(error.instance), route)

    def _format_of(self, format_: str, value: str, route: Route) -> Problem:
        name = self._name(route)
        if format_ == "date":
            return self._date(name, value, route)
        if format_ == "duration":
            hint = "Write P3M for three months, P1Y for a year, P6W for six weeks."
            return Problem("SOP213", f'{name} "{value}" is no ISO 8601 duration.', route, hint)
        if format_ == "time-limit":
            message = f'The time limit "{value}" cannot be read.'
            hint = "Write one number and a unit: 15 minutes, 1 working day, 8 weeks."
            return Problem("SOP315", message, route, hint)
        hint = "Write the whole address, beginning with https://."
        return Problem("SOP215", f'{name} "{value}" is no web address.', route, hint)

    def _date(self, name: str, value: str, route: Route) -> Problem:
        match = _IMPOSSIBLE_DATE.fullmatch(value)
        hint = "Write year-month-day, such as 2026-09-01."
        if not match:
            return Problem("SOP205", f'{name} "{value}" is no date.', route, hint)
        year, month, _ = map(int, match.groups())
        if 1 <= month <= 12 and year:
            days = calendar.monthrange(year, month)[1]
            hint = f"{calendar.month_name[month]} {year} has {days} days."
        message = f"{name}: there is no day {value}."
        return Problem("SOP205", message, route, hint)

    def _one_of(self, error: ValidationError, route: Route) -> Problem:
        allowed = (
            error.validator_value
            if isinstance(error.validator_value, list)
            else [error.validator_value]
        )
        names = [str(item) for item in allowed]
        if error.instance is None:
            return Problem(
                "SOP214", f"{self._name(route)} has no value.", route, f"Write {listed(names)}."
            )
        value = str(self.document.raw.get(route, error.instance))
        message = f'{self._name(route)} "{value}" is not one of the allowed values.'
        return Problem("SOP206", message, route, self._suggest(value, names))

    def _pattern(self, error: ValidationError, route: Route) -> Problem:
        schema = error.schema if isinstance(error.schema, dict) else {}
        return self._not_written_so(str(error.instance), schema, route)

    def _not_written_so(self, value: str, schema: Schema, route: Route) -> Problem:
        message = f'{self._name(route)} "{value}" is not written as it must be.'
        hint = schema.get("x-message") or f"It must match {schema.get('pattern')}."
        return Problem("SOP207", message, route, hint)

    def _no_form(self, error: ValidationError, route: Route) -> Problem:
        """None of several forms: say which there are."""
        forms: Any = error.validator_value
        words = listed(_form(form) for form in forms if isinstance(form, dict))
        return Problem("SOP203", f"{self._name(route)} must be {words}.", route, _ALONE)

    def _length(self, error: ValidationError, route: Route) -> Problem:
        value: Any = error.instance
        limit, length = error.validator_value, len(value)
        name = self._name(route)
        if not length:
            return Problem("SOP214", f"{name} is empty.", route, "Give it a value, or remove it.")
        if error.validator == "minLength":
            return Problem("SOP208", f"{name} is too short: at least {limit} characters.", route)
        message = f"{name} is too long: {length} characters, at most {limit}."
        return Problem("SOP208", message, route, "Say it shorter.")

    def _repeated(self, error: ValidationError, route: Route) -> Problem:
        values: Any = error.instance
        second = next(i for i, value in enumerate(values) if value in values[:i])
        message = f'{self._name(route)} names "{_short(values[second])}" twice.'
        return Problem("SOP210", message, (*route, second), "Remove one of them.")

    def _unknown(self, error: ValidationError, route: Route) -> Problem:
        schema = error.schema if isinstance(error.schema, dict) else {}
        known = list(schema.get("properties", {}))
        fields: Any = error.instance
        name = next(str(key) for key in fields if key not in known)
        close = did_you_mean(name, known)
        hint = f'Did you mean "{close}"?' if close else f"Allowed here: {listed(known)}."
        return Problem("SOP202", f'The field "{name}" is not known here.', (*route, name), hint)

    def _not_in_vocabulary(self, error: ValidationError, route: Route) -> Problem:
        return self._not_a_key(error.message, str(error.instance), route)

    def _not_a_key(self, kind: str, value: str, route: Route) -> Problem:
        entries = self.vocabulary.entries(kind)
        message = f'{self._name(route)} "{value}" is not in the vocabulary ({kind}).'
        by_name = self.vocabulary.named(kind, value)
        hint = (
            f'Write its key: "{by_name.key}".' if by_name else self._suggest(value, list(entries))
        )
        if kind == "roles" and "@" in value:
            hint = 'Name a role, never a person: a key such as "team-lead".'
        return Problem("SOP209", message, route, hint)

    def _unknown_name(self, error: ValidationError, route: Route) -> Problem:
        kind, value = error.message, str(error.instance)
        names = [entry.name for entry in self.vocabulary.entries(kind).values()]
        message = f'"{value}" is not in the vocabulary ({kind}).'
        hint = self._suggest(value, names)
        parts = _AND.split(value)
        if len(parts) > 1 and all(self.vocabulary.named(kind, part) for part in parts):
            hint = f"Name one of them: who answers for it? Two {kind} need two steps."
        return Problem("SOP314", message, route, hint)

    def _unknown_type(self, error: ValidationError, route: Route) -> Problem:
        message = f'There is no template for the type "{error.instance}".'
        return Problem(
            "SOP211", message, route, self._suggest(error.message, list(self.templates.by_type))
        )

    def _other(self, error: ValidationError, route: Route) -> Problem:
        name = self._name(route) if route else "The document"
        message = f"{name} does not fit the schema: {error.message}."
        return Problem("SOP212", message, route)

    def _suggest(self, value: str, names: list[str]) -> str:
        close = did_you_mean(value, names)
        return f'Did you mean "{close}"?' if close else f"Allowed: {listed(names)}."

    def _is_step(self, route: Route) -> bool:
        section = self.sections.get(str(route[0]))
        return len(route) == 2 and section is not None and section.content is Content.STEPS

    def _name(self, route: Route) -> str:
        """The thing that a route leads to, as a person would call it."""
        section = self.sections.get(str(route[0])) if route else None
        if section is not None and len(route) > 1 and section.content is Content.STEPS:
            what = str(route[2]) if len(route) > 2 else "entry"
            return f"Step {int(route[1]) + 1}: the {_FIELD_NAMES.get(what, what)}"
        words = [str(part) for part in route if isinstance(part, str)]
        where = next((part + 1 for part in reversed(route) if isinstance(part, int)), None)
        number = f" (entry {where})" if where is not None else ""
        return f'"{".".join(words)}"{number}'


def _form(schema: Schema) -> str:
    """One of several allowed forms in words."""
    fields = listed(f'"{name}:"' for name in schema.get("properties", ())).replace(" or ", " and ")
    return f"fields {fields}" if fields else _TYPES.get(str(schema.get("type")), "a value")


_ALONE: Final = "A note beside it belongs in the text."
_AND: Final = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bor\b|\bund\b|\boder\b|\bet\b|\bou\b)\s*")


def _short(value: Any) -> str:  # noqa: ANN401 any JSON value
    return str(value.get("title", value)) if isinstance(value, dict) else str(value)


_NO_ITEMS: Final[Mapping[Content, str]] = {
    Content.TEXT: 'The section "{}" is empty.',
    Content.LIST: 'The section "{}" has no list.',
    Content.ROLES: 'The section "{}" names no role in a list.',
    Content.TERMS: 'The section "{}" explains no term in a list.',
    Content.STEPS: 'The section "{}" has no steps.',
    Content.REPLIES: 'The section "{}" has no reply under a heading of its own.',
}
_SHAPE: Final[Mapping[Content, str]] = {
    Content.TEXT: "Write it, or remove the heading.",
    Content.LIST: "Write each item on its own line after a hyphen.",
    Content.ROLES: 'Write each role as "- **Role name:** duties."',
    Content.TERMS: 'Write each term as "- **Term:** meaning."',
    Content.STEPS: 'Write each step under a heading such as "### 1. Greet the customer".',
    Content.REPLIES: 'Write "### Name of the reply" and the words as a quotation with >.',
}
