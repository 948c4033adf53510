"""Templates from a folder of schemas: their layout, and what makes them unusable."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sopgen.bundled import bundled
from sopgen.inspection import inspect, levels_of
from sopgen.library import Library
from sopgen.model.errors import SettingsError
from sopgen.model.layout import Content
from sopgen.reading.reader import read_document
from sopgen.template import load_templates, load_vocabulary
from tests.examples.checking import templates

RUNBOOK: dict[str, Any] = {
    "title": "Runbook",
    "allOf": [{"$ref": "sop.schema.json"}],
    "required": ["meaning", "impact", "steps", "mitigation"],
    "x-order": ["purpose", "scope", "responsibilities", "meaning", "impact", "steps", "mitigation"],
    "properties": {
        "alert": {"type": "string", "pattern": "^[A-Z]"},
        "meaning": {"type": "string", "minLength": 1, "x-headings": ["Meaning"]},
        "impact": {"type": "string", "minLength": 1, "x-headings": ["Impact"]},
        "steps": {
            "type": "array",
            "minItems": 1,
            "x-headings": ["Diagnosis"],
            "x-content": "steps",
            "items": {
                "required": ["command"],
                "properties": {"command": {"type": "string", "x-labels": ["Command"]}},
            },
        },
        "mitigation": {"type": "string", "minLength": 1, "x-headings": ["Mitigation"]},
    },
    "unevaluatedProperties": False,
    "x-closed-sections": True,
}
RUNBOOK_TEXT = """\
---
id: SOP-OP-101
title: The queue is full
type: runbook
version: 1.0.0
status: approved
department: operations
owner: workforce-planner
approver: head-of-operations
effective_date: 2026-09-01
alert: QueueFull
related_docs: []
---

## Purpose

Bring the queue down.

## Scope

Every queue.

## Responsibilities

- **Workforce planner:** answers the alert.

## Meaning

More calls wait than we can take.

## Impact

Customers hang up.

## Diagnosis

### 1. Look at the queue

- Command: show queue

## Mitigation

Open another line.
"""


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """A folder of schemas that may be changed."""
    return shutil.copytree(bundled("schema"), tmp_path / "schema")


def write(schemas: Path, name: str, schema: object) -> None:
    (schemas / f"{name}.schema.json").write_text(json.dumps(schema), "utf-8")


def found(schemas: Path, text: str) -> list[tuple[str, str]]:
    """Codes and the lines they stand on, of one document under these schemas."""
    own, vocabulary = load_templates(schemas), load_vocabulary(schemas)
    reading = read_document("a.md", text.encode(), own.layout_of)
    library = Library({"a.md": reading}, frozenset(), "", vocabulary)
    findings = inspect(library, own, levels_of({}), date(2026, 9, 15)).findings
    lines = text.split("\n")
    return [(finding.code, lines[finding.place.line - 1]) for finding in findings]


def test_an_organisations_own_type_is_one_more_file(schemas: Path) -> None:
    write(schemas, "runbook", RUNBOOK)
    template = load_templates(schemas).of("runbook")
    required = [item.headings[0] for item in template.layout.sections if item.required]
    assert required[3:] == ["Meaning", "Impact", "Diagnosis", "Mitigation"]
    assert "alert" in template.fields
    assert found(schemas, RUNBOOK_TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Meaning\n", "## Sense\n", [("SOP301", "## Responsibilities"), ("SOP332", "## Sense")]),
        ("More calls wait than we can take.\n", "", [("SOP302", "## Meaning")]),
        ("alert: QueueFull", "alert: queueFull", [("SOP207", "alert: queueFull")]),
        ("alert: QueueFull", "alarm: QueueFull", [("SOP202", "alarm: QueueFull")]),
        ("- Command: show queue", "Look.", [("SOP312", "### 1. Look at the queue")]),
        ("## Impact\n\nCustomers hang up.\n\n", "", [("SOP301", "## Meaning")]),
        (
            "### 1. Look at the queue\n\n- Command: show queue",
            "Look.",
            [("SOP310", "## Diagnosis")],
        ),
    ],
)
def test_its_demands_are_checked_and_worded(
    schemas: Path, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    write(schemas, "runbook", RUNBOOK)
    assert old in RUNBOOK_TEXT
    assert found(schemas, RUNBOOK_TEXT.replace(old, new)) == expected


def test_a_demand_without_a_rule_of_its_own_is_told_in_the_schemas_words(schemas: Path) -> None:
    schema = json.loads(json.dumps(RUNBOOK))
    schema["properties"]["alert"] = {"type": "string", "not": {"const": "QueueFull"}}
    write(schemas, "runbook", schema)
    assert found(schemas, RUNBOOK_TEXT) == [("SOP212", "alert: QueueFull")]


def test_every_bundled_type_is_a_template() -> None:
    types = ["policy", "procedure", "training", "troubleshooting", "work-instruction"]
    assert sorted(templates().by_type) == types
    assert templates().of("guideline") is templates().base
    assert templates().of(None) is templates().base


def test_the_order_is_that_of_the_schema() -> None:
    order = [item.property for item in templates().layout_of("policy").sections]
    assert order[:5] == ["purpose", "scope", "responsibilities", "definitions", "policy"]
    steps = next(s for s in templates().layout_of("procedure").sections if s.property == "steps")
    assert steps.content is Content.STEPS
    assert steps.required


def test_labels_and_headings_are_found_whatever_their_case() -> None:
    layout = templates().layout_of("procedure")
    assert layout.by_label["time limit"] == "time_limit"
    assert layout.by_heading["roles and responsibilities"].property == "responsibilities"
    assert layout.repeatable == {"confirmations", "branches"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("sop", None, "There is no sop.schema.json"),
        ("runbook", "{", "no valid JSON"),
        ("runbook", "[]", "no valid JSON Schema"),
        ("runbook", '{"type": "thing"}', "no valid JSON Schema"),
        ("runbook", '{"allOf": [{"$ref": "other.schema.json"}]}', "which is not there"),
        ("runbook", '{"allOf": [{"$ref": "runbook.schema.json"}]}', "builds on itself"),
    ],
)
def test_schemas_that_cannot_be_used(
    schemas: Path, name: str, content: str | None, message: str
) -> None:
    file = schemas / f"{name}.schema.json"
    file.unlink() if content is None else file.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=message):
        load_templates(schemas)


def test_the_schema_of_a_runs_record_is_no_type_of_document(schemas: Path) -> None:
    assert (schemas / "run-record.schema.json").is_file()
    assert "run-record" not in load_templates(schemas).by_type


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("a: [", "no valid YAML"),
        ("departments: {}", "does not fit its schema"),
        ("- a", "does not fit its schema"),
    ],
)
def test_a_vocabulary_that_cannot_be_used(schemas: Path, content: str | None, message: str) -> None:
    file = schemas / "vocabulary.yml"
    file.unlink() if content is None else file.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=message):
        load_vocabulary(schemas)


@pytest.mark.parametrize(
    ("own", "key", "line"), [("Roles", "roles", 3), ("Tags", "tags", 3), ("Search", "search", 3)]
)
def test_a_department_may_not_take_an_address_of_the_site(
    schemas: Path, own: str, key: str, line: int
) -> None:
    text = f"# words\ndepartments:\n  {key}: {{name: {own}}}\nroles:\n  agent: {{name: Agent}}\n"
    (schemas / "vocabulary.yml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=rf'line {line}: "{key}" cannot be a key') as raised:
        load_vocabulary(schemas)
    assert f'"{key}-team"' in raised.value.remedy


def test_a_role_may_not_stand_where_the_index_of_roles_is(schemas: Path) -> None:
    text = "departments:\n  a: {name: A}\nroles:\n  index: {name: Index}\n"
    (schemas / "vocabulary.yml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="line 4"):
        load_vocabulary(schemas)
