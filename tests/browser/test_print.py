"""Paper: what stands on every sheet, that nothing is folded away, and what is left off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import printed

SOP = "fraud/card-or-account-compromised/"


def flat(text: str) -> str:
    """Text without its line breaks."""
    return " ".join(text.split())


def test_every_sheet_says_what_it_is_a_copy_of(page: Page, address: str) -> None:
    page.goto(address + SOP)
    sheets = [flat(sheet) for sheet in printed(page)]
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        assert "SOP-FR-002 · Card or account compromised" in sheet
        assert "Version 1.0.0 · In force since 22 Nov 2026" in sheet
        assert "Uncontrolled when printed · built 22 Nov 2026" in sheet
        assert f"{number} of {len(sheets)}" in sheet


def test_what_is_folded_on_the_screen_lies_open_on_paper(page: Page, address: str) -> None:
    page.goto(address + SOP)
    page.wait_for_selector(".sop-folded[hidden]", state="attached")
    text = flat(" ".join(printed(page)))
    for words in ("used by somebody else, or open to use", "Covers our payment card"):
        assert words in text


def test_paper_has_no_chrome(page: Page, address: str) -> None:
    page.goto(address + SOP)
    page.wait_for_selector(".sop-copy")
    text = flat(" ".join(printed(page)))
    for words in ("Search", "On this page", "Copy", "Fraud and security ›"):
        assert words not in text.replace("Quick card", "")


def test_a_version_that_is_not_in_force_says_so_on_every_sheet(page: Page, address: str) -> None:
    page.goto(f"{address}{SOP}v2.0.0/")
    sheets = printed(page)
    assert len(sheets) > 2
    assert all("NOT YET IN FORCE" in sheet for sheet in sheets)
    page.goto(f"{address}customer-service/handle-a-complaint/v1.0.0/")
    assert all("SUPERSEDED" in sheet for sheet in printed(page))


def test_it_holds_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(address + SOP)
        sheets = [flat(sheet) for sheet in printed(plain)]
    assert all("SOP-FR-002 · Card or account compromised" in sheet for sheet in sheets)
    assert "used by somebody else, or open to use" in " ".join(sheets)


def test_links_to_the_outside_show_their_address(page: Page, address: str) -> None:
    page.goto(f"{address}billing/refund-an-online-order/")
    page.emulate_media(media="print")
    link = page.locator('.sop-control a[href^="https:"]').first
    href = link.get_attribute("href")
    shown = link.evaluate("node => getComputedStyle(node, '::after').content")
    assert href is not None
    assert href in shown.replace('" "', "").replace('"', "").replace("< ", "<")


@pytest.mark.parametrize("path", [SOP, "register/", "roles/frontline-agent/", "glossary/"])
def test_a_dark_screen_prints_light(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        dark = context.new_page()
        dark.goto(address + path)
        dark.wait_for_selector('[data-md-color-scheme="slate"]')
        dark.emulate_media(media="print", color_scheme="dark")
        colour = dark.locator("h1").first.evaluate("node => getComputedStyle(node).color")
        assert all(int(part) < 60 for part in re.findall(r"\d+", colour)[:3]), colour
        back = "getComputedStyle(document.body).backgroundColor"
        assert dark.evaluate(back) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", ["", "register/", "roles/", "changes/", "tags/"])
def test_other_pages_name_the_site_and_the_day(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    for sheet in printed(page):
        assert "Uncontrolled when printed · built 22 Nov 2026" in flat(sheet)
        assert len(flat(sheet)) > 120, "no sheet is empty"
