"""`list`, `show` and `rules` give what the library and the rules hold, to people and programs."""

from __future__ import annotations

import json

import pytest

from sopgen.rules import RULES
from tests.commandline import Run
from tests.sample import SampleLibrary, sop


@pytest.fixture
def shelf(library: SampleLibrary) -> SampleLibrary:
    """Two documents of two departments, and one that cannot be read."""
    library.add("a.md", id="SOP-CS-001", title="Grüße → 你好")
    library.add("b.md", id="SOP-BI-001", title="Bill", department="billing", status="draft")
    library.file("sops/bytes.md", b"\xff\x00")
    return library


@pytest.mark.usefixtures("shelf")
def test_list_names_every_document_that_can_be_read(sopgen: Run) -> None:
    outcome = sopgen("list")
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.split()[0] for line in outcome.out.splitlines()] == ["SOP-CS-001", "SOP-BI-001"]
    assert "Grüße → 你好" in outcome.out


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("option", "value"),
    [("--department", "billing"), ("--status", "draft"), ("--type", "policy")],
)
def test_list_leaves_out_what_is_not_asked_for(sopgen: Run, option: str, value: str) -> None:
    documents = sopgen("list", option, value, "--format", "json").json["documents"]
    assert [item["id"] for item in documents] == (["SOP-BI-001"] if value != "policy" else [])


@pytest.mark.usefixtures("shelf")
def test_list_as_json_gives_the_fields_of_the_register(sopgen: Run) -> None:
    found = sopgen("list", "--format", "json").json
    assert found["version"] == 1
    assert found["documents"][0] == {
        "id": "SOP-CS-001",
        "title": "Grüße → 你好",
        "type": "procedure",
        "department": "customer-service",
        "version": "1.0.0",
        "status": "approved",
        "effective_date": "2026-11-01",
        "owner": "team-lead",
        "path": "sops/a.md",
    }


def test_show_prints_a_document_as_it_is_written(library: SampleLibrary, sopgen: Run) -> None:
    library.add()
    outcome = sopgen("show", "SOP-CS-001")
    assert (outcome.code, outcome.out) == (0, sop())
    assert sopgen("show", "sops/answer-a-call.md") == outcome


@pytest.mark.usefixtures("shelf")
def test_show_as_json_gives_the_document_as_the_schema_sees_it(sopgen: Run) -> None:
    found = sopgen("show", "SOP-CS-001", "--format", "json").json
    assert (found["version"], found["path"]) == (1, "sops/a.md")
    assert [step["title"] for step in found["document"]["steps"]] == [
        "Greet the customer",
        "Solve the issue",
    ]


@pytest.mark.usefixtures("shelf")
def test_a_document_that_cannot_be_read_cannot_be_shown(sopgen: Run) -> None:
    outcome = sopgen("show", "sops/bytes.md")
    assert (outcome.code, outcome.out) == (2, "")
    assert "bytes.md" in outcome.err


def test_rules_lists_every_rule_once(sopgen: Run) -> None:
    lines = sopgen("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert [item["code"] for item in sopgen("rules", "--format", "json").json["rules"]] == list(
        RULES
    )


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_explained_by_code_and_by_name(sopgen: Run, code: str) -> None:
    rule = RULES[code]
    explained = sopgen("rules", code.lower())
    assert explained.code == 0
    assert explained.out.startswith(f"{code} {rule.name} ({rule.severity})\n\n{rule.summary}")
    assert sopgen("rules", rule.name) == explained
    assert json.loads(sopgen("rules", code, "--format", "json").out)["rule"]["code"] == code


def test_a_mistyped_rule_gets_a_suggestion(sopgen: Run) -> None:
    assert 'Did you mean "missing-field"?' in sopgen("rules", "mising-field").err
