"""The inspection puts rules, levels and waivers together."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from sopgen.inspection import Inspection, inspect, levels_of
from sopgen.model.errors import SettingsError
from sopgen.model.finding import Severity
from sopgen.rules import RULES
from sopgen.workspace import open_workspace
from tests.sample import BODY, SampleLibrary

TODAY: Final = date(2026, 11, 22)


def inspected(library: SampleLibrary, **levels: str) -> Inspection:
    workspace = open_workspace(library.root)
    return inspect(workspace.library, workspace.templates, levels_of(levels), TODAY)


def codes(inspection: Inspection) -> list[str]:
    return [finding.code for finding in inspection.findings]


def test_every_rule_has_its_own_level_unless_the_settings_say_another() -> None:
    assert levels_of({}) == {code: rule.severity for code, rule in RULES.items()}
    changed = levels_of({"SOP201": "warning", "missing-section": "off"})
    assert (changed["SOP201"], changed["SOP301"]) == (Severity.WARNING, None)


def test_a_level_for_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SettingsError) as error:
        levels_of({"missing-secton": "off"})
    assert error.value.remedy == 'Did you mean "missing-section"?'


def test_a_level_changes_the_severity_and_the_count(library: SampleLibrary) -> None:
    library.add(title=None)
    assert (inspected(library).errors, inspected(library).warnings) == (1, 0)
    lowered = inspected(library, SOP201="warning")
    assert (lowered.errors, lowered.warnings) == (0, 1)
    assert codes(inspected(library, SOP201="off")) == []


def test_a_waiver_switches_a_rule_off_for_its_document_only(library: SampleLibrary) -> None:
    body = f"{BODY}\n![ ](form.png)\n"
    library.file("sops/form.png")
    library.add("a.md", body)
    waiver = "\n  - rule: SOP405\n    reason: The picture is an ornament.\n"
    library.add("b.md", body, id="SOP-CS-002", title="Another", waivers=waiver)
    found = inspected(library).findings
    assert [(item.code, item.path) for item in found] == [("SOP405", "sops/a.md")]


def test_a_waiver_that_finds_nothing_is_told(library: SampleLibrary) -> None:
    library.add(waivers="\n  - rule: SOP405\n    reason: The pictures are ornaments.\n")
    assert codes(inspected(library)) == ["SOP509"]


def test_what_cannot_be_read_cannot_be_waived(library: SampleLibrary) -> None:
    library.add(body=BODY + "\u202e\n", waivers="\n  - rule: SOP109\n    reason: It is only one.\n")
    assert "SOP109" in codes(inspected(library))


@pytest.mark.parametrize("opening", ["<!-- a comment\n", "```\n"])
def test_what_an_open_block_hides_is_not_called_missing(
    library: SampleLibrary, opening: str
) -> None:
    library.add(body=opening + BODY)
    found = set(codes(inspected(library)))
    assert found & {"SOP328", "SOP329"}
    assert not found & {"SOP301", "SOP302", "SOP310"}


def test_a_document_that_is_no_text_still_counts(library: SampleLibrary) -> None:
    library.file("sops/bytes.md", b"\x00\xff\x00\xff")
    found = inspected(library)
    assert found.documents == 1
    assert [(item.path, item.document) for item in found.findings] == [("sops/bytes.md", None)]


def test_only_some_documents_are_reported_where_asked(library: SampleLibrary) -> None:
    library.add("a.md", title=None)
    library.add("b.md", id="SOP-CS-002", title=None)
    workspace = open_workspace(library.root)
    found = inspect(
        workspace.library, workspace.templates, levels_of({}), TODAY, only={"sops/b.md"}
    )
    assert found.documents == 1
    assert {item.path for item in found.findings} == {"sops/b.md"}


def test_no_finding_is_told_twice(library: SampleLibrary) -> None:
    library.add(body="", title=None)
    found = inspected(library).findings
    assert len(found) == len(set(found))
