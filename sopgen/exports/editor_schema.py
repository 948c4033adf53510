"""The front matter of a type as a JSON Schema for editors: they complete keys and mark slips.

It is the template's own schema without the body, with the vocabulary's keys written out. `sopgen
validate` stays the judge: what depends on other documents, an editor cannot know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sopgen.model.vocabulary import Vocabulary
from sopgen.template import Template

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def editor_schema(template: Template, vocabulary: Vocabulary) -> Schema:
    """The JSON Schema (2020-12) of a type's front matter.

    Enumerated keys have their names beside them in `markdownEnumDescriptions`, and a pattern its
    plain words in `patternErrorMessage`: keywords that editors' YAML and JSON support know.
    """
    properties = {name: _field(template.properties[name], vocabulary) for name in template.fields}
    return {
        "$schema": _DIALECT,
        "title": f"Front matter: {template.title}",
        "description": template.description,
        "type": "object",
        "required": [name for name in template.fields if name in template.required],
        "properties": properties,
        "additionalProperties": not template.closed,
    }


def _field(schema: Mapping[str, Any], vocabulary: Vocabulary) -> Schema:
    made: Schema = {name: value for name, value in schema.items() if not name.startswith("x-")}
    kind = schema.get("x-vocabulary")
    if kind is not None:
        entries = vocabulary.entries(kind).values()
        made["enum"] = [entry.key for entry in entries]
        made["markdownEnumDescriptions"] = [entry.name for entry in entries]
    if "x-message" in schema and "pattern" in schema:
        made["patternErrorMessage"] = schema["x-message"]
    if isinstance(schema.get("items"), dict):
        made["items"] = _field(schema["items"], vocabulary)
    return made
