"""The worst that can be written still gives pages that hold together, and stays text."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.measures import live_markup, overflow
from tests.browser.sites import one_of_each_kind, paths_of
from tests.browser.worst_library import TITLE


def test_every_document_holds_together_on_a_small_phone_and_nothing_in_it_runs(
    page: Page, worst_address: str, worst_site: Path
) -> None:
    folder = "customer-service/"
    paths = [path for path in paths_of(worst_site) if path.startswith(folder)]
    documents = [path for path in paths if path.count("/") == 2]
    assert len(documents) >= 18
    page.set_viewport_size({"width": 320, "height": 640})
    wrong = {}
    for path in dict.fromkeys([*documents, *one_of_each_kind(worst_site)]):
        page.goto(worst_address + path)
        wrong[path] = [*filter(None, [overflow(page)]), *live_markup(page)]
    assert {path: items for path, items in wrong.items() if items} == {}


def test_a_title_is_shown_as_it_was_written_everywhere(page: Page, worst_address: str) -> None:
    page.goto(f"{worst_address}customer-service/hostile/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page).to_have_title(f"{TITLE} - Example Care procedures")
    expect(page.locator(".md-header__topic").last).to_have_text(TITLE)
    page.goto(f"{worst_address}customer-service/")
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()


def test_sixty_steps_are_numbered_and_their_circle_is_walked(
    page: Page, worst_address: str
) -> None:
    page.goto(f"{worst_address}customer-service/sixty-steps/")
    expect(page.locator(".sop-step-title")).to_have_count(60)
    page.locator(".sop-step").last.get_by_role("link", name="step 1").first.click()
    expect(page.get_by_role("heading", name="1 Step 1", exact=True)).to_be_in_viewport()


def test_what_is_written_from_right_to_left_reads_so(page: Page, worst_address: str) -> None:
    page.goto(f"{worst_address}customer-service/right-to-left/")
    direction = "element => getComputedStyle(element).direction"
    assert page.locator(".sop-step").first.evaluate(direction) == "rtl"


def test_a_table_too_wide_for_the_page_is_scrolled_by_keyboard(
    page: Page, worst_address: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{worst_address}customer-service/huge-table/")
    wrapped = page.locator(".md-typeset__scrollwrap[tabindex='0']")
    expect(wrapped).to_be_visible()
    wrapped.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.md-typeset__scrollwrap').scrollLeft > 0")
