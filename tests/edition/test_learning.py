"""What is handed over of a document is all that lists, feeds and calendars ask of its versions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from sopgen import archive
from sopgen.edition.on_demand import beside
from sopgen.edition.tree import PageTree
from sopgen.exports.machines import machine_files
from sopgen.site.building import plan_tree
from tests.site.archives import IT, at, edition_of, repository
from tests.site.libraries import BODY, sop


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document of four versions, each called differently; the last is a draft."""
    with repository(tmp_path) as made:
        for number in (1, 2, 3):
            text = sop(BODY, version=f"{number}.0.0", title=f"Title {number}")
            made.commit(f"Issue {number}", {IT: text}, at=at(number, 1))
        text = sop(BODY, version="4.0.0", title="Title 4", status="draft")
        made.commit("Draft", {IT: text}, at=at(4, 1))
    return tmp_path


def tree_of(folder: Path) -> PageTree:
    return plan_tree(edition_of(folder), partial(machine_files, commit=None))


def about_all(tree: PageTree) -> dict[str, object]:
    """Whatever tells of all documents together."""
    sheaves = [item for item in beside(tree.pages).sheaves if not isinstance(item.kin, str)]
    bundles = [item for item in tree.files.bundles if not isinstance(item.kin, str)]
    pages = {path: page for sheaf in sheaves for path, page in sheaf.make()}
    return pages | {path: content for bundle in bundles for path, content in bundle.make()}


def test_nobody_reads_old_versions_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = about_all(tree_of(folder))
    assert b"Title 1, version 1.0.0" in told["feeds/changes.json"]  # type: ignore[operator]

    monkeypatch.setattr(archive, "_KEPT", 0)
    tree = tree_of(folder)
    assert tree.learning is not None
    tree.learning.take(IT, tree.learning.hand_over(IT))
    monkeypatch.setattr(archive, "read_document", None)
    assert about_all(tree) == told
