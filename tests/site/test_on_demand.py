"""Pages made one by one are those that a build makes, and nothing more is made for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sopgen.archive import open_archive
from sopgen.edition.edition import Edition
from sopgen.edition.on_demand import PagesOnDemand, Sheaf, address_of, one_page
from sopgen.library import read_library
from sopgen.site import Page, PageTree
from sopgen.site.building import plan_tree
from sopgen.site.sop import sop_page
from tests.site.archives import at, repository, site_of
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, VOCABULARY, sop

PAGES = replace(SETTINGS, pages=("about/*",))
TEXTS = {
    "sops/about/team.md": "# Our team\n",
    "sops/fraud/card.md": sop(id="SOP-FR-001", title="Block a card", department="fraud"),
}


def planned(folder: Path, today: date = TODAY) -> PageTree:
    """The tree on demand of the library in a repository's work tree."""
    settings = replace(PAGES, root=folder, docs_dir=folder / "sops")
    library = read_library(settings, TEMPLATES.layout_of, VOCABULARY)
    archive = open_archive(library, TEMPLATES.layout_of, folder, exact=True)
    edition = Edition(
        library, settings, TEMPLATES, today, archive.histories,
        archive.standings(today), archive.all_versions,
    )  # fmt: skip
    return plan_tree(edition)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("on-demand")
    with repository(made) as repo:
        repo.commit("First", {**TEXTS, "sops/fraud/old.md": sop(department="fraud")}, at=at(9, 1))
        moved = sop(department="fraud", version="1.1.0")
        repo.commit("Move", {"sops/fraud/it.md": moved}, delete=["sops/fraud/old.md"], at=at(10, 1))
    return made


def test_each_page_is_found_alone(folder: Path) -> None:
    built = site_of(folder, base=PAGES)
    assert "fraud/it/v1.0.0.md" in built.pages
    assert "fraud/old/index.html" in built.pages
    asked = planned(folder).pages
    assert {path: asked[path] for path in built.pages} == built.pages


@pytest.mark.parametrize(
    "path", ["fraud/gone.md", "gone/index.html", "about/team.md", "../fraud/it.md", "", "x.md/"]
)
def test_no_other_path_has_a_page(folder: Path, path: str) -> None:
    assert path not in planned(folder).pages


def test_only_the_page_that_is_asked_for_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(*given: object) -> Page:
        made.append(given[1].path)  # type: ignore[attr-defined] # of a document
        return sop_page(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("sopgen.site.building.sop_page", counted)
    for name in ("home_page", "all_news", "search_pages", "version_pages", "moved_pages"):
        path = f"sopgen.site.building.{name}"
        monkeypatch.setattr(path, lambda *_: pytest.fail("nobody asked for it"))
    pages = planned(folder).pages
    assert pages["fraud/card.md"] is pages["fraud/card.md"]
    assert made == ["sops/fraud/card.md"]


def test_what_stands_beside_comes_after_what_was_there() -> None:
    one, other = Page(content="one"), Page(content="other")
    pages = PagesOnDemand([one_page("a.md", lambda: one)])
    both = pages.beside(one_page("a.md", lambda: other), one_page("a/b.md", lambda: other))
    assert dict(both) == {"a.md": one, "a/b.md": other}
    assert len(both) == 2


def test_a_sheaf_makes_pages_only_as_far_as_it_must() -> None:
    made = []

    def make() -> Iterator[tuple[str, Page]]:
        for name in ("one", "two", "three"):
            made.append(name)
            yield f"x/{name}.md", Page(content=name)

    pages = PagesOnDemand([Sheaf(make, "x/", ending=".md")])
    assert pages["x/two.md"].content == "two"
    assert made == ["one", "two"]
    assert "x/two.css" not in pages
    assert made == ["one", "two"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""), ("a/index.md", "a/"), ("a/b.md", "a/b/"), ("a/b/index.html", "a/b/"),
        ("a/b.html", "a/b.html"), ("a/v1.0.md", "a/v1.0/"), ("a/print.css", "a/print.css"),
    ],
)  # fmt: skip
def test_the_address_of_a_path(path: str, address: str) -> None:
    assert address_of(path) == address
