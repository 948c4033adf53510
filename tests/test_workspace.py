"""A workspace finds documents by what people call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.model.errors import OperatorError, SettingsError
from sopgen.workspace import Workspace, open_workspace, open_workspace_for_files
from tests.sample import SampleLibrary


@pytest.fixture
def workspace(library: SampleLibrary) -> Workspace:
    library.add("billing/a.md", id="SOP-BI-001")
    library.add("billing-extra/a.md", id="SOP-BI-002")
    library.add("b.md", id="SOP-CS-001")
    return open_workspace(library.root)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("SOP-BI-001", "sops/billing/a.md"),
        ("sops/billing/a.md", "sops/billing/a.md"),
        ("billing/a.md", "sops/billing/a.md"),
        ("b.md", "sops/b.md"),
    ],
)
def test_a_document_is_found_by_id_or_path(workspace: Workspace, name: str, path: str) -> None:
    assert workspace.find(name).path == path


@pytest.mark.parametrize(
    ("name", "hint"),
    [("SOP-BI-01", 'Did you mean "SOP-BI-001"?'), ("xyz", "sopgen list"), ("", "sopgen list")],
)
def test_a_document_that_is_not_there_brings_a_hint(
    workspace: Workspace, name: str, hint: str
) -> None:
    with pytest.raises(OperatorError) as error:
        workspace.find(name)
    assert hint in error.value.remedy


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["sops/b.md"], {"sops/b.md"}),
        (["sops/billing"], {"sops/billing/a.md"}),
        (["sops/billing", "sops/b.md"], {"sops/billing/a.md", "sops/b.md"}),
        (["sops/../sops/./b.md"], {"sops/b.md"}),
        (["sops"], {"sops/b.md", "sops/billing/a.md", "sops/billing-extra/a.md"}),
    ],
)
def test_files_and_folders_select_what_is_in_them(
    workspace: Workspace, names: list[str], expected: set[str]
) -> None:
    paths = [Path(name) for name in names]
    assert workspace.holds(paths)
    assert workspace.select(paths) == expected


def test_a_whole_path_selects_like_a_relative_one(workspace: Workspace) -> None:
    assert workspace.select([Path("sops/b.md").resolve()]) == {"sops/b.md"}


def test_a_folder_of_documents_that_is_a_link_selects_too(library: SampleLibrary) -> None:
    library.add("a.md")
    library.sops.rename(library.root / "content")
    library.sops.symlink_to("content")
    paths = [Path("sops/a.md"), Path("sops")]
    assert open_workspace(library.root).select(paths) == {"sops/a.md"}


def test_a_path_that_is_not_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(OperatorError, match=r"no file or folder no-such\.md"):
        workspace.select([Path("no-such.md")])


def test_a_file_outside_is_a_library_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "x.md"
    outside.write_text("---\nid: X\n---\n", "utf-8")
    assert not workspace.holds([outside])
    assert workspace.select([outside]) == frozenset()
    library = workspace.apart([outside])
    assert set(library.readings) == {outside.as_posix()}
    assert set(library.by_id) == {"X", "SOP-BI-001", "SOP-BI-002", "SOP-CS-001"}


def test_without_settings_only_named_files_can_be_checked(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no mkdocs\.yml"):
        open_workspace(tmp_path)
    assert not open_workspace_for_files(tmp_path).has_library
