"""Checks a document against its template's schema, and says what is wrong in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from sopgen.model.document import Document
from sopgen.model.finding import Problem
from sopgen.model.suggestion import did_you_mean
from sopgen.model.vocabulary import Vocabulary
from sopgen.template.context import Context
from sopgen.template.formats import FORMATS
from sopgen.template.loading import Schema, Template, Templates
from sopgen.template.wording import problem_of

Errors = Iterator[ValidationError]


class TemplateCheck:
    """Checks documents against their templates; made once for a library.

    `problems` gives every way in which a document does not fit (rules SOP201 to SOP399).
    """

    def __init__(self, templates: Templates, vocabulary: Vocabulary) -> None:
        self._templates = templates
        self._vocabulary = vocabulary
        self._validators: dict[str, Any] = {}

    def problems(self, document: Document, *, front_matter_usable: bool) -> list[Problem]:
        """Check one document.

        Where its front matter could not be read, only the body is checked: the rest is noise.
        """
        template = self._templates.of(document.text("type"))
        context = Context(document, template, self._templates, self._vocabulary)
        found = [problem_of(context, error) for error in self._errors(document, template)]
        body = {section.property for section in template.layout.sections}
        if not front_matter_usable:
            return [problem for problem, name in found if name in body]
        unknown = dict(_unknown_fields(document, template))
        # A misspelt name is one slip, not an unknown field and a missing one.
        return [
            problem
            for problem, name in found
            if problem.code != "SOP201" or name not in unknown.values()
        ] + list(unknown)

    def _errors(self, document: Document, template: Template) -> Errors:
        validator = self._validators.get(template.type)
        if validator is None:
            validator = _validator(template, self._vocabulary, self._templates.by_type)
            self._validators[template.type] = validator
        counts: Counter[tuple[object, ...]] = Counter()
        for error in validator.iter_errors(document.data):
            kind = (error.validator, *list(error.absolute_path)[:1])
            counts[kind] += 1
            # Nobody reads more than a hundred of one kind.
            if counts[kind] <= _MOST:
                yield from _innermost(error)


def _validator(template: Template, vocabulary: Vocabulary, types: Collection[str]) -> Any:  # noqa: ANN401 made by jsonschema
    checks = {
        "required": _required,
        "x-vocabulary": _key_of(vocabulary),
        "x-vocabulary-name": _name_of(vocabulary),
        "x-template": _type_among(types),
        # Unknown fields are found by comparing names, which also tells what was meant.
        "unevaluatedProperties": _nothing,
    }
    made: Any = validators.extend(Draft202012Validator, checks)  # type: ignore[no-untyped-call] # jsonschema leaves it untyped
    return made(_lean(template), format_checker=FORMATS)


_MOST: Final = 100
_WITHOUT_EFFECT: Final = frozenset(
    {
        "$schema",
        "title",
        "description",
        "default",
        "x-headings",
        "x-labels",
        "x-content",
        "x-order",
        "x-form",
    }
)


def _lean(template: Template) -> Schema:
    """The schema without what cannot fail: checking it for every document is most of the time.

    Gone are annotations, and the types of what the reader itself makes from the body.
    """
    made_by_reader = {section.property for section in template.layout.sections} | {"sections"}
    return _pruned(template.schema, made_by_reader)


def _pruned(schema: Schema, made_by_reader: Collection[str]) -> Schema:
    lean = {name: value for name, value in schema.items() if name not in _WITHOUT_EFFECT}
    if "properties" in lean:
        fields = {
            name: _untyped(value) if name in made_by_reader else _pruned(value, ())
            for name, value in lean["properties"].items()
        }
        lean["properties"] = {name: value for name, value in fields.items() if value}
    if "allOf" in lean:
        lean["allOf"] = [_pruned(part, made_by_reader) for part in lean["allOf"]]
    return lean


def _untyped(schema: Schema) -> Schema:
    lean = {name: value for name, value in _pruned(schema, ()).items() if name != "type"}
    if isinstance(lean.get("items"), dict):
        lean["items"] = _untyped(lean["items"])
    if "properties" in lean:
        fields = {name: _untyped(value) for name, value in lean["properties"].items()}
        lean["properties"] = {name: value for name, value in fields.items() if value}
    return {name: value for name, value in lean.items() if value != {}}


def _nothing(_: Any, __: Any, ___: Any, ____: Schema) -> Errors:  # noqa: ANN401 jsonschema's signature
    return iter(())


def _required(_: Any, names: Any, instance: Any, __: Schema) -> Errors:  # noqa: ANN401 jsonschema's signature
    if isinstance(instance, dict):
        for name in names:
            if name not in instance:
                yield ValidationError(name)


def _key_of(vocabulary: Vocabulary) -> Callable[..., Errors]:
    def check(_: Any, kind: str, value: Any, __: Schema) -> Errors:  # noqa: ANN401 jsonschema's signature
        if isinstance(value, str) and value not in vocabulary.entries(kind):
            yield ValidationError(kind)

    return check


def _name_of(vocabulary: Vocabulary) -> Callable[..., Errors]:
    def check(_: Any, kind: str, value: Any, __: Schema) -> Errors:  # noqa: ANN401 jsonschema's signature
        if isinstance(value, str) and value and vocabulary.named(kind, value) is None:
            yield ValidationError(kind)

    return check


def _type_among(types: Collection[str]) -> Callable[..., Errors]:
    def check(_: Any, __: Any, value: Any, ___: Schema) -> Errors:  # noqa: ANN401 jsonschema's signature
        if isinstance(value, str) and value not in types:
            yield ValidationError(value)

    return check


def _innermost(error: ValidationError) -> Errors:
    """Where one of several forms is allowed, what is wrong with the form that was meant."""
    if error.validator not in {"anyOf", "oneOf"} or not error.context or _is_alien(error):
        yield error
        return
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    for inners in branches.values():
        if not any(inner.validator == "type" and not inner.relative_path for inner in inners):
            for inner in inners:
                yield from _innermost(inner)
            return
    yield error


def _is_alien(error: ValidationError) -> bool:
    """Whether fields with values share no name with any form that is allowed."""
    forms: Any = error.validator_value
    names = {
        name for form in forms if isinstance(form, dict) for name in form.get("properties", ())
    }
    return isinstance(error.instance, dict) and not names & error.instance.keys()


def _unknown_fields(document: Document, template: Template) -> Iterator[tuple[Problem, str | None]]:
    """Fields that the template does not know, each with the missing field that was meant."""
    if not template.closed:
        return
    missing = [name for name in template.fields if name not in document.keys]
    body = {section.property: section for section in template.layout.sections}
    for name, span in document.keys.items():
        section = body.get(name)
        if section is not None:
            message = f'"{name}" belongs in the text, not in the front matter.'
            hint = f'Write it as a section with the heading "## {section.headings[0]}".'
            yield Problem("SOP202", message, span, hint), None
        elif name not in template.properties:
            close = did_you_mean(name, missing)
            hint = f'Did you mean "{close}"?' if close else _UNKNOWN
            yield Problem("SOP202", f'The field "{name}" is not known.', span, hint), close


_UNKNOWN: Final = "Remove it, or add it to the schema if your organisation needs it."
