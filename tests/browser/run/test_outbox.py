"""Records reach the organisation's own system: kept, sent again, once, never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from tests.browser.arriving import reader_page
from tests.browser.run.conftest import begin, check_record, press, saved_record, until
from tests.browser.run.library import POST_TO

ONE = "customer-service/one/"
_WAITS = "Object.keys(localStorage).some((name) => name.includes('outbox.1:'))"
_ALLOW = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "content-type, idempotency-key",
}


class System:
    """The receiving system: answers with a status, and keeps what came."""

    def __init__(self, context: BrowserContext) -> None:
        self.status = 201
        self.came: list[Request] = []
        context.route(f"{POST_TO}**", self._answer)

    def _answer(self, route: Route) -> None:
        if route.request.method == "OPTIONS":
            route.fulfill(status=204, headers=_ALLOW)
            return
        self.came.append(route.request)
        if self.status == 0:
            route.abort()
        else:
            route.fulfill(status=self.status, headers=_ALLOW)


@pytest.fixture
def system(context: BrowserContext) -> System:
    """A receiving system that takes everything until it is told otherwise."""
    return System(context)


def _finish(page: Page, posting: str) -> None:
    begin(page, posting + ONE)
    press(page, "Finish")


def _sending(page: Page, words: str) -> None:
    expect(page.locator("[data-sending]")).to_contain_text(words)


def _sent_on_a_later_try(page: Page) -> None:
    """Let time pass until it is sent: the try that failed may still be on its way here."""
    for _ in range(10):
        page.clock.run_for(60_000)
        if "was sent" in page.locator("[data-sending]").inner_text():
            break
    _sending(page, "The record was sent.")


def test_a_record_is_sent_with_its_key(page: Page, posting: str, system: System) -> None:
    _finish(page, posting)
    _sending(page, "The record was sent.")
    (request,) = system.came
    record = json.loads(request.post_data or "")
    check_record(record)
    headers = request.all_headers()
    assert headers["idempotency-key"] == record["run"]
    assert headers["content-type"] == "application/json"
    assert "cookie" not in headers
    assert saved_record(page) == record
    page.reload()
    _sending(page, "The record was sent.")
    assert len(system.came) == 1


def test_no_address_stands_in_a_page_that_sends_nothing(page: Page, plain: str) -> None:
    page.goto(plain + ONE)
    assert page.evaluate("JSON.parse(document.getElementById('sop-run').textContent).post") is None
    begin(page, plain + ONE)
    press(page, "Finish")
    assert page.locator("[data-sending]").count() == 0


@pytest.mark.parametrize("status", [0, 500, 503, 429, 408])
def test_what_was_not_taken_is_tried_again_after_growing_pauses(
    page: Page, posting: str, system: System, status: int
) -> None:
    system.status = status
    _finish(page, posting)
    _sending(page, "waiting to be sent; this browser will try again by itself. One record waits")
    for pause, count in ((6_000, 2), (6_000, 2), (6_000, 3)):
        page.clock.run_for(pause)
        until(page, partial(_came, system, count))
    system.status = 200
    page.clock.run_for(25_000)
    _sending(page, "The record was sent.")
    keys = {request.all_headers()["idempotency-key"] for request in system.came}
    assert len(keys) == 1


def _came(system: System, count: int) -> bool:
    return len(system.came) == count


def test_what_the_system_had_already_is_taken(page: Page, posting: str, system: System) -> None:
    system.status = 409
    _finish(page, posting)
    _sending(page, "The record was sent.")


def test_another_page_of_the_site_sends_what_waits(
    context: BrowserContext, page: Page, posting: str, system: System
) -> None:
    system.status = 0
    _finish(page, posting)
    _sending(page, "waiting to be sent")
    page.close()
    system.status = 200
    again = reader_page(context)
    again.clock.fast_forward(3600_000)
    with again.expect_response(f"{POST_TO}**"):
        again.goto(f"{posting}register/")
    again.goto(posting + ONE)
    again.get_by_role("button", name="Record of the last run").click()
    _sending(again, "The record was sent.")


def test_nothing_is_lost_over_reloads(page: Page, posting: str, system: System) -> None:
    system.status = 503
    _finish(page, posting)
    _sending(page, "waiting to be sent")
    for _ in range(3):
        page.reload()
        _sending(page, "waiting to be sent")
    press(page, "Close")
    expect(page.locator(".sop-run-waiting")).to_have_text("1 run record waiting to be sent")
    _finish(page, posting)
    _sending(page, "2 records wait in all.")
    system.status = 201
    _sent_on_a_later_try(page)
    taken = {request.all_headers()["idempotency-key"] for request in system.came}
    assert len(taken) == 2
    expect(page.locator(".sop-run-waiting")).to_have_count(0)


def test_a_refused_record_stays_is_said_and_can_be_saved(
    page: Page, posting: str, system: System
) -> None:
    system.status = 422
    _finish(page, posting)
    _sending(page, "The receiving system refused the record (status 422)")
    page.clock.run_for(3600_000)
    assert len(system.came) == 1
    press(page, "Close")
    page.get_by_role("button", name="1 run record refused by the receiving system").click()
    expect(page.locator(".sop-run")).to_contain_text("refused (status 422)")
    expect(page.get_by_role("button", name="Remove")).to_be_hidden()
    check_record(saved_record(page))
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".sop-run")).to_contain_text("None: all were taken.")


def test_a_refused_record_is_sent_again_when_asked(
    page: Page, posting: str, system: System
) -> None:
    system.status = 401
    _finish(page, posting)
    _sending(page, "refused")
    system.status = 200
    page.locator("[data-sending]").get_by_role("button", name="Try again now").click()
    _sending(page, "The record was sent.")


def _goes_on(tab: Page) -> bool:
    """Let a little of the tab's time pass."""
    tab.clock.run_for(200)
    return True


def _is_empty(tab: Page) -> bool:
    return not tab.evaluate(_WAITS)


@pytest.mark.parametrize("has_locks", [True, False])
def test_two_tabs_never_send_one_record_at_once(
    context: BrowserContext, page: Page, posting: str, has_locks: bool
) -> None:
    if not has_locks:
        context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    held: list[Route] = []
    context.route(f"{POST_TO}**", _hold(held))
    _finish(page, posting)
    until(page, lambda: _goes_on(page) and len(held) == 1)
    others = [reader_page(context) for _ in range(2)]
    for other in others:
        other.goto(f"{posting}register/")
        other.clock.run_for(3000)
    assert len(held) == 1
    held[0].fulfill(status=201, headers=_ALLOW)
    _sending(page, "The record was sent.")
    for other in others:
        # What one tab takes away takes a moment to be gone in the others.
        until(page, partial(_is_empty, other))
        other.clock.run_for(70_000)
    assert len(held) == 1


def _hold(held: list[Route]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        if route.request.method == "OPTIONS":
            route.fulfill(status=204, headers=_ALLOW)
        else:
            held.append(route)

    return answer


def test_where_nothing_can_be_kept_the_record_waits_in_the_page_and_leaving_warns(
    page: Page, posting: str, system: System
) -> None:
    system.status = 503
    begin(page, posting + ONE)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }"
    )
    with page.expect_response(lambda response: response.status == 503):
        press(page, "Finish")
    _sending(page, "This browser cannot keep it: leave the page open until then")
    system.status = 200
    _sent_on_a_later_try(page)
