"""Leaves out of a schema what cannot fail: to check it for every document would take most time."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sopgen.template.loading import Template
from sopgen.template.soundness import Schema

# Notes to people, and what the reader of the body goes by.
WITHOUT_EFFECT: Final = frozenset(
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


def lean(template: Template) -> Schema:
    """The schema of a template without what cannot fail.

    Gone are annotations, and the types of what the reader itself makes from the body.
    """
    made_by_reader = {section.property for section in template.layout.sections} | {"sections"}
    return _pruned(template.schema, made_by_reader)


def _pruned(schema: Schema, made_by_reader: Collection[str]) -> Schema:
    lean = {name: value for name, value in schema.items() if name not in WITHOUT_EFFECT}
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
