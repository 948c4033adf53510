"""What a page holds for machines: where the same is for them, and its steps for search engines."""

from __future__ import annotations

import json
import posixpath
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sopgen.exports.machines import machine_files
from sopgen.site import Page, PageTree, build_tree, write_pages
from sopgen.site.check import rendered_path
from sopgen.site.writing import add_plain_files, write_plain_files
from tests.exports.traps import HOSTILE, trap_edition
from tests.site.libraries import TEMPLATES, page, sop, text_of
from tests.site.rendering import HOW_TO_BLOCK, Outline, render

_ALTERNATES = re.compile(r"^alternates: (\[.*\])$", re.MULTILINE)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> PageTree:
    edition = trap_edition(tmp_path_factory.mktemp("library"))
    return build_tree(
        edition.library,
        edition.histories,
        edition.settings,
        TEMPLATES,
        edition.today,
        standings=edition.standings,
        versions=edition.versions,
        beside=partial(machine_files, commit=None),
    )


def alternates(page: Page) -> list[dict[str, str]]:
    found = _ALTERNATES.search(text_of(page)) if isinstance(page.content, str) else None
    return list(json.loads(found.group(1))) if found else []


def how_to(page: Page) -> dict[str, Any]:
    found = Outline(render(text_of(page)))
    assert found.tags.count(HOW_TO_BLOCK) == 1
    return dict(json.loads(next(text for text in found.scripts if "schema.org" in text)))


def test_every_alternate_leads_to_a_file(tree: PageTree) -> None:
    files = {path for path, _ in tree.files}
    leading = {path: alternates(page) for path, page in tree.pages.items()}
    for path, found in leading.items():
        for item in found:
            there = posixpath.join(posixpath.dirname(rendered_path(path)), item["href"])
            assert posixpath.normpath(there) in files, f"{path}: {item['href']}"
    with_any = {path for path, found in leading.items() if found}
    assert {"index.md", "fraud/card.md", "fraud/index.md", "roles/index.md"} <= with_any
    assert {"customer-service/it/v1.0.0.md", "register/index.md", "changes/index.md"} <= with_any


def test_a_procedure_in_force_tells_its_steps(tree: PageTree) -> None:
    found = how_to(tree.pages["customer-service/it.md"])
    assert (found["@type"], found["version"]) == ("HowTo", "2.0.0")
    assert found["temporalCoverage"] == "2026-09-01/2026-12-01"
    assert [item["url"] for item in found["step"]] == ["#step-1", "#step-2"]
    assert found["step"][0]["text"].startswith("Ask whoever knows")
    assert found["tool"] == [{"@type": "HowToTool", "name": "Open the complaint form."}]
    assert "totalTime" not in found  # its second step takes working days


def test_the_time_in_all_is_told_where_every_step_has_one() -> None:
    body = "## Purpose\n\nHelp.\n\n## Procedure\n" + "".join(
        f"\n### {n}. Do it\n\n- Time limit: 45 minutes\n\nDo it.\n" for n in (1, 2)
    )
    assert how_to(page(sop(body)))["totalTime"] == "PT1H30M"


@pytest.mark.parametrize(
    "path",
    [
        "customer-service/it/v1.0.0.md",
        "customer-service/it/v3.0.0.md",
        "customer-service/coming.md",
        "customer-service/trial.md",
        "fraud/gone.md",
        "fraud/odd.md",
    ],
)
def test_what_is_not_in_force_is_told_to_no_search_engine(tree: PageTree, path: str) -> None:
    assert "ld+json" not in text_of(tree.pages[path])


def test_hostile_titles_stay_within_the_block(tree: PageTree) -> None:
    assert how_to(tree.pages["fraud/card.md"])["name"] == HOSTILE.replace('\\"', '"')


def test_the_page_for_programs_shows_what_the_files_hold(tree: PageTree) -> None:
    text = Outline(render(text_of(tree.pages["api/index.md"]))).text
    step = json.loads(tree.files.find("api/v1/documents/SOP-CS-001/steps/1.json") or "")
    assert json.dumps(step["step"], ensure_ascii=False, indent=2) in text


def test_pages_and_what_no_engine_may_see_are_written_apart(tree: PageTree, tmp_path: Path) -> None:
    pages, beside = tmp_path / "pages", tmp_path / "pages-as-is"
    write_pages(tree, pages)
    assert write_plain_files(tree, beside) == len(list(tree.files))
    assert (pages / "fraud" / "card.md").is_file()
    assert not (pages / "fraud" / "card" / "index.md").exists()
    assert (beside / "fraud" / "card" / "index.md").is_file()


def test_a_file_of_the_library_at_such_a_path_stays(tree: PageTree, tmp_path: Path) -> None:
    (tmp_path / "llms.txt").write_text("Ours.")
    add_plain_files(tree, tmp_path)
    assert (tmp_path / "llms.txt").read_text() == "Ours."
    assert (tmp_path / "llms-full.txt").is_file()
