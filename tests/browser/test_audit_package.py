"""The pages of an exported package in a browser: at a desk, on a phone, and on paper."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.audit.audited import DAY, audited
from tests.browser.axe import violations
from tests.browser.measures import overflow
from tests.browser.pages import printed
from tests.browser.sites import serving
from tests.commandline import run_here

PAGES = (
    "index.html",
    "statement.html",
    "approvals.html",
    "register.html",
    "reviews.html",
    "documents/SOP-CS-001/index.html",
    "documents/SOP-CS-001/v1.0.0.html",
)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a package, unpacked as an auditor would."""
    folder = tmp_path_factory.mktemp("package")
    config = audited(folder / "repo") / "mkdocs.yml"
    file = folder / "audit.zip"
    assert run_here("export", "-q", file, "-f", config, "--today", DAY).code == 0
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder / "unpacked")
    with serving(folder / "unpacked") as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_runs_over(
    page: Page, unpacked: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in PAGES:
        page.goto(unpacked + path)
        found[path] = [*violations(page), *filter(None, [overflow(page)])]
    assert {path: items for path, items in found.items() if items} == {}


def test_each_printed_page_says_which_version_it_is_and_of_how_many(
    page: Page, unpacked: str
) -> None:
    page.goto(f"{unpacked}documents/SOP-CS-001/v1.0.0.html")
    sheets = printed(page)
    for number, sheet in enumerate(sheets, 1):
        text = " ".join(unicodedata.normalize("NFKC", sheet).split())  # letters may be joined
        assert "SOP-CS-001 · Handle a complaint" in text
        assert "SUPERSEDED" in text
        assert "Version 1.0.0 · effective 10 Jan 2026" in text
        assert f"page {number} of {len(sheets)}" in text
