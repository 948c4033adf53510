"""Whatever stands in a schema, it is a template that documents can be held to, or is refused."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from sopgen.model.errors import SettingsError
from sopgen.reading.reader import read_document
from sopgen.template import TemplateCheck, load_templates
from tests.examples.checking import vocabulary
from tests.fuzz.laws import documents
from tests.fuzz.laws.refusing import is_plain
from tests.sample import sop

_NAMES: Final = (
    *("type", "properties", "required", "items", "allOf", "anyOf", "if", "then", "else", "enum"),
    *("pattern", "format", "minLength", "minItems", "uniqueItems", "additionalProperties", "$ref"),
    *("x-headings", "x-labels", "x-content", "x-order", "x-vocabulary", "x-template", "x-form"),
    *("unevaluatedProperties", "x-closed-sections", "x-message", "const", "$defs", "$id", "not"),
)
_STEPS: Final = {
    "type": "object",
    "required": ["steps", "title"],
    "x-order": ["scope", "steps"],
    "properties": {
        "title": {"type": "string", "pattern": "^[A-Z]", "maxLength": 80},
        "scope": {"type": "string", "x-headings": ["Scope"]},
        "steps": {
            "type": "array",
            "x-headings": ["Procedure"],
            "x-content": "steps",
            "items": {"properties": {"role": {"type": "string", "x-labels": ["Role"]}}},
        },
    },
}
_OTHERS: Final = (
    {
        "allOf": [
            {"properties": {"id": {"format": "date"}}},
            {"if": {}, "then": {"required": ["a"]}},
        ]
    },
    {"properties": {"owner": {"x-vocabulary": "roles"}}, "unevaluatedProperties": False},
    {"anyOf": [{"$ref": "#/$defs/one"}, True], "$defs": {"one": {"enum": [1, "a", None]}}},
)
WORDS: Final = (
    *(json.dumps(name).encode() for name in _NAMES),
    *(b"true", b"false", b"null", b"[]", b"{}", b'"steps"', b'"reply_templates"', b'"("', b"1e400"),
    *(b'"#"', b'"sop.schema.json"', b'"https://example.org/a"', b'"object"', b'"array"', b"[[[["),
)
LONGEST: Final = 700


def begin() -> Iterable[bytes]:
    """Small schemas that use what those of sopgen use."""
    return [json.dumps(schema).encode() for schema in (_STEPS, *_OTHERS)]


def holds(given: bytes) -> None:
    """A document can be held against it; or there is a message that names the file."""
    folder = _folder()
    (folder / "sop.schema.json").write_bytes(given)
    try:
        templates = load_templates(folder)
    except SettingsError as error:
        is_plain(error, str(folder))
        return
    reading = read_document(documents.NEW, sop().encode(), templates.layout_of)
    assert reading.document is not None
    check = TemplateCheck(templates, vocabulary())
    try:
        problems = check.problems(reading.document, front_matter_usable=True)
    except SettingsError as error:
        is_plain(error, "refers to")
        return
    for problem in problems:
        assert problem.message, problem
        reading.document.locate(problem.at)


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="sopgen-fuzz-schema-"))
