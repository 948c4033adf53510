"""Loads the schemas of a folder, one template for each type of document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from sopgen.model.errors import SettingsError
from sopgen.model.layout import Content, Layout, SectionLayout

BASE: Final = "sop"
_ENDING: Final = ".schema.json"
# Schemas of other things than documents, which may stand in the same folder.
_OF_NO_DOCUMENT: Final = frozenset({"vocabulary", "run-record"})
Schema = dict[str, Any]


@dataclass(frozen=True)
class Template:
    """One type of document.

    `schema` is whole: what it builds on is written into it. `properties` are all that it knows,
    in order; `closed` means that no others are allowed.
    """

    type: str
    title: str
    description: str
    schema: Schema
    properties: Mapping[str, Schema]
    required: frozenset[str]
    layout: Layout
    closed: bool
    closed_sections: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the front matter in the template's order."""
        body = {section.property for section in self.layout.sections} | {"sections"}
        return tuple(name for name in self.properties if name not in body)


@dataclass(frozen=True)
class Templates:
    """All templates by type; `base` is what a document of an unknown type is read with."""

    by_type: Mapping[str, Template]
    base: Template

    def of(self, type_: str | None) -> Template:
        """The template of a type, the base where there is none."""
        return self.by_type.get(type_ or "", self.base)

    def layout_of(self, type_: str | None) -> Layout:
        """The layout of a type: how its body is read."""
        return self.of(type_).layout


def load_templates(schema_dir: Path) -> Templates:
    """Load every `<type>.schema.json` of a folder; `sop.schema.json` is the base of all.

    Raises `SettingsError` where a schema is missing, no JSON, or no JSON Schema.
    """
    files = sorted(schema_dir.glob(f"*{_ENDING}"))
    if not (schema_dir / f"{BASE}{_ENDING}").is_file():
        raise SettingsError(
            f"There is no {BASE}{_ENDING} in {schema_dir}.",
            'Set "schema" in mkdocs.yml to its folder.',
        )
    names = {path.name.removesuffix(_ENDING): path for path in files}
    schemas = {name: read_schema(names[name]) for name in names if name not in _OF_NO_DOCUMENT}
    templates = {name: _template(name, schemas, schema_dir) for name in schemas}
    base = templates.pop(BASE)
    return Templates(templates or {BASE: base}, base)


def read_schema(path: Path) -> Schema:
    """Read one JSON Schema. Raises `SettingsError` where the file holds none."""
    try:
        schema = json.loads(path.read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The schema {path} cannot be read: {error}.") from error
    except json.JSONDecodeError as error:
        raise SettingsError(
            f"The schema {path}, line {error.lineno}, is no valid JSON: {error.msg}."
        ) from error
    except SchemaError as error:
        raise SettingsError(
            f"The schema {path} is no valid JSON Schema: {error.message}."
        ) from error
    if not isinstance(schema, dict):
        raise SettingsError(f"The schema {path} must be an object.")
    return schema


def _template(name: str, schemas: Mapping[str, Schema], schema_dir: Path) -> Template:
    schema = _whole(name, schemas, schema_dir, ())
    properties: dict[str, Schema] = {}
    for part in _parts(schema):
        properties.update(part.get("properties", {}))
    required = frozenset(item for part in _parts(schema) for item in part.get("required", ()))
    return Template(
        type=name,
        title=str(schema.get("title", name)),
        description=str(schema.get("description", "")),
        schema=schema,
        properties=properties,
        required=required,
        layout=_layout(schema, properties, required),
        closed=_is_closed(schema),
        closed_sections=schema.get("x-closed-sections") is True,
    )


def _is_closed(schema: Schema) -> bool:
    return False in {schema.get("unevaluatedProperties"), schema.get("additionalProperties")}


def _whole(name: str, schemas: Mapping[str, Schema], folder: Path, seen: tuple[str, ...]) -> Schema:
    """The schema with the files that it builds on written into its `allOf`."""
    if name in seen or name not in schemas:
        why = (
            "builds on itself" if name in seen else f"builds on {name}{_ENDING}, which is not there"
        )
        raise SettingsError(f"The schema {(seen or (name,))[-1]}{_ENDING} in {folder} {why}.")
    schema = dict(schemas[name])
    schema["allOf"] = [
        _whole(part["$ref"].removesuffix(_ENDING), schemas, folder, (*seen, name))
        if isinstance(part.get("$ref"), str) and part["$ref"].endswith(_ENDING)
        else part
        for part in schema.get("allOf", [])
    ]
    return schema


def _parts(schema: Schema) -> Iterator[Schema]:
    """What a schema builds on, then the schema itself; conditions are no parts."""
    for part in schema.get("allOf", []):
        if "properties" in part and "if" not in part:
            yield from _parts(part)
    yield schema


def _layout(schema: Schema, properties: Mapping[str, Schema], required: frozenset[str]) -> Layout:
    sections = [
        SectionLayout(
            name,
            tuple(value["x-headings"]),
            Content(value.get("x-content", "text")),
            name in required,
        )
        for name, value in properties.items()
        if value.get("x-headings")
    ]
    order = schema.get("x-order") or next(
        (part["x-order"] for part in _parts(schema) if part.get("x-order")), None
    )
    if order:
        sections.sort(key=_position(order))
    steps = next((properties[s.property] for s in sections if s.content is Content.STEPS), {})
    fields: Mapping[str, Schema] = steps.get("items", {}).get("properties", {})
    labels = {
        name: tuple(value["x-labels"]) for name, value in fields.items() if value.get("x-labels")
    }
    repeatable = frozenset(name for name in labels if fields[name].get("type") == "array")
    return Layout.of(tuple(sections), labels, repeatable)


def _position(order: list[str]) -> Callable[[SectionLayout], int]:
    return lambda section: (
        order.index(section.property) if section.property in order else len(order)
    )
