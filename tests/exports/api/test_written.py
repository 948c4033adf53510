"""JSON out of parts is the JSON of the whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sopgen.exports.api.written import as_list, as_object

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=5,
)
OBJECTS = some.dictionaries(some.text(), VALUES)


def encoded(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@given(some.dictionaries(some.text(), VALUES, max_size=6), some.sets(some.integers(0, 5)))
def test_members_may_be_written_already(members: dict[str, Any], early: set[int]) -> None:
    some_written = {
        name: as_object(value) if at in early and isinstance(value, dict) else value
        for at, (name, value) in enumerate(members.items())
    }
    assert as_object(some_written).text == encoded(members)


@given(OBJECTS, OBJECTS, OBJECTS)
def test_objects_make_one(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    parts = [{f"{at}{name}": value for name, value in part.items()} for at, part in
             enumerate((one, two, three))]  # fmt: skip
    whole = {name: value for part in parts for name, value in part.items()}
    assert as_object(parts[0], as_object(parts[1]), parts[2]).text == encoded(whole)


@given(some.lists(OBJECTS))
def test_objects_make_a_list(items: list[dict[str, Any]]) -> None:
    assert as_list(map(as_object, items)).text == encoded(items)


@pytest.mark.parametrize(
    "value", ["\ud800", 2**70, 1 - 2**70, ["\N{PILE OF POO}", {"\x00": "\x7f"}]]
)
def test_a_value_may_be_stranger_than_the_fast_encoder_takes(value: object) -> None:
    assert as_object({"one": value, "two": [value, 1.5]}).text == encoded(
        {"one": value, "two": [value, 1.5]}
    )


def test_nothing_written_is_taken_for_a_text() -> None:
    with pytest.raises(TypeError):
        as_object({"deep": [as_object({})]})
