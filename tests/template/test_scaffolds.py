"""A scaffold is a document that is right but for the places to be filled."""

from __future__ import annotations

import pytest

from sopgen.bundled import bundled
from sopgen.model.document import Document
from sopgen.reading.reader import read_document
from tests.examples.checking import check, templates

TYPES = sorted(templates().by_type)


def scaffold(type_: str) -> bytes:
    return (bundled("templates") / f"{type_}.md").read_bytes()


def read(type_: str) -> Document:
    reading = read_document(f"{type_}.md", scaffold(type_), templates().layout_of)
    assert not reading.problems
    assert reading.document is not None
    return reading.document


def test_every_type_has_a_scaffold_and_every_scaffold_a_type() -> None:
    assert sorted(file.stem for file in bundled("templates").glob("*.md")) == TYPES


@pytest.mark.parametrize("type_", TYPES)
def test_it_has_the_required_sections_in_the_order_of_its_template(type_: str) -> None:
    layout = templates().layout_of(type_)
    required = [section.property for section in layout.sections if section.required]
    assert [section.property for section in read(type_).sections] == required


@pytest.mark.parametrize("type_", TYPES)
def test_it_has_every_required_field_and_no_unknown_one(type_: str) -> None:
    template = templates().of(type_)
    fields = read(type_).keys.keys()
    assert template.required & set(template.fields) <= fields <= set(template.fields)
    assert read(type_).text("type") == type_


@pytest.mark.parametrize("type_", TYPES)
def test_only_what_is_not_filled_is_reported(type_: str) -> None:
    findings = check({f"{type_}.md": scaffold(type_)})
    assert {finding.code for finding in findings} == {"SOP324"}, [str(item) for item in findings]


@pytest.mark.parametrize("type_", TYPES)
def test_every_place_to_be_filled_is_reported(type_: str) -> None:
    text = scaffold(type_).decode()
    fields = [line for line in text.split("---\n")[1].splitlines() if "<" in line]
    guidance = text.count("<!-- guidance:")
    assert len(check({f"{type_}.md": scaffold(type_)})) == len(fields) + guidance
