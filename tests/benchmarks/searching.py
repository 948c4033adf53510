"""How soon the search of a large library answers, in a browser on a slow processor.

The site around it is that of the samples: what a search loads is in the files of the index alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from sopgen.edition.edition import Edition
from sopgen.site.search_index import FOLDER, search_pages
from sopgen.workspace import open_workspace
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser
from tests.browser.sites import serving
from tests.site.libraries import ROOT

NAME: Final = "sopgen's search, first answer (processor throttled fourfold)"
_DAY: Final = date(2026, 11, 22)
_FROM: Final = "customer-service/handle-a-complaint/"  # where an agent is when a question comes
_SLOWER: Final = 4
_ASKED: Final = (
    "my parcel is lost",
    "explain the limit",
    "wrong invoice call back",
    "dipsuted payment",
    "voucher expired team lead",
)
# From the first key to what is drawn, on the page's own clock.
_ANSWERED: Final = """words => new Promise(resolve => {
  const field = document.querySelector("input[type=search]");
  const began = performance.now();
  const seen = () => document.querySelectorAll(".sop-found__step").length;
  const look = () => seen()
    ? resolve({ time: performance.now() - began, steps: seen() })
    : requestAnimationFrame(look);
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  look();
})"""


def measure_search(library: Path, rounds: int) -> dict[str, Any]:
    """The median of first answers in seconds, the slowest too, and the most that one loaded.

    Raises `AssertionError` where an answer has no steps, or a filter lets others through.
    """
    with _site(library) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        answers = [_first(browser, address, words) for _ in range(rounds) for words in _ASKED]
        _filters_hold(browser, address)
        browser.close()
    times = [time for time, _ in answers]
    return {
        "wall": median(times),
        "slowest": max(times),
        "loaded": max(size for _, size in answers),
    }


@contextmanager
def _site(library: Path) -> Iterator[str]:
    """The site of the samples with the search of a library, by its address."""
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        command = [sys.executable, "-m", "sopgen", "build", "-q", "--site-dir", str(site)]
        subprocess.run(command, cwd=ROOT, check=True)
        _exchange(library, site)
        with serving(site) as address:
            yield address


def _exchange(library: Path, site: Path) -> None:
    workspace = open_workspace(library)
    edition = Edition(workspace.library, workspace.settings, workspace.templates, _DAY)
    for old in (site / FOLDER).iterdir():
        if old.is_dir():
            shutil.rmtree(old)
    for path, page in search_pages(edition):
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content if isinstance(page.content, bytes) else page.content.encode())


def _first(browser: Browser, address: str, words: str) -> tuple[float, int]:
    """Seconds until the first answer in a new browser, and the bytes loaded for it."""
    page = browser.new_page()
    page.goto(address + _FROM, wait_until="networkidle")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    loaded: list[int] = []
    devtools.on("Network.loadingFinished", lambda it: loaded.append(int(it["encodedDataLength"])))
    answer = page.evaluate(_ANSWERED, words)
    page.wait_for_load_state("networkidle")
    assert answer["steps"], words
    page.context.close()
    return answer["time"] / 1000, sum(loaded)


def _filters_hold(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}search/?q=customer&department=fraud")
    page.wait_for_selector(".sop-found__facts")
    told = page.locator(".sop-found__facts").all_inner_texts()
    assert told, "the filter leaves nothing"
    assert all("Fraud and security" in text for text in told), told
    page.context.close()
