"""Finds with jsonschema what in a document does not fit its schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError

from sopgen.model.vocabulary import Vocabulary
from sopgen.template.formats import FORMATS
from sopgen.template.loading import Schema

Errors = Iterator[ValidationError]
_MOST: Final = 100


class Validation:
    """Holds documents against one schema."""

    def __init__(self, schema: Schema, vocabulary: Vocabulary, types: Collection[str]) -> None:
        checks = {
            "required": _required,
            "x-vocabulary": _key_of(vocabulary),
            "x-vocabulary-name": _name_of(vocabulary),
            "x-template": _type_among(types),
            # Unknown fields are found by comparing names, which also tells what was meant.
            "unevaluatedProperties": _nothing,
        }
        made: Any = validators.extend(Draft202012Validator, checks)  # type: ignore[no-untyped-call] # jsonschema leaves it untyped
        self._validator = made(schema, format_checker=_formats())

    def errors(self, data: object) -> Errors:
        """What does not fit; nobody reads more than a hundred of one kind."""
        counts: Counter[tuple[object, ...]] = Counter()
        for error in self._validator.iter_errors(data):
            kind = (error.validator, *list(error.absolute_path)[:1])
            counts[kind] += 1
            if counts[kind] <= _MOST:
                yield from _innermost(error)


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, test in FORMATS.items():
        checker.checks(name)(test)
    return checker


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
