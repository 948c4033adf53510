"""A browser, and the sites that it is tested with, once for all tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.arriving import reader_page
from tests.browser.install import find_browser
from tests.browser.large_library import write_large_library
from tests.browser.sites import HERE, built, serving
from tests.browser.worst_library import write_worst_library
from tests.site.libraries import ROOT

# A closed network: the browser must not look for updates, accounts or quicker protocols.
FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What Playwright leaves off, which a second list would undo, and what Chromium draws for no test:
# each window's address bar runs two pages of its own, in a process that costs as much as ours.
LEFT_OFF: Final = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    *("SpareRendererForSitePerProcess", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
]
# How Chromium begins or ends what it says of a thing that a page may not do.
POLICY: Final = "Content Security Policy"
# Playwright's own five seconds are too few where other work shares the cores. Waiting ends as soon
# as what is expected holds, so this costs a sound site nothing.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without one fails: a test that did not run proves nothing."""
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium here: run python -m tests.browser.install")
    flags = [*FLAGS, f"--disable-features={','.join(LEFT_OFF)}"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own library with its history, as of a fixed day."""
    return built(tmp_path_factory, str(ROOT))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of a server for the site, with a slash at its end."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def worst_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a library that holds the worst that can be written."""
    return built(tmp_path_factory, "worst", write_worst_library)


@pytest.fixture(scope="session")
def worst_address(worst_site: Path) -> Iterator[str]:
    """The address of a server for that site."""
    with serving(worst_site) as address:
        yield address


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a thousand documents."""
    return built(tmp_path_factory, "large", write_large_library)


@pytest.fixture(scope="session")
def large_address(large_site: Path) -> Iterator[str]:
    """The address of a server for that site."""
    with serving(large_site) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own for one test, which fails on errors and on requests to elsewhere.

    It also fails on whatever the pages' own content-security policy refuses.
    """
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    made.on("request", lambda request: wrong.append(request.url))
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    made.on("console", lambda said: wrong.append(said.text) if POLICY in said.text else None)
    yield made
    made.close()
    assert not [item for item in wrong if not item.startswith((HERE, "data:", "blob:"))]


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A new page, as wide as a desk's."""
    return reader_page(context)
