"""What an organisation limits in its own schema is told with the number, the limit and its name."""

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
from sopgen.model.finding import Finding
from sopgen.reading.reader import read_document
from sopgen.template import load_templates, load_vocabulary
from tests.sample import sop


def found(folder: Path, limits: dict[str, Any]) -> list[Finding]:
    """What is found in the sample where the schema has some more demands."""
    schemas = shutil.copytree(bundled("schema"), folder / "schema")
    file = schemas / "sop.schema.json"
    schema = json.loads(file.read_text("utf-8"))
    for name, more in limits.items():
        schema["properties"][name].update(more)
    file.write_text(json.dumps(schema), "utf-8")
    templates = load_templates(schemas)
    text = sop(tags="[calls, phone, voice]", asks="[my bill is wrong]").encode()
    reading = read_document("sops/a.md", text, templates.layout_of)
    library = Library({"sops/a.md": reading}, frozenset(), "sops/", load_vocabulary(schemas))
    return list(inspect(library, templates, levels_of({}), date(2026, 11, 22)).findings)


@pytest.mark.parametrize(
    ("limits", "says", "line"),
    [
        ({"steps": {"maxItems": 1}}, 'The section "Procedure" has 2 steps: at most 1.', 28),
        ({"steps": {"minItems": 3}}, 'The section "Procedure" has 2 steps: at least 3.', 28),
        ({"tags": {"maxItems": 2}}, '"tags" has 3 entries: at most 2.', 12),
        ({"asks": {"minItems": 2}}, '"asks" has 1 entry: at least 2.', 13),
        (
            {"purpose": {"maxLength": 20}},
            'The section "Purpose" has 75 characters: at most 20.',
            16,
        ),
        ({"title": {"maxLength": 5}}, '"title" is too long: 13 characters, at most 5.', 3),
    ],
)
def test_more_or_less_than_the_schema_allows(
    tmp_path: Path, limits: dict[str, Any], says: str, line: int
) -> None:
    ((told),) = [item for item in found(tmp_path, limits) if item.code == "SOP208"]
    assert (told.message, told.place.line) == (says, line)
    (name,) = limits
    (keyword,) = limits[name]
    assert name == "title" or f'"{keyword}" in the schema' in told.hint


def test_no_steps_are_still_no_steps(tmp_path: Path) -> None:
    codes = {item.code for item in found(tmp_path, {"steps": {"minItems": 1}})}
    assert "SOP208" not in codes
