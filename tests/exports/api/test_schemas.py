"""The published schemas: sound, whole in themselves, and in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sopgen.exports.api.schemas import schemas


def parts(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_sound_and_needs_no_other_file(name: str) -> None:
    schema = json.loads(json.dumps(schemas()[name]))
    Draft202012Validator.check_schema(schema)
    references = [part["$ref"] for part in parts(schema) if isinstance(part.get("$ref"), str)]
    for reference in references:
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize("name", schemas())
def test_every_field_is_described_and_none_forbids_what_later_ones_add(name: str) -> None:
    schema = schemas()[name]
    assert schema["title"]
    assert schema["description"]
    for part in parts(schema):
        assert part.get("additionalProperties", True) is True
        for field, value in (part.get("properties") or {}).items():
            is_told = "description" in value or "$ref" in value
            assert is_told, f"{name}: {field}"


def test_each_has_a_name_of_its_own() -> None:
    ids = [schema["$id"] for schema in schemas().values()]
    assert ids == [f"urn:sopgen:api:v1:{name}" for name in schemas()]
