"""`sopgen validate --format json` is read by other programs: its shape is a contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from jsonschema import Draft202012Validator

from tests.commandline import Run, run_process
from tests.sample import TODAY, SampleLibrary

CONTRACT: Final = json.loads(Path(__file__).with_name("contract.schema.json").read_text("utf-8"))
ARGUMENTS: Final = ("validate", "--format", "json", "--today", TODAY)


def break_in_many_ways(library: SampleLibrary) -> None:
    library.add("fields.md", title=None, version="1.0", onwer="team-lead")
    library.add("again.md", effective_date="2020-01-01", status="aproved")
    library.add("empty.md", body="")
    library.file("sops/nothing.md")
    library.file("sops/latin.md", "é".encode("latin-1"))
    library.file("sops/bytes.md", bytes(range(256)))
    library.file("sops/unclosed.md", "---\nid: SOP-CS-009\n")
    library.file("sops/yaml.md", "---\nid: [\n---\n")


def test_it_has_exactly_the_fields_of_the_contract(library: SampleLibrary, sopgen: Run) -> None:
    break_in_many_ways(library)
    outcome = sopgen(*ARGUMENTS)
    Draft202012Validator.check_schema(CONTRACT)
    Draft202012Validator(CONTRACT).validate(outcome.json)
    assert outcome.err == ""


def test_the_summary_counts_what_is_listed(library: SampleLibrary, sopgen: Run) -> None:
    break_in_many_ways(library)
    found = sopgen(*ARGUMENTS).json
    severities = [item["severity"] for item in found["findings"]]
    assert found["summary"] == {
        "documents": 8,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }


def test_a_finding_points_at_the_value_not_at_the_top(library: SampleLibrary, sopgen: Run) -> None:
    library.add(status="aproved")
    (finding,) = sopgen(*ARGUMENTS).json["findings"]
    assert finding == {
        "code": "SOP206",
        "rule": "value-not-allowed",
        "severity": "error",
        "message": '"status" is "aproved", which is not one of the allowed values.',
        "hint": 'Did you mean "approved"?',
        "path": "sops/answer-a-call.md",
        "line": 6,
        "column": 9,
        "document": "SOP-CS-001",
    }


def test_findings_stand_in_the_order_of_paths_and_lines(
    library: SampleLibrary, sopgen: Run
) -> None:
    break_in_many_ways(library)
    places = [
        (item["path"], item["line"], item["column"]) for item in sopgen(*ARGUMENTS).json["findings"]
    ]
    assert places == sorted(places)


def test_paths_begin_at_the_repositorys_root(library: SampleLibrary, sopgen: Run) -> None:
    library.add(title=None)
    (library.root.parent / ".git").mkdir()
    assert sopgen(*ARGUMENTS).findings == [("SOP201", "library/sops/answer-a-call.md", 2)]


def test_the_same_library_gives_the_same_bytes_from_any_folder(
    library: SampleLibrary, sopgen: Run
) -> None:
    break_in_many_ways(library)
    here = run_process(*ARGUMENTS, cwd=library.root)
    below = run_process(*ARGUMENTS, cwd=library.sops)
    assert here.out == below.out == sopgen(*ARGUMENTS).out


def test_it_is_utf_8_whatever_the_terminal_speaks(library: SampleLibrary) -> None:
    library.add(title=None, status="größer → 😀")
    outcome = run_process(*ARGUMENTS, cwd=library.root, PYTHONIOENCODING="cp1252")
    assert outcome.code == 1, outcome.err
    assert "größer → 😀" in outcome.out


@pytest.mark.usefixtures("library")
def test_an_empty_library_has_no_findings(sopgen: Run) -> None:
    outcome = sopgen(*ARGUMENTS)
    summary = {"documents": 0, "errors": 0, "warnings": 0}
    assert outcome.json == {"version": 1, "summary": summary, "findings": []}
    assert outcome.code == 0
