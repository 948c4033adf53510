"""Finds with jsonschema what in a document does not fit its schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

from sopgen.model.errors import SettingsError
from sopgen.model.vocabulary import Vocabulary
from sopgen.template.formats import FORMATS
from sopgen.template.patterns import compiled
from sopgen.template.soundness import Schema

Errors = Iterator[ValidationError]
_MOST: Final = 100
# What a schema refers to is never fetched from elsewhere.
_NOTHING: Final[Registry[Any]] = Registry()


class Validation:
    """Holds documents against one schema."""

    def __init__(self, schema: Schema, vocabulary: Vocabulary, types: Collection[str]) -> None:
        checks = {
            "pattern": _pattern,
            "required": _required,
            "x-vocabulary": _key_of(vocabulary),
            "x-vocabulary-name": _name_of(vocabulary),
            "x-template": _type_among(types),
            # Unknown fields are found by comparing names, which also tells what was meant.
            "unevaluatedProperties": _nothing,
        }
        made: Any = validators.extend(Draft202012Validator, checks)  # type: ignore[no-untyped-call] # jsonschema leaves it untyped
        self._validator = made(schema, format_checker=_formats(), registry=_NOTHING)
        self._title = schema.get("title", "without a title")

    def errors(self, data: object) -> Errors:
        """What does not fit; nobody reads more than a hundred of one kind.

        Raises `SettingsError` where the schema refers to what is not there, or to itself forever.
        """
        try:
            yield from self._counted(data)
        except (Unresolvable, RecursionError, ValueError) as error:
            raise _astray(self._title, error) from error

    def _counted(self, data: object) -> Errors:
        counts: Counter[tuple[object, ...]] = Counter()
        for error in self._validator.iter_errors(data):
            kind = (error.validator, *list(error.absolute_path)[:1])
            counts[kind] += 1
            if counts[kind] <= _MOST:
                yield from _innermost(error)


def first_error(schema: Schema, data: object) -> ValidationError | None:
    """The first way in which data does not fit a schema that has no keywords of sopgen's own.

    Raises `SettingsError` where the schema refers to what is not there, or to itself forever.
    """
    extended: Any = validators.extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call] # as above
    validator = extended(schema, registry=_NOTHING)
    try:
        return next(iter(validator.iter_errors(data)), None)
    except (Unresolvable, RecursionError, ValueError) as error:
        raise _astray(schema.get("title", "without a title"), error) from error


def _astray(title: str, error: Exception) -> SettingsError:
    where = "itself without an end" if isinstance(error, RecursionError) else "what is not there"
    return SettingsError(
        f'The schema "{title}" refers to {where}: {error}.'.replace("\n", " "),
        "A $ref leads to a place within the schema; nothing is fetched from elsewhere.",
    )


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, test in FORMATS.items():
        checker.checks(name)(test)
    return checker


def _nothing(_: Any, __: Any, ___: Any, ____: Schema) -> Errors:  # noqa: ANN401 jsonschema's signature
    return iter(())


def _pattern(_: Any, pattern: str, instance: Any, __: Schema) -> Errors:  # noqa: ANN401 jsonschema's signature
    if isinstance(instance, str) and compiled(pattern).search(instance) is None:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


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
