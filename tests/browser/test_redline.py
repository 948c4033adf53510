"""The comparison of two versions: folded, opened by its address, and there in print."""

from __future__ import annotations

from playwright.sync_api import Page, expect

HISTORY = "fraud/card-or-account-compromised/history/"


def test_a_comparison_is_folded_until_its_address_names_it(page: Page, address: str) -> None:
    page.goto(address + HISTORY)
    first = page.locator("details.sop-redline").first
    expect(first).not_to_have_attribute("open", "")
    page.goto(f"{address}{HISTORY}#v2.0.0")
    expect(page.locator("h2#v2\\.0\\.0 + .sop-revision__body details")).to_have_attribute(
        "open", ""
    )


def test_every_comparison_is_open_in_print(page: Page, address: str) -> None:
    page.goto(address + HISTORY)
    page.wait_for_load_state("networkidle")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details.sop-redline:not([open])")).to_have_count(0)
