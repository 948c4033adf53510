"""One step at a time: gates, branches, skipping, going back, roles, limits, keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.run.conftest import (
    CIRCLE,
    begin,
    confirm_all,
    give_reason,
    press,
    record_text,
    saved_record,
    title,
)
from tests.browser.run.library import HOSTILE


def test_next_stays_closed_until_everything_is_confirmed(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    title(page, "1 Record it")
    closed = page.locator(".sop-run").get_by_role("button", name="Next")
    expect(closed).to_have_attribute("aria-disabled", "true")
    expect(closed).to_have_accessible_description("Confirm 2 statements above to go on.")
    closed.click(force=True)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    title(page, "1 Record it")
    expect(page.locator(".sop-run__box input").first).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Not yet: Confirm 2 statements")
    page.get_by_label("I read it back").check()
    expect(closed).to_have_accessible_description("Confirm one statement above to go on.")
    page.get_by_label("The number is right").check()
    expect(closed).to_have_attribute("aria-disabled", "false")
    closed.click()
    title(page, "2 Judge it")
    expect(page.get_by_role("status")).to_have_text("Step 2 of 3: Judge it")


def test_the_steps_words_are_those_of_the_page_without_its_ids(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    layer = page.locator(".sop-run")
    expect(layer.locator(".sop-instruction em")).to_have_text("what")
    expect(layer.locator(".sop-outcome")).to_contain_text("It is written down")
    expect(layer.get_by_role("link", name="the other one")).to_have_attribute("target", "_blank")
    twice = "ids => ids.filter((id, at) => ids.indexOf(id) !== at)"
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert page.evaluate(twice, ids) == []


def test_a_branch_without_confirmation_asks_why_and_the_record_says_so(
    page: Page, plain: str
) -> None:
    begin(page, plain + CIRCLE)
    press(page, "somebody is at risk")
    expect(page.locator("#sop-run-reason")).to_have_value("somebody is at risk")
    give_reason(page, "")
    expect(page.locator("#sop-run-reason")).to_have_accessible_description(
        "Write a reason: it stands in the record."
    )
    page.keyboard.press("Escape")
    title(page, "1 Record it")
    press(page, "somebody is at risk")
    give_reason(page, "He hung up")
    title(page, "3 Close it")
    press(page, "Finish")
    record = saved_record(page)
    (branch,) = record["visits"][0]["branches"]
    assert (branch["step"], branch["unconfirmed"]) == (3, "He hung up")
    assert [item["number"] for item in record["left_out"]] == [2]
    assert [item["given_at"] for item in record["visits"][0]["confirmations"]] == [None, None]


def test_circles_are_counted_and_each_visit_is_recorded(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    for _ in range(2):
        confirm_all(page)
        press(page, "Next")
        press(page, "something is unclear")
    title(page, "1 Record it")
    expect(page.get_by_text("visit 3 of this step")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Step 1 of 3, visit 3: Record it")
    # A step that is done again is confirmed again.
    expect(page.locator(".sop-run__box input:checked")).to_have_count(0)
    confirm_all(page)
    press(page, "Next")
    press(page, "Next")
    press(page, "Finish")
    record = saved_record(page)
    visits = [(visit["number"], visit["visit"]) for visit in record["visits"]]
    assert visits == [(1, 1), (2, 1), (1, 2), (2, 2), (1, 3), (2, 3), (3, 1)]
    assert record["left_out"] == []


def test_skipping_needs_a_reason(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    press(page, "Skip")
    give_reason(page, "   ")
    title(page, "1 Record it")
    give_reason(page, "Done by chat before")
    title(page, "2 Judge it")
    press(page, "Next")
    press(page, "Finish")
    expect(page.locator(".sop-run")).to_contain_text("Step 1 was skipped: Done by chat before")
    record = saved_record(page)
    assert [visit["skipped"] for visit in record["visits"]] == ["Done by chat before", None, None]
    assert record["ended_by"] == "last-step"


def test_back_keeps_what_was_confirmed_and_notes_stay_with_their_visit(
    page: Page, plain: str
) -> None:
    begin(page, plain + CIRCLE)
    confirm_all(page)
    page.locator("#sop-run-note").fill("first")
    press(page, "Next")
    press(page, "Back")
    title(page, "1 Record it")
    expect(page.locator(".sop-run__box input:checked")).to_have_count(2)
    expect(page.get_by_text("Noted before: first")).to_be_visible()
    press(page, "Next")
    title(page, "2 Judge it")
    press(page, "End the run here")
    give_reason(page, "Enough")
    record = saved_record(page)
    left = [(visit["number"], visit["left_by"]) for visit in record["visits"]]
    assert left == [(1, "next"), (2, "back"), (1, "next"), (2, "end")]
    assert (record["ended_by"], record["reason"]) == ("reader", "Enough")
    assert [item["number"] for item in record["left_out"]] == [3]


def test_steps_of_other_roles_are_to_be_handed_over(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    page.get_by_label("Your role").select_option("Frontline agent")
    expect(page.get_by_text("Frontline agent (you)")).to_be_visible()
    confirm_all(page)
    press(page, "Next")
    press(page, "Next")
    expect(page.locator(".sop-run")).to_contain_text("Team lead does this: hand over, then go on.")
    press(page, "Finish")
    assert saved_record(page)["role"]["name"] == "Frontline agent"
    page.goto(f"{plain}customer-service/other/#run")
    expect(page.get_by_label("Your role")).to_have_value(re.compile("."))


def test_the_time_is_held_against_the_limit(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    clock = page.get_by_role("timer")
    page.clock.run_for(60_000)
    expect(clock).to_contain_text(re.compile(r"1:0\d of 2:00"))
    expect(clock).not_to_contain_text("over")
    page.clock.run_for(100_000)
    expect(clock).to_contain_text(re.compile(r"over by 0:4\d"))
    expect(clock).not_to_have_attribute("aria-live", re.compile("."))
    confirm_all(page)
    press(page, "Next")
    press(page, "Next")
    expect(clock).to_contain_text("of 2 working days")
    press(page, "Finish")
    first = saved_record(page)["visits"][0]
    assert first["limit"] == {"text": "2 minutes", "seconds": 120}
    assert first["over_seconds"] == first["seconds"] - 120 >= 40


def test_by_keyboard_alone(page: Page, plain: str) -> None:
    page.goto(plain + CIRCLE)
    page.locator(".sop-run-button").focus()
    page.keyboard.press("Enter")
    title(page, "1 Record it")
    for _ in range(2):
        page.keyboard.press("c")
        page.keyboard.press("Space")
    page.keyboard.press("n")
    page.keyboard.type("2 n notes")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    title(page, "2 Judge it")
    page.keyboard.press("1")
    title(page, "1 Record it")
    page.keyboard.press("ArrowLeft")
    title(page, "2 Judge it")
    page.keyboard.press("ArrowRight")
    title(page, "3 Close it")
    page.keyboard.press("Escape")
    expect(page.locator(".sop-run")).to_be_hidden()
    expect(page.locator(".sop-run-button")).to_be_focused()
    expect(page).to_have_url(re.compile("#step-3$"))
    expect(page.get_by_role("heading", name="3 Close it")).to_be_in_viewport()


def test_one_step_is_the_last_one(page: Page, plain: str) -> None:
    begin(page, f"{plain}customer-service/one/")
    press(page, "Finish")
    title(page, "The run is finished")
    assert saved_record(page)["document"]["steps"] == 1


def test_sixty_steps(page: Page, plain: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page, f"{plain}customer-service/sixty/")
    for number in range(2, 61):
        page.keyboard.press("Enter")
        title(page, f"{number} Do thing {number}")
    expect(page.get_by_text("Step 60 of 60", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    assert len(saved_record(page)["visits"]) == 60


@pytest.mark.parametrize("path", ["circle", "sixty", "hebrew", "hostile"])
@pytest.mark.parametrize("size", [(320, 640), (390, 844), (320, 256)])
def test_nothing_runs_over_the_edge(
    page: Page, plain: str, path: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{plain}customer-service/{path}/#run")
    expect(page.locator(".sop-run__title")).to_be_visible()
    wide = "one => one.scrollWidth - one.clientWidth"
    for part in (".sop-run", ".sop-run__scroll", ".sop-run__head", ".sop-run__foot"):
        assert page.locator(part).evaluate(wide) <= 0, part
    for made in page.locator(".sop-run__foot button").all():
        assert (made.bounding_box() or {"height": 0})["height"] >= 44


def test_hostile_words_stay_words(page: Page, plain: str) -> None:
    begin(page, f"{plain}customer-service/hostile/")
    assert page.locator(".sop-run img").count() == 0
    expect(page.locator(".sop-run__what")).to_contain_text(HOSTILE)
    confirm_all(page)
    page.locator("#sop-run-note").fill(HOSTILE)
    press(page, "Finish")
    assert HOSTILE in record_text(page)
    record = saved_record(page)
    assert record["document"]["title"] == HOSTILE
    assert page.locator(".sop-run img").count() == 0


def test_another_direction_of_writing(page: Page, plain: str) -> None:
    begin(page, f"{plain}customer-service/hebrew/")
    title(page, "1 רשום את התלונה")
    words = page.locator(".sop-run__title bdi")
    expect(words).to_have_attribute("lang", "he")
    assert words.evaluate("one => getComputedStyle(one).direction") in {"rtl", "ltr"}
    expect(page.locator(".sop-run .sop-instruction")).to_be_visible()
    confirm_all(page)
    press(page, "Finish")
    assert "קראתי" in record_text(page)
