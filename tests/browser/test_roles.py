"""What somebody does on the page of a role: goes to a step, ticks what was read, picks a day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.arriving import reader_page

ROLE = "roles/team-lead/"


def test_a_role_leads_straight_to_its_step(page: Page, address: str) -> None:
    page.goto(f"{address}roles/")
    page.get_by_role("link", name="Team lead", exact=True).first.click()
    page.locator(".sop-work li a").first.click()
    expect(page).to_have_url(re.compile(r"/[a-z-]+/[a-z-]+/#step-\d+$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_what_was_read_stays_ticked(page: Page, address: str) -> None:
    page.goto(address + ROLE)
    count = page.locator(".sop-reading__count")
    expect(count).to_have_text(re.compile(r"^0 of \d+ read\.$"))
    page.get_by_role("checkbox").first.check()
    expect(count).to_have_text(re.compile(r"^1 of \d+ read\.$"))
    page.reload()
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(count).to_have_text(re.compile(r"^1 of \d+ read\.$"))


def test_a_long_reading_list_is_ticked_page_by_page(page: Page, large_address: str) -> None:
    page.goto(f"{large_address}roles/frontline-agent/")
    count = page.locator(".sop-reading__count")
    expect(count).to_have_text("0 of 100 on this page read.")
    page.get_by_role("navigation", name="Pages of this list").first.get_by_text("10").click()
    expect(page).to_have_title(re.compile("Frontline agent, page 10"))
    expect(page.locator(".sop-reading li").last).to_have_attribute("data-document", "SOP-XX-0995")
    page.get_by_role("checkbox").last.check()
    expect(count).to_have_text("1 of 100 on this page read.")


def test_a_long_job_is_searched_with_its_role_chosen(page: Page, large_address: str) -> None:
    page.goto(f"{large_address}roles/frontline-agent/page-2/")
    page.get_by_role("link", name="Search in it").click()
    expect(page).to_have_url(f"{large_address}search/?role=frontline-agent")
    expect(page.get_by_label("Role", exact=True)).to_have_value("frontline-agent")


def test_a_choice_of_changes_goes_on_with_the_next_page(page: Page, large_address: str) -> None:
    page.goto(f"{large_address}changes/2026/?department=fraud")
    count = page.locator(".sop-register__tools output")
    expect(count).to_have_text(re.compile(r"^\d+ of 300 on this page$"))
    page.get_by_role("navigation", name="Pages of this list").first.get_by_text("2").click()
    expect(page).to_have_url(f"{large_address}changes/2026/page-2/?department=fraud")
    expect(count).to_have_text(re.compile(r"^[1-9]\d* of 300 on this page$"))
    shown = page.locator("ol.sop-changes > li:not([hidden])")
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.department)")) == {"fraud"}


def test_a_new_version_is_unread_again(page: Page, address: str) -> None:
    page.goto(address + ROLE)
    page.get_by_role("checkbox").first.check()
    key = page.evaluate("Object.keys(localStorage).find((key) => key.startsWith('sopgen:read:'))")
    page.evaluate("(key) => localStorage.setItem(key, '0.9.0')", key)
    page.reload()
    expect(page.get_by_role("checkbox").first).not_to_be_checked()
    expect(page.get_by_text("new: you read 0.9.0")).to_be_visible()


def test_a_blocked_storage_is_said_and_ticks_go_on(browser: Browser, address: str) -> None:
    with browser.new_context() as context:  # the theme's own script does not expect it to throw
        page = reader_page(context)
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
        )
        page.goto(address + ROLE)
        page.get_by_role("checkbox").first.check()
        expect(page.locator(".sop-reading__count")).to_contain_text("1 of")
        expect(page.locator(".sop-reading__count")).to_contain_text("This browser keeps nothing")


def test_changes_since_a_day_stand_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}{ROLE}?since=2030-01-01")
    items = page.locator("ol.sop-changes > li:not([hidden])")
    expect(items).to_have_count(0)
    page.get_by_label("Since").fill("2020-01-01")
    expect(page).to_have_url(re.compile(r"\?since=2020-01-01$"))
    assert items.count() > 3
    page.get_by_role("link", name="All of them, to filter").click()
    expect(page.get_by_label("Role concerned")).to_have_value("team-lead")
    expect(page.get_by_label("Since")).to_have_value("2020-01-01")


@pytest.mark.parametrize(("width", "rows"), [(1280, 1), (1440, 1), (1230, 2)])
def test_the_tabs_are_never_cut(page: Page, address: str, width: int, rows: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.wait_for_selector(".md-tabs__item")
    edges = page.evaluate(
        """() => [...document.querySelectorAll(".md-tabs__item")].map((item) => {
          const box = item.getBoundingClientRect();
          return [box.left, box.right, Math.round(box.top)];
        })"""
    )
    assert all(left >= 0 and right <= width for left, right, _ in edges)
    tops = {top for _, _, top in edges}
    assert len(tops) <= rows, "six departments stand in one row at a desk"
