"""What a reader does on the page of a document, with a mouse, a thumb or keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.arriving import reader_page

SOP = "fraud/card-or-account-compromised/"
CHANGED = "customer-service/handle-a-complaint/"
REMEMBERED = "sopgen:read:/SOP-CS-001"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone, which has no mouse."""
    with browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True) as context:
        yield reader_page(context)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def allow_copying(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])


# ---- Replies


def test_a_reply_is_filled_and_copied_as_plain_text(page: Page, address: str) -> None:
    allow_copying(page)
    page.goto(address + SOP)
    reply = page.locator('[data-sop-copy="First words"]')
    field = reply.get_by_role("textbox", name="name")
    field.focus()
    page.keyboard.type("Ms <b>Öz</b>")
    page.keyboard.press("Enter")
    expect(reply.get_by_role("textbox", name="time")).to_be_focused()
    reply.get_by_role("button", name="Copy: First words").click()
    expect(reply.get_by_role("status")).to_have_text("Copied. Still empty: time.")
    assert clipboard(page).startswith("I am sorry this has happened, Ms <b>Öz</b>. I am blocking")
    assert "[time]" in clipboard(page)
    assert "\n" not in clipboard(page)


def test_a_placeholder_is_filled_in_every_reply_and_marked_where_nobody_wrote_it(
    page: Page, address: str
) -> None:
    allow_copying(page)
    page.goto(address + SOP)
    first = page.locator('[data-sop-copy="First words"]').get_by_role("textbox", name="time")
    summary = page.locator('[data-sop-copy="Case summary"]')
    first.focus()
    page.keyboard.type("14:05")
    expect(summary.get_by_role("textbox", name="time")).to_have_text("14:05")
    summary.get_by_role("button", name="Copy:").click()
    expect(summary.get_by_role("status")).to_contain_text("so check: time.")


def test_one_word_for_two_things_in_a_reply_is_filled_apart(page: Page, address: str) -> None:
    page.goto(address + SOP)
    dates = page.locator('[data-sop-copy="Case summary"]').get_by_role("textbox", name="date")
    dates.first.focus()
    page.keyboard.type("3 May")
    expect(dates.nth(1)).to_have_text("[date]")


def test_clear_empties_everything_and_nothing_is_kept(page: Page, address: str) -> None:
    page.goto(address + SOP)
    field = page.get_by_role("textbox", name="name").first
    field.focus()
    page.keyboard.type("Ann")
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
    assert "Ann" not in page.evaluate(stored)
    page.get_by_role("button", name="Clear all that is filled in").first.click()
    expect(field).to_have_text("[name]")
    field.focus()
    page.keyboard.type("Bob")
    page.reload()
    expect(field).to_have_text("[name]")


def test_a_field_that_is_emptied_shows_its_name_again(page: Page, address: str) -> None:
    page.goto(address + SOP)
    field = page.get_by_role("textbox", name="name").first
    field.focus()
    page.keyboard.type("A")
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    expect(field).to_have_text("[name]")


def test_where_copying_is_not_allowed_the_reply_says_so(page: Page, address: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(address + SOP)
    page.get_by_role("button", name="Copy: Result").click()
    expect(page.get_by_text("select the text and copy it by hand")).to_be_visible()


# ---- Terms


def test_a_meaning_shows_on_hover_can_be_pointed_at_and_goes_with_escape(
    page: Page, address: str
) -> None:
    page.goto(address + SOP)
    term = page.locator(".sop-step .sop-term", has_text="SIM").first
    note = page.get_by_role("tooltip")
    term.hover()
    expect(note).to_contain_text("Subscriber identity module")
    note.hover()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_a_meaning_shows_on_focus_and_is_told_to_screen_readers(page: Page, address: str) -> None:
    page.goto(address + SOP)
    term = page.locator(".sop-step a.sop-term", has_text="trusted contact point").first
    before = term.bounding_box()
    page.locator("#step-2 + h3 a").first.focus()
    while not term.evaluate("term => term === document.activeElement"):
        page.keyboard.press("Tab")
    note = page.get_by_role("tooltip")
    expect(note).to_contain_text("unchanged for 30 days")
    expect(term).to_have_attribute("aria-describedby", "sop-term-meaning")
    after = term.bounding_box()
    assert before
    assert after
    assert (before["width"], before["height"]) == (after["width"], after["height"])
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("listitem").filter(has_text="Trusted contact point:")
    ).to_be_in_viewport()


def test_a_tap_shows_the_meaning_without_leaving(phone: Page, address: str) -> None:
    phone.goto(address + SOP)
    term = phone.locator(".sop-step a.sop-term").first
    term.tap()
    expect(phone.get_by_role("tooltip")).to_be_visible()
    expect(phone).to_have_url(address + SOP)
    phone.locator("h1").tap()
    expect(phone.get_by_role("tooltip")).to_be_hidden()


# ---- What changed


def test_a_first_visit_is_told_what_everybody_is_told(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-11-25T10:00:00")
    page.goto(address + CHANGED)
    line = page.locator(".sop-since__line")
    expect(line).to_contain_text("Changed 3 days ago: Step 6: instruction reworded")
    expect(line.get_by_role("button")).to_have_count(0)
    page.clock.set_fixed_time("2027-03-01T10:00:00")
    page.reload()
    expect(line).to_be_hidden()


def test_who_read_an_earlier_version_is_told_what_changed_until_it_is_noted(
    page: Page, address: str
) -> None:
    page.clock.set_fixed_time("2026-11-25T10:00:00")
    page.goto(f"{address}register/")
    read = '{"version": "1.0.0", "day": "2026-10-03"}'
    page.evaluate(f"localStorage.setItem('{REMEMBERED}', '{read}')")
    page.goto(address + CHANGED)
    line = page.locator(".sop-since__line")
    expect(line).to_contain_text("Changed since you read it on 3 Oct (1.0.0): Step 6")
    page.reload()
    line.get_by_role("button", name="Got it").click()
    expect(line).to_have_text("Noted: you have read version 1.1.0.")
    expect(line).to_be_focused()
    page.reload()
    expect(line).not_to_contain_text("since you read it")


@pytest.mark.parametrize("kept", ["not json", '{"version": 1}', '{"version": "9.9.9", "day": "x"}'])
def test_whatever_the_browser_kept_the_page_goes_on(page: Page, address: str, kept: str) -> None:
    page.goto(f"{address}register/")
    page.evaluate(f"localStorage.setItem('{REMEMBERED}', '{kept}')")
    page.goto(address + CHANGED)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(page.locator(".sop-since__line")).not_to_contain_text("since you read it")


def test_a_browser_that_keeps_nothing_is_no_trouble(page: Page, address: str) -> None:
    # Of the site's own keys only: the theme's scripts take no notice of a blocked storage.
    page.add_init_script("""for (const name of ['getItem', 'setItem']) {
        const there = Storage.prototype[name];
        Storage.prototype[name] = function (key, ...more) {
            if (key.startsWith('sopgen:')) throw new DOMException('blocked', 'SecurityError');
            return there.call(this, key, ...more);
        };
    }""")
    page.clock.set_fixed_time("2026-11-25T10:00:00")
    page.goto(address + CHANGED)
    expect(page.locator(".sop-since__line")).to_contain_text("Step 6: instruction reworded")


# ---- Steps, flowchart, actions


def test_the_permanent_link_of_a_step_is_copied(page: Page, address: str) -> None:
    allow_copying(page)
    page.goto(address + SOP)
    foot = page.locator("#step-4 + h3 + .sop-step .sop-step__foot")
    foot.get_by_role("button", name="Copy link to step 4").click()
    expect(foot.get_by_role("status")).to_have_text("Copied")
    assert clipboard(page) == f"{address}id/SOP-FR-002/#step-4"


def test_a_report_names_document_version_and_step(page: Page, address: str) -> None:
    page.goto(address + SOP)
    link = page.locator("#step-2 + h3 + .sop-step").get_by_role("link", name="Something is wrong")
    expect(link).to_have_attribute(
        "href",
        re.compile(r"^mailto:procedures@example\.org\?subject=SOP-FR-002%20.*%23step-2$"),
    )


def test_the_flowchart_leads_to_the_step_and_stays_in_its_box(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}customer-service/verify-identity/#flowchart")
    chart = page.locator(".sop-flow__chart")
    expect(chart).to_be_visible()
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0
    chart.locator("a.step").nth(2).click()
    expect(page).to_have_url(re.compile("#step-3$"))
    expect(page.get_by_role("heading", name="3 Ask the enrolled device")).to_be_in_viewport()


def test_the_flowchart_stands_in_words_for_those_who_cannot_see_it(
    page: Page, address: str
) -> None:
    page.goto(f"{address}customer-service/verify-identity/#flowchart")
    page.get_by_text("The flowchart in words").click()
    words = page.locator(".sop-flow__words")
    expect(words).to_contain_text("if two tries fail, to step 6")
    expect(page.locator(".sop-flow__chart")).to_have_attribute("aria-hidden", "true")


def test_on_a_phone_the_steps_come_first_and_the_rest_folds(phone: Page, address: str) -> None:
    phone.goto(address + SOP)
    expect(phone.get_by_role("heading", name="1 Block at once")).to_be_in_viewport()
    for name in ("Before you start", "Flowchart", "Reply templates", "History"):
        expect(phone.get_by_role("button", name=name, exact=True)).to_have_attribute(
            "aria-expanded", "false"
        )


def test_printing_is_a_button(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    page.goto(address + SOP)
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")
