"""The sites on which run mode is tried, and what a reader does in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sopgen.bundled import bundled
from tests.browser.arriving import reader_page
from tests.browser.run.library import CONFIG_WITH_POST, TEXTS
from tests.browser.sites import serving
from tests.engines.projects import CONFIG, build_project, make_project

CIRCLE = "customer-service/circle/"
NOON = "2026-11-22T12:00:00Z"
# What the theme's own script throws where the tests block the storage.
THEMES_OWN = "storage is blocked"


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that sends records nowhere."""
    folder = tmp_path_factory.mktemp("plain")
    with serving(build_project(make_project(folder, TEXTS, CONFIG)).site_dir) as address:
        yield address


@pytest.fixture(scope="session")
def posting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that sends records to a system of its own."""
    folder = tmp_path_factory.mktemp("posting")
    with serving(build_project(make_project(folder, TEXTS, CONFIG_WITH_POST)).site_dir) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own for one test, at a known time; it fails on errors of scripts."""
    made = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="Europe/Berlin"
    )
    made.clock.install(time=NOON)
    wrong: list[str] = []
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    yield made
    made.close()
    assert [item for item in wrong if item != THEMES_OWN] == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A new page."""
    return reader_page(context)


def title(page: Page, text: str) -> None:
    """Wait until run mode shows this heading."""
    expect(page.locator(".sop-run__title")).to_have_text(text)


def press(page: Page, name: str) -> None:
    """Press a button of run mode."""
    page.locator(".sop-run").get_by_role("button", name=name).click()


def begin(page: Page, address: str) -> None:
    """Open a page and run its procedure."""
    page.goto(address)
    page.locator(".sop-run-button").click()
    expect(page.locator(".sop-run__title")).to_be_focused()


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Let the browser work until something holds here, outside of it."""
    for _ in range(200):
        if holds():
            return
        page.evaluate("new Promise((done) => requestIdleCallback(done))")
    assert holds()


def confirm_all(page: Page) -> None:
    """Tick every box of the step."""
    for box in page.locator(".sop-run__box input").all():
        box.check()


def give_reason(page: Page, reason: str) -> None:
    """Answer the question that run mode asks."""
    page.locator("#sop-run-reason").fill(reason)
    page.keyboard.press("Enter")


def record_text(page: Page) -> str:
    """The record as text, as it stands on the screen."""
    return page.locator(".sop-run__text").first.inner_text()


def saved_record(page: Page) -> dict[str, Any]:
    """The record as JSON, as the reader saves it; it fits the published schema."""
    with page.expect_download() as download:
        press(page, "Save as JSON")
    record = json.loads(Path(download.value.path()).read_text("utf-8"))
    check_record(record)
    return dict(record)


def check_record(record: object) -> None:
    """Hold a record against the schema."""
    schema = json.loads((bundled("schema") / "run-record.schema.json").read_text("utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(record)
