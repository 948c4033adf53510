"""The search field whatever the engine does: slow, broken, hostile, or with nothing to give."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fake_engine import answer_with, found, lose_engine, release, step

SOP: Final = "fraud/change-account-details/"
HOSTILE: Final = '<img src=x onerror="boom()"> & "so" ' + "x" * 300 + " بطاقة 💳"
NO_STORAGE: Final = """
Object.defineProperty(window, "sessionStorage", { get() { throw new Error("blocked"); } });
"""


def open_page(page: Page, address: str) -> Locator:
    """The search field of a page, once its script has started."""
    page.goto(address)
    page.wait_for_selector("form[data-sop-ready]")
    return page.get_by_role("searchbox", name="Search the documents")


def test_a_title_never_becomes_markup_nor_runs_over_the_edge(page: Page, address: str) -> None:
    answer_with(page, {"card": [found(HOSTILE, steps=[step(1, HOSTILE)], purpose=HOSTILE)]})
    page.set_viewport_size({"width": 320, "height": 640})
    open_page(page, address).fill("card")
    expect(page.locator(".sop-found__title")).to_have_text(HOSTILE)
    assert page.locator(".sop-found img").count() == 0
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0


def test_words_are_marked_where_they_stand_alone(page: Page, address: str) -> None:
    answer_with(page, {"card (a": [found("Card (a discard): 'A card'")]})
    open_page(page, address).fill("card (a")
    expect(page.locator(".sop-found mark")).to_have_text(["Card", "(a", "card"])


def test_a_late_answer_never_overwrites_a_newer_one(page: Page, address: str) -> None:
    answer_with(page, {"car": [found("Old")], "card": [found("New")]}, held=["car"])
    field = open_page(page, address)
    field.fill("car")
    field.fill("card")
    expect(page.locator(".sop-found__title")).to_have_text("New")
    release(page)
    expect(page.locator(".sop-found__title")).to_have_text("New")


def test_waiting_for_the_engine_is_said_and_what_was_typed_is_answered(
    page: Page, address: str
) -> None:
    answer_with(page, {"card": [found()]}, held=[""])
    open_page(page, address).fill("card")
    expect(page.get_by_role("status")).to_have_text("Loading the search …")
    release(page)
    expect(page.get_by_role("status")).to_have_text("1 document found")
    expect(page.get_by_role("link", name="Block a card")).to_be_visible()


def test_waiting_stays_said_when_an_earlier_answer_comes_to_rest(page: Page, address: str) -> None:
    page.clock.install()
    answer_with(page, {"card": [found()]}, held=[""])
    open_page(page, address).fill("card")
    page.clock.run_for(2_000)
    expect(page.get_by_role("status")).to_have_text("Loading the search …")


def test_a_failure_is_a_plain_sentence_and_can_be_tried_again(page: Page, address: str) -> None:
    lose_engine(page)
    field = open_page(page, address + SOP)
    field.fill("card")
    alert = page.get_by_text("The search does not work just now. The search did not load.")
    expect(alert.first).to_be_visible()
    answer_with(page, {"card": [found()]})
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("link", name="Block a card")).to_be_visible()
    expect(field).to_be_focused()


def test_the_engines_own_sentence_is_told_with_other_ways_to_go(page: Page, address: str) -> None:
    answer_with(page, failure="The list of documents is damaged.")
    open_page(page, address).fill("card")
    expect(page.get_by_text("The list of documents is damaged.").first).to_be_visible()
    expect(page.get_by_role("heading", name="Fraud and security")).to_be_visible()
    page.get_by_role("search").get_by_role("link", name="list by department").click()
    expect(page).to_have_url(f"{address}search/")


@pytest.mark.parametrize("path", ["", SOP])
def test_an_id_leads_straight_there_before_results_are_drawn(
    page: Page, address: str, path: str
) -> None:
    answer_with(page, {"fr 2": [found(exact=True)]}, held=[""])
    open_page(page, address + path).fill("fr 2")
    page.keyboard.press("Enter")
    release(page, leads_away=True)
    expect(page).to_have_url(f"{address}fraud/card-or-account-compromised/")


def test_enter_opens_nothing_that_the_reader_has_not_seen(page: Page, address: str) -> None:
    answer_with(page, {"card": [found()]}, held=["card"])
    open_page(page, address).fill("card")
    page.keyboard.press("Enter")
    release(page)
    expect(page.get_by_role("link", name="Block a card")).to_be_visible()
    assert page.url == address
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}fraud/card-or-account-compromised/")


def test_only_what_is_not_in_force_is_marked(page: Page, address: str) -> None:
    tried = found("Try this", state="pilot", stateName="Pilot")
    answer_with(page, {"card": [found(), tried]})
    open_page(page, address).fill("card")
    facts = page.locator(".sop-found__facts")
    expect(facts).to_have_text(
        [
            "SOP-FR-002 · Fraud and security · 1.2.0",
            "SOP-FR-002 · Fraud and security · 1.2.0 Pilot",
        ]
    )


def test_more_than_the_panel_holds_is_one_link_away(page: Page, address: str) -> None:
    answer_with(page, {"card": [found(f"Card {number}") for number in range(120)]})
    open_page(page, address + SOP).fill("card")
    expect(page.get_by_text("120 documents found, 8 shown").first).to_be_visible()
    page.get_by_role("link", name="All results").click()
    expect(page).to_have_url(f"{address}search/?q=card")
    expect(page.locator(".sop-found__document")).to_have_count(100)
    page.get_by_role("button", name="Show all 120").click()
    expect(page.locator(".sop-found__document")).to_have_count(120)
    expect(page.get_by_role("link", name="Card 100")).to_be_focused()
    expect(page.get_by_role("button", name="Show all 120")).to_have_count(0)


def test_an_engine_that_gives_only_the_best_is_not_asked_for_more(page: Page, address: str) -> None:
    answer_with(page, {"card": [found(f"Card {number}") for number in range(70)]}, most=50)
    open_page(page, f"{address}search/?q=card")
    expect(page.get_by_text("70 documents found, 50 shown").first).to_be_visible()
    expect(page.get_by_text("another word or a filter brings others")).to_be_visible()
    assert page.get_by_role("button", name="Show all").count() == 0


def test_a_filter_is_seen_kept_and_dropped_with_one_press(page: Page, address: str) -> None:
    answer_with(page, {"card": [found(), found("Other")], "card | fraud": [found()]})
    open_page(page, address).fill("card")
    page.get_by_label("Department", exact=True).select_option("fraud")
    expect(page.get_by_text("1 document found").first).to_be_visible()
    field = open_page(page, address + SOP)
    field.fill("card")
    expect(page.get_by_label("Department", exact=True)).to_have_value("fraud")
    expect(page.get_by_text("1 document found").first).to_be_visible()
    page.get_by_role("button", name="Remove the filter: Fraud and security").click()
    expect(page.get_by_text("2 documents found").first).to_be_visible()
    open_page(page, address)
    expect(page.get_by_label("Department", exact=True)).to_have_value("")


def test_where_a_filter_hides_everything_it_can_be_dropped(page: Page, address: str) -> None:
    answer_with(page, {"card": [found()]})
    field = open_page(page, address)
    field.fill("card")
    page.get_by_label("Role", exact=True).select_option("frontline-agent")
    nothing = page.get_by_text("Nothing found for “card” in Frontline agent.")
    expect(nothing.first).to_be_visible()
    page.get_by_role("button", name="Search without filters").click()
    expect(page.get_by_role("link", name="Block a card")).to_be_visible()
    expect(field).to_be_focused()


def test_filters_of_the_session_do_not_narrow_a_link_from_elsewhere(
    page: Page, address: str
) -> None:
    answer_with(page, {"card": [found(), found("Other")], "card | fraud": [found()]})
    open_page(page, address)
    page.get_by_label("Department", exact=True).select_option("fraud")
    open_page(page, f"{address}search/?q=card")
    expect(page.get_by_text("2 documents found").first).to_be_visible()


def test_without_browser_storage_it_finds(page: Page, address: str) -> None:
    page.add_init_script(NO_STORAGE)
    answer_with(page, {"card | fraud": [found()]})
    open_page(page, address + SOP).fill("card")
    page.get_by_label("Department", exact=True).select_option("fraud")
    page.get_by_role("link", name="Block a card").click()
    expect(page).to_have_url(f"{address}fraud/card-or-account-compromised/")


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_keys_call_it_but_never_while_somebody_writes(page: Page, address: str, keys: str) -> None:
    answer_with(page)
    field = open_page(page, f"{address}register/")
    page.get_by_label("Contains").focus()
    page.keyboard.press(keys)
    expect(field).not_to_be_focused()
    page.get_by_role("link", name="Reviews due").focus()
    page.keyboard.press(keys)
    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_a_new_call_shows_the_last_question_again_ready_to_be_typed_over(
    page: Page, address: str
) -> None:
    answer_with(page, {"card": [found()], "x": [found("Other")]})
    open_page(page, address).fill("card")
    page.get_by_role("link", name="Block a card").click()
    expect(page).to_have_url(re.compile("card-or-account"))
    page.wait_for_selector("form[data-sop-ready]")
    page.keyboard.press("/")
    expect(page.get_by_role("link", name="Block a card")).to_be_visible()
    page.keyboard.type("x")
    expect(page.locator(".sop-found__title")).to_have_text("Other")


def test_with_a_department_and_no_words_its_page_is_one_link_away(page: Page, address: str) -> None:
    answer_with(page)
    open_page(page, address)
    page.get_by_label("Department", exact=True).select_option("fraud")
    expect(page.get_by_role("status")).to_have_text(
        "Type to search in Fraud and security, or see all of the department."
    )
    page.get_by_role("link", name="all of the department").click()
    expect(page).to_have_url(f"{address}fraud/")
