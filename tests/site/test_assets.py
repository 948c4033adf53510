"""Scripts and styles reach readers without what only their writers read."""

from __future__ import annotations

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
