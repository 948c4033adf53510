"""How long a saved edit takes to be seen: `python -m tests.benchmarks.preview [DOCUMENTS]`.

Measured from the write of the file to the new text in the page's DOM, in Chromium, ten times.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser
from tests.browser.large_library import write_large_library
from tests.site.libraries import ROOT

TIMES: Final = 10
STEP: Final = "Open the "
SHOWN: Final = """text => new Promise(resolve => {
  const look = () => document.body?.innerText.includes(text) ? resolve() : setTimeout(look, 2);
  look();
})"""


@contextmanager
def preview(root: Path) -> Iterator[str]:
    """A running preview of a library; gives its address."""
    command = [sys.executable, "-m", "sopgen", "serve", "--address", "127.0.0.1:8799"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    since = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    print(process.stdout.readline().strip())
    print(f"start: {time.perf_counter() - since:.2f} s")
    try:
        yield "http://127.0.0.1:8799/"
    finally:
        process.terminate()
        process.wait()


def edit(page: Page, file: Path, number: int) -> float:
    """Write the file, and wait for the new text; gives seconds."""
    old = file.read_text("utf-8")
    words = f"Look for number {number} in the "
    at = old.index("\n\n", old.index("### 1.")) + 2
    at = old.index("\n\n", at) + 2
    new = old[:at] + words + old[old.index(" ", old.index("the ", at)) + 1 :]
    since = time.perf_counter()
    file.write_text(new, "utf-8")
    while True:
        try:
            page.evaluate(SHOWN, words.strip())
            return time.perf_counter() - since
        except Exception as error:  # the page was reloaded under the question
            if "context" not in str(error) and "navigation" not in str(error):
                raise


def main(documents: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = write_large_library(Path(folder) / "library", documents)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        with preview(root) as address:
            page = browser.new_page()
            file = sorted((root / "sops").rglob("*.md"))[documents // 2]
            since = time.perf_counter()
            page.goto(f"{address}{file.parent.name}/{file.stem}/")
            print(f"first page: {time.perf_counter() - since:.2f} s")
            page.wait_for_timeout(1000)
            taken = []
            for number in range(TIMES):
                taken.append(edit(page, file, number))
                page.wait_for_timeout(300)
            print("edits:", " ".join(f"{item * 1000:.0f}" for item in taken), "ms")
            print(f"median {median(taken) * 1000:.0f} ms, worst {max(taken) * 1000:.0f} ms")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
