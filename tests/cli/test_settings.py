"""Settings that cannot be used end with 2 and say where the trouble is; rule levels take effect."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sopgen.bundled import bundled
from tests.commandline import Outcome, Run
from tests.sample import TODAY, SampleLibrary


def refused(outcome: Outcome) -> str:
    """The one line with which a command refused to start."""
    assert (outcome.code, outcome.out) == (2, ""), outcome
    assert outcome.err.startswith("sopgen: ")
    assert outcome.err.count("\n") == 1
    return outcome.err


def own_schema(library: SampleLibrary) -> Path:
    """Give the library a copy of the schema that sopgen brings, to spoil."""
    return Path(shutil.copytree(bundled("schema"), library.root / "schema"))


def test_no_mkdocs_yml_anywhere(
    tmp_path: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "There is no mkdocs.yml here or in a folder above." in refused(sopgen("validate"))
    assert "--config" in refused(sopgen("list"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("plugins: [", "line 1"),
        ("site_name: x\nplugins:\n\t- sopgen\n", "line 3"),
        ("", "hold no fields"),
        ("- a list\n", "hold no fields"),
        (b"site_name: \xff\n", "cannot be read"),
        ("site_name: 2026-02-30\n", "no valid YAML"),
        ("plugins:\n  - sopgen: text\n", "must hold fields"),
        ("plugins:\n  - sopgen:\n      ruls: {}\n", 'Did you mean "rules"?'),
        ("plugins:\n  - sopgen:\n      1: 2\n", 'no setting "1"'),
        ("plugins:\n  - sopgen:\n      rules: {SOP201: loud}\n", "error, warning, off"),
        ("plugins:\n  - sopgen:\n      rules: {mising-field: off}\n", 'mean "missing-field"?'),
        ("plugins:\n  - sopgen:\n      rules: [SOP201]\n", "sopgen.rules"),
        ("plugins:\n  - sopgen:\n      pages: drafts\n", "sopgen.pages"),
        ("plugins:\n  - sopgen:\n      largest_file: 1\n", "sopgen.largest_file"),
        ("plugins:\n  - sopgen:\n      schema: no-such\n", "no-such"),
        ("docs_dir: no-such\n", "no-such"),
        ("docs_dir: 5\n", "docs_dir"),
        ("docs_dir: mkdocs.yml\n", "mkdocs.yml"),
    ],
)
def test_settings_that_cannot_be_used(
    library: SampleLibrary, sopgen: Run, content: str | bytes, told: str
) -> None:
    library.add()
    library.file("mkdocs.yml", content)
    line = refused(sopgen("validate"))
    assert told in line
    assert "mkdocs.yml" in line


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("sop.schema.json", '{"type": [}', "sop.schema.json, line 1"),
        ("sop.schema.json", '{"type": "nonsense"}', "no valid JSON Schema"),
        ("sop.schema.json", b"\xff", "cannot be read"),
        ("sop.schema.json", "[]", "sop.schema.json"),
        ("sop.schema.json", None, "There is no sop.schema.json"),
        ("policy.schema.json", '{"allOf": [{"$ref": "no.schema.json"}]}', "no.schema.json"),
        ("vocabulary.yml", "roles: [", "vocabulary.yml, line 1"),
        ("vocabulary.yml", "", "vocabulary.yml"),
        ("vocabulary.yml", "roles: {lead: {nam: Lead}}", "vocabulary.yml"),
        ("vocabulary.yml", None, "vocabulary.yml"),
        ("vocabulary.schema.json", None, "vocabulary.schema.json"),
    ],
)
def test_a_schema_or_vocabulary_that_cannot_be_used(
    library: SampleLibrary, sopgen: Run, name: str, content: str | bytes | None, told: str
) -> None:
    library.add()
    file = own_schema(library) / name
    file.unlink()
    if content is not None:
        library.file(f"schema/{name}", content)
    assert told in refused(sopgen("validate"))


def test_the_nearest_mkdocs_yml_above_is_used(
    library: SampleLibrary, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add("billing/a.md")
    monkeypatch.chdir(library.sops / "billing")
    assert "1 document checked" in sopgen("validate").out


def test_a_settings_file_can_be_named(
    library: SampleLibrary, sopgen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library.add()
    (library.root / "mkdocs.yml").rename(library.root / "other.yml")
    monkeypatch.chdir(tmp_path)
    outcome = sopgen("validate", "--config", Path("library", "other.yml"))
    assert "1 document checked" in outcome.out


@pytest.mark.parametrize("name", ["SOP201", "missing-field"])
@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 0), ("off", 0)])
def test_a_rules_level_is_set_by_code_or_name(
    library: SampleLibrary, sopgen: Run, name: str, level: str, code: int
) -> None:
    library.settings(f"rules: {{{name}: {level}}}")
    library.add(title=None)
    outcome = sopgen("validate", "--format", "json", "--today", TODAY)
    assert outcome.code == code
    severities = [item["severity"] for item in outcome.json["findings"]]
    assert severities == ([] if level == "off" else [level])


def test_pages_named_in_the_settings_are_no_documents(library: SampleLibrary, sopgen: Run) -> None:
    library.settings("pages: ['about/*.md', 'README.md']")
    library.add()
    for name in ("about/us.md", "README.md", "index.md", "billing/index.md"):
        library.file(f"sops/{name}", "# No SOP\n")
    assert "1 document checked, all in order." in sopgen("validate", "--today", TODAY).out


def test_tags_of_mkdocs_and_its_plugins_are_no_trouble(library: SampleLibrary, sopgen: Run) -> None:
    library.add()
    tags = "site_url: !ENV [URL, 'https://example.org/']\nemoji: !!python/name:material.x\n"
    library.settings(top=f"docs_dir: sops\n{tags}")
    assert sopgen("validate", "--today", TODAY).code == 0


def test_a_mkdocs_yml_that_inherits_brings_the_settings_of_its_parent(
    library: SampleLibrary, sopgen: Run
) -> None:
    library.add(title=None)
    library.settings("rules: {missing-field: off}").rename(library.root / "base.yml")
    library.file("mkdocs.yml", "INHERIT: base.yml\nsite_name: Child\n")
    assert sopgen("validate", "--today", TODAY).code == 0
