"""What a reader does: land on a step, follow a permanent address, fold, filter, copy."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

SOP = "fraud/card-or-account-compromised/"
PHONE: Final[ViewportSize] = {"width": 320, "height": 640}


def test_a_permanent_address_keeps_the_step(page: Page, address: str) -> None:
    page.goto(f"{address}id/SOP-FR-002/#step-4")
    expect(page).to_have_url(f"{address}{SOP}#step-4")
    expect(page.get_by_role("heading", name="4 Secure the account")).to_be_in_viewport()


def test_quiet_sections_fold_and_open(page: Page, address: str) -> None:
    page.goto(address + SOP)
    fold = page.get_by_role("button", name="Definitions")
    words = page.get_by_text("used by somebody else, or open to use")
    expect(words).not_to_be_visible()
    fold.click()
    expect(words).to_be_visible()
    page.goto(f"{address}{SOP}#scope")
    expect(page.get_by_text("Covers our payment card")).to_be_visible()


def test_a_reply_is_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + SOP)
    page.get_by_role("button", name="Copy: First words").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("I am sorry this has happened, [name].")


def test_the_register_sorts_and_filters(page: Page, address: str) -> None:
    page.goto(f"{address}register/")
    rows = page.locator("tbody tr:not([hidden])")
    page.get_by_label("Department").select_option("Fraud and security")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Title").click()
    page.get_by_role("button", name="Title").click()
    expect(rows.first).to_contain_text("Change account details")


@pytest.mark.parametrize("path", ["", SOP, "customer-service/", "register/", "search/"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_over_the_edge(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0


@pytest.mark.parametrize("part", range(3))  # so that two workers share them
def test_no_page_at_all_runs_over_the_edge_of_a_small_phone(
    page: Page, address: str, site: Path, part: int
) -> None:
    page.set_viewport_size(PHONE)
    assert _too_wide(page, address, site, part) == []


@pytest.mark.parametrize("part", range(3))
def test_no_page_at_all_runs_over_the_edge_where_scripts_are_off(
    browser: Browser, address: str, site: Path, part: int
) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        assert _too_wide(context.new_page(), address, site, part) == []


def _too_wide(page: Page, address: str, site: Path, part: int) -> list[str]:
    files = [file for file in sorted(site.rglob("index.html")) if not _leads_on(file)]
    every = [file.parent.relative_to(site).as_posix() for file in files]
    # The pages of rules are all of one form: some of them stand for all.
    paths = [path for path in every if not path.startswith("rules/SOP") or path.endswith("7")]
    assert len(paths) > 30
    return [path for path in paths[part::3] if _is_too_wide(page, f"{address}{path}/")]


def _leads_on(file: Path) -> bool:
    return 'http-equiv="refresh"' in file.read_text("utf-8")


def _is_too_wide(page: Page, address: str) -> bool:
    page.goto(address)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return bool(page.evaluate(over))


def test_the_page_is_whole_without_scripts(page: Page, address: str) -> None:
    bare = page.context.browser
    assert bare is not None
    with bare.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(address + SOP)
        expect(plain.get_by_text("used by somebody else, or open to use")).to_be_visible()
        expect(plain.get_by_role("heading", name="1 Block at once")).to_be_visible()
