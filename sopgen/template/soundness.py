"""Sees to it that the keywords of a schema that are sopgen's own can be worked with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sopgen.model.layout import Content

Schema = dict[str, Any]
_CONTENTS: Final = tuple(content.value for content in Content)
_HOLD_SCHEMAS: Final = ("properties", "patternProperties", "$defs", "dependentSchemas")
_LIST_SCHEMAS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_ARE_SCHEMAS: Final = (
    *("items", "contains", "additionalProperties", "unevaluatedProperties", "propertyNames"),
    *("unevaluatedItems", "not", "if", "then", "else"),
)


def unsound(schema: Any) -> str | None:  # noqa: ANN401 a schema may be true or false too
    """The first of sopgen's own keywords with a value that it cannot have, and why; else None."""
    for part in _parts(schema):
        for name, (fits, wanted) in _OWN.items():
            if name in part and not fits(part[name]):
                return f"{name} must be {wanted}"
    return None


def spelt_out(schema: Any) -> Schema:  # noqa: ANN401 a schema may be true or false too
    """The same schema where what is true or false among its fields and parts is an object too."""
    if not isinstance(schema, dict):
        return {} if schema else {"not": {}}
    made = dict(schema)
    if "properties" in schema:
        made["properties"] = {name: spelt_out(it) for name, it in schema["properties"].items()}
    if "allOf" in schema:
        made["allOf"] = [spelt_out(part) for part in schema["allOf"]]
    if "items" in schema:
        made["items"] = spelt_out(schema["items"])
    return made


def _parts(schema: Any) -> Iterator[Schema]:  # noqa: ANN401 a schema may be true or false too
    """A schema, and all that it holds."""
    if not isinstance(schema, dict):
        return
    yield schema
    inner = [schema[name] for name in _ARE_SCHEMAS if name in schema]
    inner += [item for name in _LIST_SCHEMAS for item in schema.get(name, ())]
    inner += [item for name in _HOLD_SCHEMAS for item in schema.get(name, {}).values()]
    for item in inner:
        yield from _parts(item)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_OWN: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "x-headings": (_are_texts, "a list of headings"),
    "x-labels": (_are_texts, "a list of labels"),
    "x-order": (_are_texts, "a list of fields"),
    "x-content": (_CONTENTS.__contains__, f"one of {', '.join(_CONTENTS)}"),
    "x-vocabulary": (_is_text, "a kind of words, such as roles"),
    "x-vocabulary-name": (_is_text, "a kind of words, such as roles"),
    "x-message": (_is_text, "a sentence"),
}
