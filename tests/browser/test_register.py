"""The register: filters and order that can be linked, and are told to those who listen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_a_filtered_register_can_be_linked(page: Page, address: str) -> None:
    page.goto(f"{address}register/?department=fraud&sort=-title")
    rows = page.locator("tbody tr:not([hidden])")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Change account details")
    expect(page.get_by_label("Department")).to_have_value("fraud")
    header = page.get_by_role("columnheader", name="Title")
    expect(header).to_have_attribute("aria-sort", "descending")


def test_filters_and_order_go_into_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}register/")
    page.get_by_label("Owner").select_option("Fraud specialist")
    page.get_by_label("Contains").fill("identity")
    expect(page).to_have_url(re.compile(r"\?owner=fraud-specialist&contains=identity$"))
    expect(page.locator("tbody tr:not([hidden])")).to_have_count(1)
    page.reload()
    expect(page.locator("tbody tr:not([hidden])")).to_have_count(1)
    page.get_by_label("Contains").fill("")
    page.get_by_label("Owner").select_option("All")
    expect(page).to_have_url(f"{address}register/")


def test_sorting_works_by_keyboard_and_is_announced(page: Page, address: str) -> None:
    page.goto(f"{address}register/")
    button = page.get_by_role("button", name="Review due")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Sorted")).to_have_text(
        "Sorted by Review due, ascending"
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Review due")).to_have_attribute(
        "aria-sort", "descending"
    )
    expect(button).to_be_focused()


def test_late_reviews_can_be_picked(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2027-03-01T10:00:00")
    page.goto(f"{address}register/?review=overdue")
    rows = page.locator("tbody tr:not([hidden])")
    expect(rows.first).to_be_visible()
    late = rows.count()
    assert 0 < late < page.locator("tbody tr").count()
    expect(page.locator("tbody tr:not([hidden]) .sop-late")).to_have_count(late)
