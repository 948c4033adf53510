"""A browser, the site of the sample library, and a server for it, once for all tests of a worker.

The site is built once for all workers: the first one builds it, the others wait.
"""

from __future__ import annotations

import fcntl
import functools
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sopgen.engines.building import build
from sopgen.engines.preparing import prepare_tree
from sopgen.workspace import open_workspace
from tests.browser.install import find_browser
from tests.site.libraries import ROOT, TODAY

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


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A browser that leaves a page drops what it was loading: that is no error."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without one fails: a test that did not run proves nothing."""
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium here: run python -m tests.browser.install")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own library with its history, as of a fixed day."""
    # The workers' folders lie in one of the run; a run without workers has only its own.
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"site-{ROOT.name}"
    with (shared.parent / f"{shared.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.is_dir():
            config = ROOT / "mkdocs.yml"
            build(config, prepare_tree(open_workspace(ROOT, config), TODAY), site_dir=shared)
    return shared


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of a server for the site, with a slash at its end."""
    handler = functools.partial(_Quiet, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser of its own for one test, which fails on errors and on requests to elsewhere."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    made.on("request", lambda request: wrong.append(request.url))
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    yield made
    made.close()
    assert not [item for item in wrong if not item.startswith((address, "data:", "blob:"))]


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A new page, as wide as a desk's."""
    return context.new_page()
