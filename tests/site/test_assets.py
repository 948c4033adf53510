"""Scripts and styles reach readers without what only their writers read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sopgen.settings import Settings
from sopgen.site.assets import ASSETS, asset_pages
from tests.site.libraries import ROOT, SETTINGS

BUNDLED = ROOT / "templates/site/assets"


def served(name: str, settings: Settings = SETTINGS) -> str:
    content = asset_pages(settings)[f"{ASSETS}{name}"].content
    assert isinstance(content, bytes)
    return content.decode()


def test_comments_and_indents_stay_with_the_writers() -> None:
    assert "@ts-check" not in served("site.js")
    assert "/*" not in served("sop.css")
    assert "\n " not in served("run-mode.js")


def test_code_is_left_as_it_is() -> None:
    for file in BUNDLED.glob("*.js"):
        lines = {line.strip() for line in file.read_text("utf-8").splitlines()}
        code = served(file.name).splitlines()
        assert set(code) <= lines, file.name
        unserved = lines - set(code)
        assert not [line for line in unserved if line and not line.startswith(("//", "/*", "*"))]


def test_no_text_goes_over_lines_and_could_be_taken_for_an_indent() -> None:
    for file in BUNDLED.glob("*.js"):
        lines = file.read_text("utf-8").splitlines()
        assert all(line.count("`") % 2 == 0 for line in lines), file.name


def test_a_librarys_own_file_is_served_as_it_is(tmp_path: Path) -> None:
    own_templates = replace(SETTINGS, templates_dir=tmp_path / "templates")
    own = tmp_path / "templates/site/assets/site.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* ours */\n  a { color: red; }\n", "utf-8")
    assert served("site.css", own_templates) == own.read_text("utf-8")


def reached(name: str, ways: str) -> set[str]:
    """The modules that one leads to in any of these ways, however far."""
    found: set[str] = set()
    new = {name}
    while new:
        found |= new
        named = (re.findall(rf'(?:{ways})"\./([\w-]+\.js)"', served(module)) for module in new)
        new = {module for modules in named for module in modules} - found
    return found


def test_the_search_asks_for_all_its_modules_at_once() -> None:
    listed = served("search.js").partition("const PARTS = [")[2].partition("]")[0]
    parts = {f"search-{part}.js" for part in re.findall(r'"(\w+)"', listed)}
    own = {"search-header.js", "search-home.js", "search-page.js"}
    loaded = reached("search.js", "from ")
    assert parts == reached("search.js", r"from |import\(") - loaded - own
