"""A run says so when another version came into force than the one it follows."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.run.conftest import (
    CIRCLE,
    begin,
    confirm_all,
    give_reason,
    press,
    saved_record,
    title,
)

OLDER = re.compile(r'"version":"2\.0\.0"')
_HIDE = """
(state) => {
  Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
"""


def _changed(pattern: str | re.Pattern[str], by: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=re.sub(pattern, by, response.text()))

    return answer


def _serve_version_three(page: Page, plain: str) -> None:
    page.route(plain + CIRCLE, _changed(OLDER, '"version":"3.0.0"'))


def test_a_new_version_on_return(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    confirm_all(page)
    press(page, "Next")
    _serve_version_three(page, plain)
    page.reload()
    title(page, "Version 3.0.0 holds now")
    expect(page.locator(".sop-run__body")).to_contain_text("follows version 2.0.0")
    stays = page.get_by_role("link", name="Go on with 2.0.0")
    expect(stays).to_have_attribute("href", "./v2.0.0/#run")
    press(page, "Start anew with 3.0.0")
    title(page, "1 Record it")
    press(page, "End the run here")
    give_reason(page, "Enough")
    record = saved_record(page)
    assert record["document"]["version"] == "3.0.0"
    before = page.evaluate(
        "Object.values(localStorage).map(JSON.parse).find(one => one.before).before"
    )
    (choice,) = before["newer_versions"]
    assert (choice["version"], choice["choice"]) == ("3.0.0", "started-anew")


def test_a_new_version_while_the_tab_was_out_of_sight(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    _serve_version_three(page, plain)
    page.evaluate(_HIDE, "hidden")
    page.evaluate(_HIDE, "visible")
    title(page, "1 Record it")  # not within the first minute
    page.clock.run_for(61_000)
    page.evaluate(_HIDE, "visible")
    title(page, "Version 3.0.0 holds now")
    press(page, "Go on with 2.0.0")
    title(page, "1 Record it")
    page.clock.run_for(61_000)
    page.evaluate(_HIDE, "visible")
    press(page, "End the run here")
    give_reason(page, "Enough")
    record = saved_record(page)
    (choice,) = record["newer_versions"]
    assert (choice["version"], choice["choice"]) == ("3.0.0", "went-on")
    assert record["document"]["version"] == "2.0.0"


def test_starting_anew_with_what_was_noticed_loads_it(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    _serve_version_three(page, plain)
    page.clock.run_for(61_000)
    page.evaluate(_HIDE, "visible")
    press(page, "Start anew with 3.0.0")
    title(page, "1 Record it")
    expect(page.locator(".sop-run__what")).to_contain_text("SOP-CS-001 3.0.0")


def test_a_version_whose_day_came_after_the_build(page: Page, plain: str) -> None:
    coming = '"next":{"version":"3.0.0","date":"2026-11-23","href":"v3.0.0/"}'
    page.route(plain + CIRCLE, _changed('"next":null', coming))
    begin(page, plain + CIRCLE)
    page.clock.run_for(24 * 3600_000)
    page.reload()
    title(page, "Version 3.0.0 took effect on 23 Nov 2026")
    press(page, "Go on with 2.0.0")
    title(page, "1 Record it")


def test_changed_steps_under_the_same_version(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    page.route(plain + CIRCLE, _changed('"title":"Judge it"', '"title":"Weigh it"'))
    page.reload()
    title(page, "The text of this page changed since you began")
    press(page, "Go on with the changed text")
    title(page, "1 Record it")


def test_a_version_that_is_not_in_force_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}fraud/card-or-account-compromised/history/")
    page.get_by_role("link", name="Read this version in full").first.click()
    expect(page.locator(".sop-run-button")).to_contain_text("not in force")
    page.locator(".sop-run-button").click()
    expect(page.locator(".sop-run__notice").first).to_contain_text("is not in force")
    expect(page.locator(".sop-run__notice a").first).to_have_attribute("href", "../#run")
