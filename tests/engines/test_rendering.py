"""A page that is rendered alone is, byte for byte, the page that a build makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.engines.preparing import edition_of, git_archive, plan_of, prepare_tree
from sopgen.engines.rendering import Renderer
from sopgen.model.errors import SettingsError
from sopgen.site import PageTree
from sopgen.site.building import plan_tree
from sopgen.workspace import open_workspace
from tests.browser.sites import built
from tests.browser.worst_library import write_worst_library
from tests.engines.projects import CONFIG, SOURCES, build_project, make_project, without_history
from tests.engines.test_building import TEXTS
from tests.site.libraries import ROOT, TODAY

# What MkDocs makes of the site as a whole.
# A build has each page say its policy; a preview has none.
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
OF_THE_WHOLE = {
    "_headers",
    "404.html",
    "manifest.json",
    "sitemap.xml",
    "sitemap.xml.gz",
    "search/search_index.json",
}
NAV = "nav:\n  - index.md\n  - Cards: fraud/card.md\n  - moved/card.md\n  - about/team.md\n"


def renderer(config: Path, *, history: bool = True) -> Renderer:
    return Renderer(config, planned(config, history=history))


def planned(config: Path, *, history: bool = True) -> PageTree:
    workspace = open_workspace(config.parent, config)
    archive = git_archive(workspace, False) if history else without_history(workspace)
    edition = edition_of(workspace, workspace.library, archive, TODAY, drafts=False)
    return plan_of(edition, archive)


def address_of(file: Path, site: Path) -> str:
    path = file.relative_to(site).as_posix()
    return path.removesuffix("index.html") if file.name == "index.html" else path


def differing(site: Path, config: Path, *, history: bool = True) -> list[str]:
    """The addresses of a site that are rendered in another way than they were built."""
    tree = planned(config, history=history)
    rendering, plain = Renderer(config, tree), dict(tree.files)
    files = {address_of(file, site): file for file in site.rglob("*") if file.is_file()}
    rendered = files.keys() - OF_THE_WHOLE - plain.keys()
    asked = {address: rendering.render(address) for address in rendered}
    return [
        address
        for address, found in asked.items()
        if found is None or found.content != _POLICY.sub(b"", files[address].read_bytes())
    ]


def test_each_page_of_the_sample_library(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = built(tmp_path_factory, str(ROOT))
    assert differing(site, ROOT / "mkdocs.yml") == []


def test_each_page_of_the_worst_library(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    site = built(tmp_path_factory, "worst", write_worst_library)
    assert differing(site, write_worst_library(tmp_path) / "mkdocs.yml") == []


def test_ordinary_pages_and_a_navigation_of_ones_own(tmp_path: Path) -> None:
    config = make_project(tmp_path, TEXTS, CONFIG + NAV)
    build_project(config)
    assert differing(tmp_path / "site", config, history=False) == []


def test_a_page_is_the_same_when_it_is_rendered_again(tmp_path: Path) -> None:
    rendering = renderer(make_project(tmp_path, TEXTS), history=False)
    for address in ("", "fraud/", "fraud/card/", "about/team/"):
        assert rendering.render(address) == rendering.render(address)


def test_another_tree_is_followed_where_only_pages_differ(tmp_path: Path) -> None:
    config = make_project(tmp_path, TEXTS)
    rendering = renderer(config, history=False)
    changed = TEXTS["moved/card.md"].replace("Say goodbye", "Say farewell")
    make_project(tmp_path, {**TEXTS, "moved/card.md": changed})
    assert rendering.follow(prepare_tree(open_workspace(tmp_path, config), TODAY, SOURCES))
    page = rendering.render("fraud/card/")
    assert page is not None
    assert b"Say farewell" in page.content
    make_project(tmp_path, {"orders/new.md": changed})
    assert not rendering.follow(prepare_tree(open_workspace(tmp_path, config), TODAY, SOURCES))


def test_nothing_is_at_any_other_address(tmp_path: Path) -> None:
    rendering = renderer(make_project(tmp_path, TEXTS), history=False)
    for address in ("gone/", "fraud/gone/", "../mkdocs.yml", "/etc/passwd", "fraud/card", "//"):
        assert rendering.render(address) is None


def test_a_configuration_that_mkdocs_cannot_use_is_said(tmp_path: Path) -> None:
    config = make_project(tmp_path, TEXTS)
    rendering = CONFIG.replace("name: material", "name: nonesuch")
    workspace = open_workspace(tmp_path, config)
    tree = plan_tree(
        edition_of(workspace, workspace.library, without_history(workspace), TODAY, drafts=True)
    )
    config.write_text(rendering, "utf-8")
    with pytest.raises(SettingsError, match=r"MkDocs cannot use .*nonesuch"):
        Renderer(config, tree)
