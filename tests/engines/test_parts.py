"""A site made part by part is the site that MkDocs makes at once, however many make it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest

from sopgen.edition.on_demand import PagesOnDemand, Sheaf
from sopgen.edition.plain_files import Bundle, PlainFiles
from sopgen.edition.together import Group
from sopgen.edition.tree import Page, PageTree
from sopgen.engines import building, parts
from sopgen.engines.building import build
from sopgen.engines.parts import Maker
from sopgen.engines.preparing import DEFAULT_SOURCES, prepare_tree
from sopgen.model.errors import OperatorError
from sopgen.site.writing import SiteFolder
from sopgen.workspace import open_workspace
from tests.engines.projects import files_of, make_project
from tests.engines.test_same_bytes import TEXTS, committed

LATER = date(2027, 3, 1)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = committed(tmp_path_factory.mktemp("parts") / "library")
    make_project(folder, {**TEXTS, "about/own.md": "# Own\n\n[Up](team.md#our-team)\n"})
    return folder / "mkdocs.yml"


def made(config: Path, to: Path) -> dict[str, bytes]:
    tree = prepare_tree(open_workspace(config.parent, config), LATER, DEFAULT_SOURCES)
    result = build(config, tree, site_dir=to)
    assert not result.warnings
    assert result.pages > 100
    return files_of(to)


@pytest.fixture(scope="module")
def alone(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(project, tmp_path_factory.mktemp("alone") / "site")


def test_as_mkdocs_does_it(
    project: Path, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "can_be_in_parts", lambda _: False)
    assert made(project, tmp_path / "site") == alone
    assert b"/about/own/</loc>" in alone["sitemap.xml"]


def test_by_several_processes(
    project: Path, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "crew_size", lambda *_: 3)
    assert made(project, tmp_path / "site") == alone


def test_a_full_disk_in_one_of_them(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(_: SiteFolder, path: str, *__: bytes) -> None:
        raise OSError(28, "No space left on device", path)

    monkeypatch.setattr(parts, "crew_size", lambda *_: 2)
    monkeypatch.setattr(SiteFolder, "put", put)
    with pytest.raises(OperatorError, match=r"cannot be written: No space left on device \("):
        made(project, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def sheaf(kin: str | Group | None, *pages: tuple[str, str]) -> Sheaf:
    return Sheaf(lambda: [(path, Page(content=text)) for path, text in pages], "", kin=kin)


def maker_of(pages: PagesOnDemand, *bundles: Bundle, to: Path) -> Maker[None]:
    tree = PageTree(
        pages=pages,
        navigation=(),
        documents=frozenset(),
        own_pages=(),
        stylesheets=(),
        scripts=(),
        day=LATER,
        origin=Mock(),
        files=PlainFiles(bundles),
    )
    return Maker(tree, SiteFolder(to), lambda _, page: str(page.content).encode(), lambda: None)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_page_that_comes_first_in_the_tree_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(parts, "crew_size", lambda *_: processes)
    pages = PagesOnDemand(
        [
            sheaf("a.md", ("x.txt", "first"), ("y.txt", "why")),
            sheaf("a.md", ("x.txt", "second of its kin")),
            sheaf(None, ("x.txt", "another"), ("z.txt", "left out")),
            sheaf("b.md", ("x.txt", "of b"), ("n.txt", "new")),
        ],
        left_out={"z.txt"},
    )

    def files() -> Iterator[tuple[str, bytes]]:
        yield "kept.txt", b"ours"
        yield "beside.txt", b"beside"

    (tmp_path / "kept.txt").write_text("theirs", "utf-8")
    maker = maker_of(pages, Bundle((), files, kin="a.md"), to=tmp_path)
    told: list[tuple[int, int]] = []
    found, _ = maker.make(lambda *how_far: told.append(how_far))
    assert list(found) == ["x.txt", "y.txt", "n.txt"]
    assert {page.content for page in found.values()} == {""}
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert files_of(tmp_path) == {
        "beside.txt": b"beside",
        "kept.txt": b"theirs",
        "n.txt": b"new",
        "x.txt": b"first",
        "y.txt": b"why",
    }


def test_what_takes_longest_is_begun_first_and_groups_are_made_together(tmp_path: Path) -> None:
    made = list[str]()

    def noted(name: str, kin: str | Group) -> Sheaf:
        def make() -> Iterator[tuple[str, Page]]:
            made.append(name)
            yield f"{name}.txt", Page(content=name)

        return Sheaf(make, "", kin=kin)

    first, *_, last = Group
    pages = PagesOnDemand(
        [noted("z", last), noted("b", first), noted("document", "a.md"), noted("c", first)]
    )
    told = list[tuple[int, int]]()
    maker_of(pages, to=tmp_path).make(lambda *how_far: told.append(how_far))
    assert made == ["document", "b", "c", "z"]
    assert told == [(1, 3), (2, 3), (3, 3)]
