"""Sees quickly that a document fits its schema; where it may not, another says what is wrong.

Each keyword of JSON Schema (draft 2020-12) that the templates use becomes a test that is true only
of what surely fits. With a keyword that is not known here, nothing surely fits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sopgen.model.vocabulary import Vocabulary
from sopgen.template.formats import FORMATS
from sopgen.template.lean import WITHOUT_EFFECT
from sopgen.template.patterns import compiled
from sopgen.template.soundness import Schema

Test = Callable[[Any], bool]
# What checks nothing by itself, and unknown fields, which are found in another way.
_SILENT: Final = WITHOUT_EFFECT | {
    *("$id", "x-message", "x-closed-sections", "unevaluatedProperties", "then", "else")
}
_TYPES: Final[Mapping[str, Test]] = {
    "object": lambda it: isinstance(it, dict),
    "array": lambda it: isinstance(it, list),
    "string": lambda it: isinstance(it, str),
    "integer": lambda it: isinstance(it, int) and not isinstance(it, bool),
    "number": lambda it: isinstance(it, (int, float)) and not isinstance(it, bool),
    "boolean": lambda it: isinstance(it, bool),
    "null": lambda it: it is None,
}


def surely_fits(schema: Schema, vocabulary: Vocabulary, types: Collection[str]) -> Test:
    """A test that is true only of data in which the schema's validation finds nothing wrong."""
    return _Making(vocabulary, types).test(schema)


@dataclass(frozen=True)
class _Making:
    vocabulary: Vocabulary
    types: Collection[str]

    def test(self, schema: Any) -> Test:  # noqa: ANN401 a schema may be true or false too
        """The test of one schema: all of its keywords' tests."""
        if not isinstance(schema, dict):
            return lambda _: schema is True
        tests = [
            self._keyword(name, value, schema)
            for name, value in schema.items()
            if name not in _SILENT
        ]
        if len(tests) == 1:
            return tests[0]
        return lambda it: all(test(it) for test in tests)

    def _keyword(self, name: str, value: Any, schema: Schema) -> Test:  # noqa: ANN401 any JSON value
        make = _MAKERS.get(name)
        return make(self, value, schema) if make else _never


def _never(_: object) -> bool:
    return False


def _type(_: _Making, names: Any, __: Schema) -> Test:  # noqa: ANN401 any JSON value
    if isinstance(names, str):
        return _TYPES.get(names, _never)
    tests = [_TYPES.get(name, _never) for name in names]
    return lambda it: any(test(it) for test in tests)


def _properties(making: _Making, schemas: Mapping[str, Any], _: Schema) -> Test:
    tests = [(name, making.test(schema)) for name, schema in schemas.items()]
    return lambda it: (
        not isinstance(it, dict) or all(test(it[name]) for name, test in tests if name in it)
    )


def _additional(making: _Making, schema: Any, around: Schema) -> Test:  # noqa: ANN401 any JSON value
    known = around.get("properties", {})
    test = making.test(schema)
    return lambda it: (
        not isinstance(it, dict)
        or all(test(value) for name, value in it.items() if name not in known)
    )


def _required(_: _Making, names: Collection[str], __: Schema) -> Test:
    wanted = frozenset(names)
    return lambda it: not isinstance(it, dict) or wanted <= it.keys()


def _items(making: _Making, schema: Any, _: Schema) -> Test:  # noqa: ANN401 any JSON value
    test = making.test(schema)
    return lambda it: not isinstance(it, list) or all(map(test, it))


def _unique(_: _Making, wanted: Any, __: Schema) -> Test:  # noqa: ANN401 any JSON value
    if not wanted:
        return lambda _: True
    return lambda it: not isinstance(it, list) or len(it) < 2 or _all_differ(it)


def _all_differ(items: list[Any]) -> bool:
    """Of texts, and of fields with texts; whether 1 and 1.0 are the same is a longer question."""
    seen = set()
    for item in items:
        values = item.values() if isinstance(item, dict) else (item,)
        if not all(isinstance(value, str) for value in values):
            return False
        seen.add(frozenset(item.items()) if isinstance(item, dict) else item)
    return len(seen) == len(items)


def _length(kind: type[str | list[Any]], limit: int, sign: int) -> Test:
    return lambda it: not isinstance(it, kind) or sign * len(it) >= sign * limit


def _minimum(_: _Making, limit: float, __: Schema) -> Test:
    return lambda it: not _TYPES["number"](it) or it >= limit


def _pattern(_: _Making, pattern: str, __: Schema) -> Test:
    search = compiled(pattern).search
    return lambda it: not isinstance(it, str) or search(it) is not None


def _format(_: _Making, name: str, __: Schema) -> Test:
    return FORMATS.get(name, lambda _: True)


def _enum(_: _Making, values: Collection[Any], __: Schema) -> Test:
    # In JSON, true is not 1; only texts are the same beyond doubt.
    texts = {value for value in values if isinstance(value, str)}
    return lambda it: isinstance(it, str) and it in texts


def _all_of(making: _Making, schemas: Collection[Any], _: Schema) -> Test:
    tests = [making.test(schema) for schema in schemas]
    return lambda it: all(test(it) for test in tests)


def _any_of(making: _Making, schemas: Collection[Any], _: Schema) -> Test:
    tests = [making.test(schema) for schema in schemas]
    return lambda it: any(test(it) for test in tests)


def _if(making: _Making, condition: Any, around: Schema) -> Test:  # noqa: ANN401 any JSON value
    test, then, otherwise = map(
        making.test, (condition, around.get("then", True), around.get("else", True))
    )
    return lambda it: then(it) and (otherwise(it) or test(it))


def _key(making: _Making, kind: str, _: Schema) -> Test:
    known = making.vocabulary.entries(kind)
    return lambda it: not isinstance(it, str) or it in known


def _named(making: _Making, kind: str, _: Schema) -> Test:
    named = making.vocabulary.named
    return lambda it: not isinstance(it, str) or not it or named(kind, it) is not None


def _template(making: _Making, _: Any, __: Schema) -> Test:  # noqa: ANN401 any JSON value
    return lambda it: not isinstance(it, str) or it in making.types


_MAKERS: Final[Mapping[str, Callable[[_Making, Any, Schema], Test]]] = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "uniqueItems": _unique,
    "minLength": lambda _, limit, __: _length(str, limit, 1),
    "maxLength": lambda _, limit, __: _length(str, limit, -1),
    "minItems": lambda _, limit, __: _length(list, limit, 1),
    "maxItems": lambda _, limit, __: _length(list, limit, -1),
    "minimum": _minimum,
    "pattern": _pattern,
    "format": _format,
    "enum": _enum,
    "const": lambda making, value, schema: _enum(making, [value], schema),
    "allOf": _all_of,
    "anyOf": _any_of,
    "if": _if,
    "x-vocabulary": _key,
    "x-vocabulary-name": _named,
    "x-template": _template,
}
