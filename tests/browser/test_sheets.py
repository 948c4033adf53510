"""Each page loads the stylesheets that style it, and they say what their writers wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.site.libraries import ROOT

_STYLED: Final = re.compile(r"\.(sop-[\w-]+)")
_CLASSES: Final = re.compile(r'class="([^"]*)"')
# What the browser reads out of each text.
_RULES: Final = """texts => texts.map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText);
})"""
_LOADED: Final = re.compile(r'sheets/([\w-]+\.css)"')


def test_a_page_loads_every_sheet_that_styles_it(site: Path) -> None:
    assets = site / "assets/sopgen"
    on_every_page = _styled(assets.glob("*.css"))
    sheets = {file.name: _styled([file]) - on_every_page for file in assets.glob("sheets/*.css")}
    assert any(sheets.values())
    missing = [
        (page.relative_to(site).as_posix(), sheet, sorted(styled & classes))
        for page in sorted(site.rglob("index.html"))
        for classes, loaded in [_used(page.read_text("utf-8"))]
        for sheet, styled in sheets.items()
        if styled & classes and sheet not in loaded
    ]
    assert not missing


@pytest.mark.parametrize("folder", ["assets", "sheets"])
def test_the_shorter_sheets_have_the_same_rules(page: Page, site: Path, folder: str) -> None:
    written = sorted((ROOT / "templates/site" / folder).glob("*.css"))
    served = site / "assets/sopgen" / ("" if folder == "assets" else folder)
    texts = [(file.read_text("utf-8"), (served / file.name).read_text("utf-8")) for file in written]
    assert page.evaluate(_RULES, [text for text, _ in texts]) == page.evaluate(
        _RULES, [text for _, text in texts]
    )


def _styled(files: Iterable[Path]) -> set[str]:
    return {name for file in files for name in _STYLED.findall(file.read_text("utf-8"))}


def _used(page: str) -> tuple[set[str], set[str]]:
    classes = {name for names in _CLASSES.findall(page) for name in names.split()}
    return classes, set(_LOADED.findall(page))
