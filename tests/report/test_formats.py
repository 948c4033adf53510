"""Each format is what its readers read: held against its schema, or read by a reader of others."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml, TestCase

from sopgen.bundled import bundled
from sopgen.inspection import Inspection, inspect, levels_of
from sopgen.library import Library
from sopgen.model.finding import Finding, Severity
from sopgen.model.source import Place, Source
from sopgen.reading.reader import read_document
from sopgen.report import FORMATS
from sopgen.template import load_templates, load_vocabulary
from tests.sample import sop

SARIF: Final = Path(__file__).parent / "schemas" / "sarif-2.1.0.schema.json"
WRONG: Final = "sops/wrong, 100%: ü.md"
COMMAND: Final = re.compile(r"::(error|warning) ([^:]*)::(.*)")


@pytest.fixture(scope="module")
def inspection() -> Inspection:
    """One document with errors and warnings, one in order."""
    folder = bundled("schema")
    templates = load_templates(folder)
    wrong = sop(id="SOP-CS-002", title="Another", version="1.0", owner="nobody").encode()
    texts = {WRONG: wrong, "sops/right.md": sop().encode()}
    readings = {
        path: read_document(path, text, templates.layout_of) for path, text in texts.items()
    }
    library = Library(readings, frozenset(), "sops/", load_vocabulary(folder))
    found = inspect(library, templates, levels_of({}), date(2026, 11, 22))
    assert found.errors
    return found


def of(*findings: Finding) -> Inspection:
    """An inspection with just these findings."""
    return Inspection(tuple({item.path: 0 for item in findings}), findings, {})


def finding(message: str = "Wrong.", path: str = "a.md", hint: str = "") -> Finding:
    return Finding(
        "SOP201", "missing-field", Severity.ERROR, message, hint, path, Place(3, 2, 4), None
    )


def test_sarif_keeps_its_schema_and_says_where(inspection: Inspection) -> None:
    value = json.loads(FORMATS["sarif"](inspection))
    Draft202012Validator(json.loads(SARIF.read_text("utf-8"))).validate(value)
    [run] = value["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(inspection.findings)
    for result, item in zip(run["results"], inspection.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == item.code
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "sops/wrong%2C%20100%25%3A%20%C3%BC.md"
        assert place["region"]["startLine"] == item.place.line


def test_sarif_of_nothing_is_whole() -> None:
    value = json.loads(FORMATS["sarif"](of()))
    Draft202012Validator(json.loads(SARIF.read_text("utf-8"))).validate(value)
    assert value["runs"][0]["results"] == []


def test_junit_is_read_as_one_case_for_each_error_and_each_sound_document(
    inspection: Inspection,
) -> None:
    report = JUnitXml.fromstring(FORMATS["junit"](inspection).encode())
    assert (report.failures, report.errors) == (inspection.errors, 0)
    cases = [case for suite in report for case in suite if isinstance(case, TestCase)]
    failed = [case for case in cases if any(isinstance(item, Failure) for item in case.result)]
    assert Counter(case.classname for case in failed) == {WRONG: inspection.errors}
    assert "sops/right.md" in {case.classname for case in cases if case not in failed}
    assert report.tests == len(cases)


def test_junit_shows_the_warnings_of_a_document_that_fails() -> None:
    warned = Finding("SOP701", "w", Severity.WARNING, "Long.", "", "a.md", Place(1, 1), None)
    report = JUnitXml.fromstring(FORMATS["junit"](of(finding(), warned)).encode())
    [suite] = report
    assert [case.name for case in suite] == ["line 3: SOP201 missing-field", "warnings"]
    assert "Long." in str(list(suite)[1].system_out)


@given(st.text())
def test_junit_holds_any_text(text: str) -> None:
    assert (
        JUnitXml.fromstring(FORMATS["junit"](of(finding(text, hint=text))).encode()).failures == 1
    )


def test_gitlab_has_what_its_documentation_asks_for(inspection: Inspection) -> None:
    issues = json.loads(FORMATS["gitlab"](inspection))
    assert len(issues) == len(inspection.findings)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert json.loads(FORMATS["gitlab"](of())) == []


def test_a_fingerprint_stays_when_lines_above_are_added() -> None:
    def fingerprint(lines_above: int) -> str:
        text = "\n" * lines_above + "owner: nobody\n"
        item = Finding(
            "SOP2", "r", Severity.ERROR, "m", "", "a.md", Place(lines_above + 1, 1), None
        )
        made = Inspection(("a.md",), (item,), {"a.md": Source("a.md", text)})
        value: list[dict[str, Any]] = json.loads(FORMATS["gitlab"](made))
        return str(value[0]["fingerprint"])

    assert fingerprint(0) == fingerprint(7)


def test_github_annotates_each_finding_on_its_line(inspection: Inspection) -> None:
    lines = FORMATS["github"](inspection).splitlines()
    assert len(lines) == len(inspection.findings)
    for line, item in zip(lines, inspection.findings, strict=True):
        match = COMMAND.fullmatch(line)
        assert match
        assert match.group(1) == item.severity
        assert "file=sops/wrong%2C 100%25%3A ü.md," in match.group(2)
        assert f"line={item.place.line},col={item.place.column}," in match.group(2)


@given(st.text())
def test_no_text_of_a_document_becomes_another_command(text: str) -> None:
    output = FORMATS["github"](of(finding(f"x\r\n::set-output name=a::b{text}", path=f"a{text}")))
    # A runner reads lines that end with a line feed, with a carriage return before it or not.
    assert output.startswith("::error file=a")
    assert output.count("\n") == 1
    assert "\r" not in output
