"""What readers type, and what the site's own search engine gives them."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_search_box import open_page

CARD: Final = "fraud/card-or-account-compromised/"
COMPLAINT: Final = "customer-service/handle-a-complaint/"


@pytest.mark.parametrize("typed", ["SOP-CS-001", "sop cs 001", "cs 001", "CS-1"])
@pytest.mark.parametrize("path", ["", CARD, "search/"])
def test_an_id_leads_straight_there(page: Page, address: str, path: str, typed: str) -> None:
    open_page(page, address + path).fill(typed)
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + COMPLAINT)


@pytest.mark.parametrize("typed", ["refund", "refudn", "a customer wants a refund"])
def test_words_slips_and_sentences_find(page: Page, address: str, typed: str) -> None:
    open_page(page, address).fill(typed)
    documents = page.locator(".sop-found__document")
    expect(documents.filter(has_text="Refund an online order")).to_be_visible()


def test_the_best_document_stands_first_with_its_facts(page: Page, address: str) -> None:
    open_page(page, address).fill("card stolen")
    first = page.locator(".sop-found__document").first
    expect(first).to_contain_text("Card or account compromised")
    expect(first).to_contain_text("SOP-FR-002 · Fraud and security · 1.0.0")
    expect(first.locator("mark").first).to_have_text("Card")


def test_a_step_is_one_press_away(page: Page, address: str) -> None:
    open_page(page, address + COMPLAINT).fill("secure the account")
    page.get_by_role("link", name="Step 4 Secure the account").click()
    expect(page).to_have_url(f"{address}{CARD}#step-4")
    expect(page.get_by_role("heading", name="4 Secure the account")).to_be_in_viewport()


def test_nonsense_finds_nothing_and_says_what_to_try(page: Page, address: str) -> None:
    open_page(page, address).fill("zzqxv wwkjh")
    expect(page.get_by_role("status")).to_have_text("Nothing found for “zzqxv wwkjh”.")
    page.get_by_role("search").get_by_role("link", name="register").click()
    expect(page).to_have_url(f"{address}register/")


def test_a_department_narrows_the_results(page: Page, address: str) -> None:
    open_page(page, f"{address}search/?q=customer&department=fraud")
    departments = page.locator(".sop-found__facts")
    expect(departments.first).to_contain_text("Fraud and security")
    assert all("Fraud and security" in text for text in departments.all_inner_texts())


def test_the_engine_is_not_loaded_before_somebody_comes_near(page: Page, address: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    field = open_page(page, address + COMPLAINT)
    assert not [url for url in loaded if "search-engine" in url]
    with page.expect_request("**/search-engine.js"):
        field.hover()
