"""The same pages by every engine: each SOP's control block, steps and revisions, and no markup."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest

from sopgen.edition.tree import PageTree
from sopgen.engines.building import build
from sopgen.engines.choosing import build_with
from sopgen.engines.preparing import prepare_tree
from sopgen.manifest import engine_of
from sopgen.manifest.reading import manifest_from
from sopgen.site.check import check_site, rendered_path
from sopgen.site.rendered import RenderedPage
from sopgen.workspace import open_workspace
from tests.commandline import run_process
from tests.engines.projects import files_of
from tests.engines.test_hostile_names import Markup
from tests.history.repository import Repository
from tests.sample import TODAY, sop
from tests.site.libraries import ROOT
from tests.site.libraries import TODAY as DAY

TITLE: Final = "</title><b data-no=x>Tom</b> & 'Kim' `x` [x](no) 步"
NAME: Final = f"Care {TITLE} 🙂"
CONFIG: Final = f"""\
site_name: {json.dumps(NAME, ensure_ascii=False)}
site_description: {json.dumps(NAME, ensure_ascii=False)}
site_url: https://example.org/care/
docs_dir: sops
theme:
  name: material
  font: false
  features: [navigation.tabs]
plugins:
  - sopgen:
      schema: {ROOT / "schema"}
      templates: {ROOT / "templates"}
      pages: ["about/*"]
markdown_extensions:
  - toc: {{permalink: true, toc_depth: 3}}
"""
FIRST: Final = {"mkdocs.yml": CONFIG, "sops/moved/call.md": sop(), "sops/about/pic.svg": "<svg/>"}
TEAM: Final = """\
# Team &lt;/title&gt;&lt;b data-no=x&gt;

[How](../moved/call.md#step-2) ![](pic.svg)
"""
SECOND: Final = {
    "sops/moved/call.md": sop(version="1.1.0", change_summary="Say more to the customer."),
    "sops/customer-service/hostile.md": sop(id="SOP-CS-002", title=json.dumps(TITLE)),
    "sops/about/team.md": TEAM,
}
CALL: Final = "customer-service/call"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def write_library(folder: Path) -> Path:
    """A library with a history of two versions; gives its `mkdocs.yml`."""
    with Repository(folder) as repository:
        repository.commit("Begin", FIRST)
        repository.commit("Say more", SECOND)
        repository.check_out()
    return folder / "mkdocs.yml"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def tree(config: Path) -> PageTree:
    return prepare_tree(open_workspace(config.parent, config), DAY)


@pytest.fixture(scope="module")
def plain(config: Path, tree: PageTree) -> Path:
    """The site as MkDocs makes it."""
    return build(config, tree, site_dir=config.parent / "mkdocs").site_dir


def built_by(engine: str, config: Path) -> Path:
    """The site as the command makes it with an engine, in a process of its own."""
    folder = config.parent / engine
    arguments = ("--engine", engine, "--today", TODAY, "--site-dir", folder)
    done = run_process("build", "--strict", *arguments, cwd=config.parent)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="module")
def properdocs(config: Path) -> Path:
    return built_by("properdocs", config)


@pytest.fixture(scope="module")
def zensical(config: Path) -> Path:
    return built_by("zensical", config)


@pytest.fixture(scope="module", params=["properdocs", "zensical"])
def site(request: pytest.FixtureRequest) -> Path:
    folder = request.getfixturevalue(request.param)
    assert isinstance(folder, Path)
    return folder


def without_policy(file: Path) -> bytes:
    """A file of the site; of a page, without the policy that only some engines have it say."""
    return _POLICY.sub(b"", file.read_bytes())


def content_of(folder: Path, path: str) -> str:
    """What of a page came from the tree, white space folded."""
    content = RenderedPage((folder / rendered_path(path)).read_text("utf-8")).content
    content = content.replace('<a id="__skip" tabindex="-1"></a>', "")
    return "".join(content.split())


def test_every_document_has_its_control_block_steps_and_revisions(
    site: Path, tree: PageTree
) -> None:
    documents = [path for path, page in tree.pages.items() if page.source and page.headings]
    assert len(documents) == 2
    for path in documents:
        page = RenderedPage((site / rendered_path(path)).read_text("utf-8"))
        assert '<div class="sop-control">' in page.content
        assert {"step-1", "step-2"} <= page.ids
        assert [item for item in page.headings if item in tree.pages[path].headings] == [
            *tree.pages[path].headings
        ]
        revisions = page.content[page.content.index('<div class="sop-history">') :]
        assert '<tr><th scope="row">1.0.0' in revisions
    call = RenderedPage((site / rendered_path(f"{CALL}.md")).read_text("utf-8")).content
    rows = call[call.index('<div class="sop-history">') :]
    assert rows.index('<th scope="row">1.1.0') < rows.index('<th scope="row">1.0.0')
    assert "Say more to the customer." in rows


def test_the_content_of_every_page_is_the_same(site: Path, plain: Path, tree: PageTree) -> None:
    for path in tree.pages:
        if path.endswith(".md"):
            assert content_of(site, path) == content_of(plain, path), path
        else:
            assert without_policy(site / path) == without_policy(plain / path), path


def test_every_link_resolves(site: Path, tree: PageTree) -> None:
    assert check_site(site, tree) == []


def test_what_is_no_page_is_there_as_it_is(site: Path, tree: PageTree) -> None:
    files = dict(tree.files)
    assert f"{CALL}/index.md" in files
    for path, content in files.items():
        assert (site / path).read_bytes() == content, path


def test_an_ordinary_page_and_its_picture_are_there(site: Path) -> None:
    page = RenderedPage((site / "about/team/index.html").read_text("utf-8"))
    assert "../../customer-service/call/#step-2" in page.links
    assert "../pic.svg" in page.links
    assert (site / "about/pic.svg").read_text("utf-8") == "<svg/>"


@pytest.mark.parametrize("page", ["", "customer-service/", "customer-service/hostile/", "404"])
def test_no_name_becomes_markup(site: Path, page: str) -> None:
    file = site / ("404.html" if page == "404" else f"{page}index.html")
    text = file.read_text("utf-8")
    found = Markup(text)
    assert found.found == []
    assert NAME in found.text
    assert "&amp;lt;" not in text
    assert "\U000f5000" not in text


def test_the_department_is_lit_up_on_its_documents(site: Path) -> None:
    page = (site / rendered_path(f"{CALL}.md")).read_text("utf-8")
    lit = page[page.index("md-tabs__item--active") :]
    assert "Customer service" in lit[: lit.index("</li>")]


def test_the_sitemap_has_what_is_to_be_found_with_its_day(site: Path, plain: Path) -> None:
    entry = re.compile(r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>")
    ours, theirs = (
        sorted(entry.findall((folder / "sitemap.xml").read_text("utf-8")))
        for folder in (site, plain)
    )
    assert ours == theirs
    assert f"https://example.org/care/{CALL}/" in dict(ours)


def test_the_search_of_the_engine_knows_nothing(site: Path) -> None:
    index = site / "search.json"
    assert not index.exists() or json.loads(index.read_text("utf-8"))["items"] == []


def test_the_list_of_hashes_tells_which_engine_it_was(site: Path) -> None:
    manifest = manifest_from((site / "manifest.json").read_bytes())
    assert engine_of(manifest.made_with) == site.name
    assert manifest.files.keys() == files_of(site).keys() - {"manifest.json"}


def test_no_title_of_an_ordinary_page_becomes_markup(zensical: Path) -> None:
    text = (zensical / "about/team/index.html").read_text("utf-8")
    assert Markup(text).found == []
    assert "<title>Team &lt;/title&gt;&lt;b data-no=x&gt; - Care" in text


def test_two_builds_are_the_same_bytes(
    zensical: Path, config: Path, tree: PageTree, tmp_path: Path
) -> None:
    build_with("zensical")(config, tree, site_dir=tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(zensical)
    assert [path.name for path in tmp_path.iterdir()] == ["again"]
