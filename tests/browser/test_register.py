"""The register: filters and order that can be linked, and are told to those who listen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_a_filtered_register_can_be_linked(page: Page, address: str) -> None:
    page.goto(f"{address}register/?department=fraud&sort=-title")
    rows = page.locator("tbody tr")
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
    expect(page.locator("tbody tr")).to_have_count(1)
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(1)
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
    expect(page.locator("output")).to_have_text(re.compile(r"\d+ of 25"))
    late = page.locator("tbody tr").count()
    assert 0 < late < 25
    expect(page.locator("tbody tr .sop-late")).to_have_count(late)


def test_of_a_very_long_register_the_first_rows_are_shown_and_all_are_searched(
    page: Page, large_address: str
) -> None:
    page.goto(f"{large_address}register/")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(100)
    expect(page.locator("output")).to_have_text("1000 of 1000")
    page.get_by_role("button", name="Show all 1000").click()
    expect(rows).to_have_count(1000)
    expect(page.locator("tbody tr:nth-child(101) a")).to_be_focused()
    last = rows.last.locator("th").inner_text()
    page.reload()
    page.get_by_label("Contains").fill(last)
    expect(page.get_by_role("rowheader", name=last, exact=True)).to_be_visible()


def test_a_register_is_printed_whole(page: Page, large_address: str) -> None:
    page.goto(f"{large_address}register/")
    expect(page.locator("tbody tr")).to_have_count(100)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("tbody tr")).to_have_count(1000)
