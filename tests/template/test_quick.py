"""The quick test passes nothing in which jsonschema finds something, and what is right."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.reading.reader import read_document
from sopgen.template.lean import lean
from sopgen.template.quick import surely_fits
from sopgen.template.soundness import Schema
from sopgen.template.validation import Validation
from tests.commandline import REPOSITORY
from tests.examples.checking import templates, vocabulary

SCHEMAS: Final[Mapping[str, Schema]] = {
    "types": {"type": ["string", "integer", "null"]},
    "numbers": {"anyOf": [{"type": "number", "minimum": 1}, {"type": "boolean"}]},
    "texts": {"type": "string", "minLength": 1, "maxLength": 2, "pattern": "^[a-c]"},
    "lists": {"type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": True},
    "items": {"items": {"enum": ["a", 1, None]}},
    "fields": {
        "required": ["a"],
        "properties": {"a": {"const": 1}, "b": False},
        "additionalProperties": {"type": "string"},
    },
    "conditions": {
        "if": {"properties": {"a": {"const": "a"}}},
        "then": {"required": ["b"]},
        "else": {"required": ["c"]},
    },
    "parts": {"allOf": [{"type": "object"}, {"properties": {"a": {"format": "date"}}}]},
    "words": {"items": {"x-vocabulary": "departments"}},
    "names": {"items": {"x-vocabulary-name": "roles"}},
    "kinds": {"items": {"x-template": True}},
    "unknown": {"not": {"type": "string"}},
    "exclusive": {"oneOf": [{"type": "string"}, {"maxLength": 1}]},
    "nothing": {},
}
WORDS: Final = st.sampled_from(["", "a", "b", "c", "abc", "2026-02-30", "billing", "procedure"])
SCALARS: Final = st.none() | st.booleans() | st.integers(-1, 2) | st.just(1.0) | WORDS
DATA: Final = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)
TYPES: Final = templates().by_type


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
@settings(max_examples=40)
@given(DATA)
def test_what_surely_fits_a_schema_breaks_nothing(schema: Schema, data: object) -> None:
    if surely_fits(schema, vocabulary(), TYPES)(data):
        assert list(Validation(schema, vocabulary(), TYPES).errors(data)) == []


@cache
def documents() -> list[dict[str, Any]]:
    files = sorted((REPOSITORY / "sops").glob("*/*.md"))
    layout_of = templates().layout_of
    readings = [read_document(file.name, file.read_bytes(), layout_of) for file in files]
    return [reading.document.data for reading in readings if reading.document]


def test_every_document_of_the_sample_library_is_seen_to_fit() -> None:
    assert all(surely_fits(_schema(data), vocabulary(), TYPES)(data) for data in documents())


@given(st.data())
def test_what_surely_fits_a_template_breaks_nothing(draw: st.DataObject) -> None:
    data = copy.deepcopy(draw.draw(st.sampled_from(documents())))
    name = draw.draw(st.sampled_from([*data, "status", "time_limit"]))
    data[name] = draw.draw(DATA)
    schema = _schema(data)
    if surely_fits(schema, vocabulary(), TYPES)(data):
        assert list(Validation(schema, vocabulary(), TYPES).errors(data)) == []


def _schema(data: Mapping[str, Any]) -> Schema:
    kind = data["type"]
    return lean(templates().of(kind if isinstance(kind, str) else None))
