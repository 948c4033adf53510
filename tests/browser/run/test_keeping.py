"""A run survives what happens to browsers: reloads, closed tabs, full storage, second tabs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.arriving import reader_page
from tests.browser.run.conftest import (
    CIRCLE,
    THEMES_OWN,
    begin,
    check_record,
    confirm_all,
    give_reason,
    press,
    saved_record,
    title,
)

_BLOCKED = f"""
for (const name of ['localStorage', 'sessionStorage']) {{
  const get = () => {{ throw new DOMException('{THEMES_OWN}', 'SecurityError'); }};
  Object.defineProperty(window, name, {{ get }});
}}
"""
_FULL = """
Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };
"""


def _to_step_two(page: Page) -> None:
    confirm_all(page)
    press(page, "Next")
    title(page, "2 Judge it")


def test_a_reload_goes_on_with_everything_in_place(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    page.get_by_label("I read it back").check()
    page.locator("#sop-run-note").fill("half a note")
    page.reload()
    title(page, "1 Record it")
    expect(page.get_by_label("I read it back")).to_be_checked()
    expect(page.get_by_label("The number is right")).not_to_be_checked()
    expect(page.locator("#sop-run-note")).to_have_value("half a note")


def test_a_closed_tab_asks_on_return(context: BrowserContext, page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    _to_step_two(page)
    page.close()
    again = reader_page(context)
    again.goto(plain + CIRCLE)
    again.get_by_role("button", name="Continue the run at step 2").click()
    title(again, "You are in the middle of a run from 13:00")
    expect(again.locator(".sop-run__body")).to_contain_text("is at step 2: Judge it")
    press(again, "Continue")
    title(again, "2 Judge it")


def test_starting_anew_keeps_the_record_of_what_was_broken_off(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    _to_step_two(page)
    press(page, "Leave")
    page.get_by_role("button", name="Continue the run").click()
    press(page, "Start anew")
    title(page, "1 Record it")
    page.get_by_text("Record of the run that was broken off before").click()
    expect(page.locator(".sop-run__before")).to_contain_text("unfinished: a new run was started")
    page.get_by_text("Record of the run that was broken off before").click()
    press(page, "End the run here")
    give_reason(page, "Enough")
    kept = page.evaluate(
        "Object.values(localStorage).map(JSON.parse).find(one => one.before).before"
    )
    check_record(kept)
    record = saved_record(page)
    assert record["follows"] == kept["run"]
    assert kept["ended_by"] == "started-anew"


def test_several_documents_have_a_run_each(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    _to_step_two(page)
    begin(page, f"{plain}customer-service/other/")
    title(page, "1 Do thing 1")
    page.goto(plain + CIRCLE)
    expect(page.locator(".sop-run-button")).to_have_text("Continue the run at step 2")


def test_an_ended_run_stays_until_it_is_closed(page: Page, plain: str) -> None:
    begin(page, f"{plain}customer-service/one/")
    press(page, "Finish")
    page.reload()
    title(page, "The run is finished")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Record of the last run").click()
    press(page, "Close")
    expect(page.get_by_role("button", name="Run this procedure")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Run this procedure")).to_be_visible()


@pytest.mark.parametrize("trouble", [_BLOCKED, _FULL])
def test_without_storage_the_run_goes_on_in_memory_and_leaving_warns(
    page: Page, plain: str, trouble: str
) -> None:
    page.add_init_script(trouble)
    begin(page, plain + CIRCLE)
    expect(page.locator(".sop-run")).to_contain_text(
        "This browser keeps nothing for this site: the run is lost when the page is closed."
    )
    _to_step_two(page)
    press(page, "Leave")
    page.get_by_role("button", name="Continue the run at step 2").click()
    press(page, "Continue")
    title(page, "2 Judge it")
    press(page, "Leave")
    page.get_by_role("button", name="Continue the run at step 2").click()
    press(page, "Start anew")
    expect(page.get_by_text("Record of the run that was broken off before")).to_be_visible()
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.accept())
        page.reload()
    assert asked.value.type == "beforeunload"


def test_what_is_kept_and_cannot_be_read_is_no_run(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    press(page, "Leave")
    page.evaluate(
        "for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{\"format\": 1}')"
    )
    page.reload()
    page.get_by_role("button", name="Run this procedure").click()
    title(page, "1 Record it")


def test_two_tabs_never_overwrite_each_other_unasked(
    context: BrowserContext, page: Page, plain: str
) -> None:
    begin(page, plain + CIRCLE)
    other = reader_page(context)
    other.goto(f"{plain}{CIRCLE}#run")
    press(other, "Continue")
    _to_step_two(other)
    title(page, "This run went on in another tab")
    expect(page.locator(".sop-run__body")).to_contain_text("There it is at step 2: Judge it")
    press(page, "Take over from the other tab")
    title(page, "2 Judge it")
    page.locator("#sop-run-note").fill("from the first tab")
    title(other, "This run went on in another tab")
    press(other, "Keep what is here")
    title(other, "2 Judge it")
    expect(other.locator("#sop-run-note")).to_have_value("")
    title(page, "This run went on in another tab")


def test_a_branch_to_another_document_pauses_and_leads_back(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    _to_step_two(page)
    page.clock.run_for(10_000)
    press(page, "it is fraud")
    expect(page).to_have_url(re.compile("/other/#run$"))
    title(page, "1 Do thing 1")
    page.clock.run_for(60_000)
    page.get_by_role("link", name="Back to SOP-CS-001").click()
    title(page, "2 Judge it")
    press(page, "Next")
    press(page, "Finish")
    record = saved_record(page)
    visit = record["visits"][1]
    (branch,) = visit["branches"]
    (pause,) = visit["pauses"]
    assert (branch["document"], branch["step"]) == ("SOP-CS-002", None)
    assert branch["address"] == pause["address"] == f"{plain}customer-service/other/#run"
    assert 60 <= record["paused_seconds"] < 90
    assert 10 <= visit["seconds"] < 40
