"""The settings say where things are, as MkDocs would find them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.bundled import bundled
from sopgen.model.errors import SettingsError
from sopgen.settings import Runs, Settings, default_settings, find_settings_file, load_settings
from tests.sample import SampleLibrary


def settings_of(library: SampleLibrary, content: str) -> Settings:
    return load_settings(library.file("mkdocs.yml", content))


def test_folders_are_relative_to_the_file_not_to_the_working_directory(
    library: SampleLibrary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    found = load_settings(Path("library", "mkdocs.yml"))
    assert found.docs_dir == library.sops
    assert found.site_dir == library.root / "site"


def test_the_schema_is_the_librarys_own_where_it_has_one(library: SampleLibrary) -> None:
    assert settings_of(library, "site_name: x\n").schema_dir == bundled("schema")
    (library.root / "schema").mkdir()
    assert settings_of(library, "site_name: x\n").schema_dir == library.root / "schema"
    (library.root / "ours").mkdir()
    block = "plugins:\n  - sopgen:\n      schema: ours\n"
    assert settings_of(library, block).schema_dir == library.root / "ours"


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [search, {sopgen: {largest_file: 2048}}]",
        "plugins: {search: {}, sopgen: {largest_file: 2048}}",
    ],
)
def test_plugins_may_be_a_list_or_fields(library: SampleLibrary, plugins: str) -> None:
    assert settings_of(library, plugins).largest_file == 2048


@pytest.mark.parametrize("plugins", ["plugins: [sopgen]", "plugins: []", "plugins:", "theme: x"])
def test_without_a_block_everything_has_its_default(library: SampleLibrary, plugins: str) -> None:
    found = settings_of(library, f"site_name: Ours\n{plugins}\n")
    assert (found.site_name, found.largest_file, dict(found.rules)) == ("Ours", 1024 * 1024, {})


def test_a_bare_off_is_the_word_off(library: SampleLibrary) -> None:
    block = "plugins:\n  - sopgen:\n      rules: {SOP701: off, SOP702: 'off'}\n"
    assert settings_of(library, block).rules == {"SOP701": "off", "SOP702": "off"}


def test_the_prefix_leads_from_the_repository_to_the_library(library: SampleLibrary) -> None:
    assert settings_of(library, "site_name: x\n").prefix == ""
    (library.root.parent / ".git").write_text("gitdir: elsewhere\n", "utf-8")  # a worktree's
    assert settings_of(library, "site_name: x\n").prefix == "library/"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("repo_url: https://github.com/a/b/", "https://github.com/a/b/edit/main/sops/"),
        ("repo_url: https://github.com/a/b\nedit_uri: ''", ""),
        ("repo_url: https://github.com/a/b\nedit_uri: blob/x/", "https://github.com/a/b/blob/x/"),
        ("repo_url: https://github.com/a/b\ndocs_dir: d", "https://github.com/a/b/edit/main/d/"),
        ("repo_url: https://example.org/a", ""),
        ("edit_uri: https://example.org/edit/", "https://example.org/edit/"),
        ("site_name: x", ""),
    ],
)
def test_where_a_document_is_edited(library: SampleLibrary, settings: str, expected: str) -> None:
    assert settings_of(library, settings).edit_uri == expected


def test_what_is_inherited_is_merged_field_by_field(library: SampleLibrary) -> None:
    library.file("base.yml", "site_name: Base\nplugins: {sopgen: {rules: {SOP701: off}}}\n")
    child = "INHERIT: base.yml\nplugins: {sopgen: {rules: {SOP702: off}}}\n"
    found = settings_of(library, child)
    assert found.site_name == "Base"
    assert found.rules == {"SOP701": "off", "SOP702": "off"}


def test_settings_that_inherit_from_themselves_are_refused(library: SampleLibrary) -> None:
    library.file("base.yml", "INHERIT: mkdocs.yml\n")
    with pytest.raises(SettingsError, match="inherit from themselves"):
        settings_of(library, "INHERIT: base.yml\n")


def test_the_nearest_file_counts(library: SampleLibrary) -> None:
    below = library.root / "sops" / "deep"
    below.mkdir()
    assert find_settings_file(below) == library.root / "mkdocs.yml"
    nearer = library.file("sops/mkdocs.yml", "site_name: nearer\n")
    assert find_settings_file(below) == nearer


def test_a_folder_without_settings_is_a_library_itself(tmp_path: Path) -> None:
    found = default_settings(tmp_path)
    assert found.docs_dir == tmp_path.resolve()
    assert found.schema_dir == bundled("schema")


@pytest.mark.parametrize(
    "address",
    ["https://x.org/new?id={id}&step={step}&at={address}", "mailto:a@x.org?subject={title}"],
)
def test_where_readers_report_what_is_wrong(library: SampleLibrary, address: str) -> None:
    block = f"plugins:\n  - sopgen:\n      report_to: '{address}'\n"
    assert settings_of(library, block).report_to == address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "x.org/new", "https://x.org/{name}", "https://x.org/{", "''"]
)
def test_a_report_address_that_cannot_work_is_refused(library: SampleLibrary, address: str) -> None:
    block = f'plugins:\n  - sopgen:\n      report_to: "{address}"\n'
    with pytest.raises(SettingsError, match="must be a web or mailto: address"):
        settings_of(library, block)


def test_the_edit_address_counts_from_the_repository(library: SampleLibrary) -> None:
    (library.root.parent / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    found = settings_of(library, "repo_url: https://github.com/a/b\n").edit_uri
    assert found == "https://github.com/a/b/edit/main/library/sops/"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ("{post_to: 'https://example.org/runs'}", Runs("https://example.org/runs")),
        ("{post_to: 'http://localhost:8080/'}", Runs("http://localhost:8080/")),
        ("{post_to: 'http://[::1]/'}", Runs("http://[::1]/")),
        (
            "{post_to: 'https://example.org/', credentials: true}",
            Runs("https://example.org/", credentials=True),
        ),
    ],
)
def test_where_records_of_runs_go(library: SampleLibrary, runs: str, expected: Runs) -> None:
    assert settings_of(library, f"plugins: [sopgen: {{runs: {runs}}}]\n").runs == expected


def test_records_go_nowhere_unless_it_is_set(library: SampleLibrary) -> None:
    assert settings_of(library, "plugins: [sopgen]\n").runs == Runs()


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ("{post_to: 'http://example.org/runs'}", "must be an https address"),
        ("{post_to: 'http://localhost.example.org/'}", "must be an https address"),
        ("{post_to: 'https://user:word@example.org/'}", "must be an https address"),
        ("{post_to: 'https://example.org:port/'}", "must be an https address"),
        ("{post_to: 'https:///runs'}", "must be an https address"),
        ("{post_to: '//example.org/'}", "must be an https address"),
        ("{post_to: ''}", "must be an https address"),
        ("{post_to: 5}", "sopgen.runs.post_to"),
        ("{credentials: true}", "post_to"),
        ("{post_too: 'https://example.org/'}", "runs.post_too"),
        ("{post_to: 'https://example.org/', credentials: 'yes'}", "sopgen.runs.credentials"),
        ("https://example.org/", "sopgen.runs"),
    ],
)
def test_records_go_over_no_open_line(library: SampleLibrary, runs: str, told: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(told)):
        settings_of(library, f"plugins: [sopgen: {{runs: {runs}}}]\n")


def test_a_slip_in_a_setting_within_another_is_noticed(library: SampleLibrary) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(library, "plugins: [sopgen: {runs: {pots_to: 'https://example.org/'}}]\n")
    assert 'Did you mean "runs.post_to"?' in caught.value.remedy
