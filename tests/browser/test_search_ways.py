"""How readers move: by keyboard alone, by thumb, by addresses, back again, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.arriving import reader_page
from tests.browser.fake_engine import answer_with, found, step
from tests.browser.test_search_box import open_page

SOP: Final = "customer-service/handle-a-complaint/"
CARD: Final = "fraud/card-or-account-compromised/"
ANSWERS: Final = {
    "card": [
        found("Card stolen", steps=[step(4, "Secure the account"), step(5, "Replace the card")]),
        found("Card payment", href="billing/take-a-card-payment-by-phone/"),
    ],
    "card | fraud": [found("Card stolen")],
    "cards": [found("Several cards")],
}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page under a thumb."""
    size = ViewportSize(width=390, height=800)
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True) as context:
        yield reader_page(context)


def test_the_field_waits_at_home_on_a_desk(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    expect(open_page(page, address)).to_be_focused()
    page.get_by_role("link", name="Customer service").last.focus()
    page.keyboard.type("card")
    expect(page.get_by_role("searchbox")).to_have_value("card")
    expect(page.get_by_role("link", name="Card stolen")).to_be_visible()
    expect(page.get_by_role("heading", name="Changed lately")).not_to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Changed lately")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_arrows_go_through_documents_and_steps_and_enter_opens(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    field = open_page(page, address + SOP)
    page.keyboard.press("/")
    page.keyboard.type("card")
    expect(page.get_by_role("link", name="Card stolen")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Card stolen")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Card payment")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("link", name="Step 4 Secure the account")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{CARD}#step-4")
    expect(page.get_by_role("heading", name="4 Secure the account")).to_be_in_viewport()


def test_typing_on_a_result_goes_on_in_the_field(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    field = open_page(page, address + SOP)
    field.fill("card")
    expect(page.get_by_role("link", name="Card stolen")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    expect(field).to_have_value("cards")
    expect(page.get_by_role("link", name="Several cards")).to_be_visible()


def test_escape_puts_the_reader_back(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    open_page(page, address + SOP)
    place = page.locator("a.sop-step-number").nth(3)
    place.focus()
    top = page.evaluate("scrollY")
    assert top > 0
    page.keyboard.press("/")
    page.keyboard.type("card")
    expect(page.get_by_role("link", name="Card stolen")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Card stolen")).not_to_be_visible()
    expect(place).to_be_focused()
    assert page.evaluate("scrollY") == top


def test_tab_passes_the_field_by_and_leaves_the_results(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    field = open_page(page, address + SOP)
    field.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("group", name="Filters")).to_have_count(0)
    field.fill("cards")
    last = page.get_by_role("link", name="Several cards")
    expect(last).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(last).to_be_focused()
    page.keyboard.press("Tab")
    expect(last).not_to_be_visible()


def test_a_press_elsewhere_puts_the_results_away(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    open_page(page, address + SOP).fill("card")
    expect(page.get_by_role("link", name="Card stolen")).to_be_visible()
    page.mouse.click(100, 700)
    expect(page.get_by_role("link", name="Card stolen")).not_to_be_visible()


@pytest.mark.parametrize("path", ["", SOP])
def test_going_back_shows_the_results_again(page: Page, address: str, path: str) -> None:
    answer_with(page, ANSWERS)
    open_page(page, address + path).fill("card")
    page.get_by_role("link", name="Card stolen").click()
    expect(page).to_have_url(address + CARD)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("card")
    expect(page.get_by_role("link", name="Card stolen")).to_be_visible()


def test_the_address_holds_the_question(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    field = open_page(page, f"{address}search/?q=card&department=fraud")
    expect(field).to_have_value("card")
    expect(page.get_by_text("1 document found").first).to_be_visible()
    page.get_by_role("button", name="Remove the filter").click()
    expect(page).to_have_url(f"{address}search/?q=card")
    expect(page.get_by_text("2 documents found").first).to_be_visible()
    field.fill("cards")
    expect(page).to_have_url(f"{address}search/?q=cards")
    page.go_back()
    expect(page.get_by_label("Department", exact=True)).to_have_value("fraud")
    expect(page.get_by_text("1 document found").first).to_be_visible()
    page.go_forward()
    expect(field).to_have_value("cards")
    expect(page.get_by_role("link", name="Several cards")).to_be_visible()


def test_what_is_not_offered_may_still_stand_in_an_address(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    open_page(page, f"{address}search/?q=card&department=<b>moon</b>")
    nothing = page.get_by_text("Nothing found for “card” in <b>moon</b>.")
    expect(nothing.first).to_be_visible()


def test_results_open_in_a_new_tab(page: Page, address: str) -> None:
    answer_with(page, ANSWERS)
    open_page(page, address + SOP).fill("card")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Card stolen").click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(address + CARD)
    expect(page.get_by_role("link", name="Card stolen")).to_be_visible()


def test_a_thumb_opens_the_field_over_the_whole_screen(phone: Page, address: str) -> None:
    answer_with(phone, ANSWERS)
    field = open_page(phone, address + SOP)
    expect(field).not_to_be_visible()
    phone.get_by_role("button", name="Search").tap()
    expect(field).to_be_focused()
    field.fill("card")
    link = phone.get_by_role("link", name="Step 4 Secure the account")
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    phone.get_by_role("button", name="Close the search").tap()
    expect(field).not_to_be_visible()


def test_a_phones_keyboard_does_not_cover_home_on_arrival(phone: Page, address: str) -> None:
    answer_with(phone, ANSWERS)
    field = open_page(phone, address)
    expect(field).to_be_in_viewport()
    expect(field).not_to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_without_scripts_the_field_leads_to_the_list_of_all(
    browser: Browser, address: str, width: int
) -> None:
    size = ViewportSize(width=width, height=800)
    with browser.new_context(java_script_enabled=False, viewport=size) as context:
        plain = context.new_page()
        plain.goto(address + SOP)
        if width < 900:
            plain.get_by_role("link", name="Search").click()
        else:
            plain.get_by_role("searchbox").fill("card")
            plain.keyboard.press("Enter")
            expect(plain).to_have_url(f"{address}search/?q=card")
        expect(plain.get_by_text("Searching needs JavaScript")).to_be_visible()
        plain.get_by_role("link", name="Card or account compromised").click()
        expect(plain).to_have_url(address + CARD)
