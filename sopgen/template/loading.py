"""Loads the schemas of a folder, one template for each type of document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sopgen.caching import Store, check_once
from sopgen.model.errors import SettingsError
from sopgen.model.layout import Content, Layout, SectionLayout
from sopgen.operator_files import UnreadableError, read_json, read_limited, text_of
from sopgen.template.soundness import Schema, spelt_out, unsound

BASE: Final = "sop"
_ENDING: Final = ".schema.json"
# Schemas of other things than documents, which may stand in the same folder.
_OF_NO_DOCUMENT: Final = frozenset({"vocabulary", "run-record"})


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


def load_templates(schema_dir: Path, store: Store | None = None) -> Templates:
    """Load every `<type>.schema.json` of a folder; `sop.schema.json` is the base of all.

    The store remembers which schemas have been found to be such. Raises `SettingsError` where one
    is missing, no JSON, or no JSON Schema.
    """
    files = sorted(schema_dir.glob(f"*{_ENDING}"))
    if not (schema_dir / f"{BASE}{_ENDING}").is_file():
        raise SettingsError(
            f"There is no {BASE}{_ENDING} in {schema_dir}.",
            'Set "schema" in mkdocs.yml to its folder.',
        )
    names = {path.name.removesuffix(_ENDING): path for path in files}
    of_documents = [path for name, path in names.items() if name not in _OF_NO_DOCUMENT]
    schemas = {
        path.name.removesuffix(_ENDING): schema
        for path, schema in read_schemas(of_documents, store or Store(None)).items()
    }
    templates = {name: _template(name, schemas, schema_dir) for name in schemas}
    base = templates.pop(BASE)
    return Templates(templates or {BASE: base}, base)


def read_schemas(paths: Sequence[Path], store: Store) -> dict[Path, Schema]:
    """Read some JSON Schemas. Raises `SettingsError` where a file holds none."""
    contents = {path: _text(path) for path in paths}
    schemas = {path: _json(path, text) for path, text in contents.items()}

    def check() -> None:
        for path, schema in schemas.items():
            _check(path, schema)

    check_once(store, check, "schemas", *contents.values())
    return {path: spelt_out(schema) for path, schema in schemas.items()}


def _text(path: Path) -> str:
    try:
        return text_of(read_limited(path))
    except UnreadableError as error:
        raise _unusable(path, error) from error


def _json(path: Path, text: str) -> Any:  # noqa: ANN401 any JSON value, until it is checked
    try:
        return read_json(text)
    except UnreadableError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: UnreadableError) -> SettingsError:
    return SettingsError(f"The schema {path}{error.where} {error.problem}.", error.remedy)


def _check(path: Path, schema: object) -> None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 slow to import, seldom needed
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415 as above

    try:
        Draft202012Validator.check_schema(schema)  # type: ignore[arg-type] # any JSON value may come
    except SchemaError as error:
        raise SettingsError(
            f"The schema {path} is no valid JSON Schema: {error.message}."
        ) from error
    except RecursionError as error:
        raise SettingsError(f"The schema {path} refers to itself without an end.") from error
    if not isinstance(schema, dict):
        raise SettingsError(f"The schema {path} must be an object.")
    why = unsound(schema)
    if why is not None:
        raise SettingsError(f"The schema {path} cannot be used: {why}.")


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
