"""What an editor is told of a front matter agrees with what `validate` says."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from sopgen.exports.editor_schema import editor_schema
from sopgen.model.document import Document
from sopgen.workspace import open_workspace
from tests.commandline import REPOSITORY, Run
from tests.sample import SampleLibrary

WORKSPACE = open_workspace(REPOSITORY)


def validator(type_: str) -> Draft202012Validator:
    schema = editor_schema(WORKSPACE.templates.by_type[type_], WORKSPACE.vocabulary)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("document", WORKSPACE.library.documents, ids=lambda item: item.slug)
def test_every_document_of_the_library_fits(document: Document) -> None:
    assert list(validator(document.text("type") or "").iter_errors(document.front_matter)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("department", "nowhere"),
        ("audience", ["somebody"]),
        ("version", "1.0"),
        ("status", "done"),
        ("purpose", "stands in the body"),
    ],
)
def test_an_editor_marks_what_validation_rejects(field: str, value: object) -> None:
    document = WORKSPACE.library.documents[0]
    wrong = {**document.front_matter, field: value}
    assert list(validator("procedure").iter_errors(wrong))


def test_keys_have_their_names_beside_them() -> None:
    schema = validator("procedure").schema
    assert isinstance(schema, dict)
    owner = schema["properties"]["owner"]
    names = dict(zip(owner["enum"], owner["markdownEnumDescriptions"], strict=True))
    assert names["team-lead"] == "Team lead"


def test_the_command_prints_it(library: SampleLibrary, sopgen: Run) -> None:
    library.add()
    assert sopgen("schema", "policy").json["title"] == "Front matter: Policy"
    assert 'Did you mean "policy"?' in sopgen("schema", "polici").err
