"""The hand-out of a department, as it is opened from a stick: without any server or request."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import printed


def test_it_opens_from_a_stick_without_any_request(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(site / "customer-service/handout.html", tmp_path))
    asked: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(file.as_uri())
        page.get_by_role("link", name="Handle a customer complaint").first.click()
        heading = page.get_by_role("heading", name="Handle a customer complaint", exact=True)
        expect(heading).to_be_in_viewport()
        page.wait_for_load_state("networkidle")
    assert [url.split("#")[0] for url in asked] == [file.as_uri()]


def test_each_sheet_names_the_document_that_it_belongs_to(browser: Browser, site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / "fraud/handout.html").as_uri())
        sheets = [" ".join(sheet.split()) for sheet in printed(page)]
    assert "Contents" in sheets[0]
    named = [sheet for sheet in sheets[1:] if "SOP-FR-00" in sheet[:300]]
    assert len(named) == len(sheets) - 1
    assert all("Uncontrolled when printed" in sheet for sheet in sheets)


@pytest.mark.parametrize("width", [320, 1280])
def test_it_holds_together_on_every_screen(browser: Browser, site: Path, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        page = context.new_page()
        for file in sorted(site.glob("*/handout.html")):
            page.goto(file.as_uri())
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(over) == 0, file
