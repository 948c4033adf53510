"""`mkdocs serve`: the preview shows drafts, goes on in spite of errors, and follows changes."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.engines.projects import make_project
from tests.site.libraries import ROOT, sop

PATIENCE = 60.0


@contextmanager
def preview(folder: Path) -> Iterator[str]:
    """A running preview of a project; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "CI": ""}
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield _address(folder / "log", process)
        finally:
            process.terminate()
            process.wait(10)


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"Serving on (http://\S+)", log.read_text())
        if found:
            return found.group(1)
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def shows(address: str, words: str) -> bool:
    """Whether the page comes to show the words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5) as answer:
                if words in answer.read().decode("utf-8"):
                    return True
        except (URLError, OSError):
            pass
        time.sleep(0.2)
    return False


def test_a_preview_shows_drafts_and_errors_and_follows_changes(tmp_path: Path) -> None:
    draft = sop(id="wrong", title="Draft here", status="draft")
    make_project(tmp_path, {"customer-service/it.md": draft})
    with preview(tmp_path) as address:
        page = f"{address.rstrip('/')}/customer-service/it/"
        assert shows(page, "Draft here")
        assert "SOP2" in (tmp_path / "log").read_text()
        make_project(tmp_path, {"customer-service/it.md": draft.replace("Draft here", "Changed")})
        assert shows(page, "Changed")
    assert not list(tmp_path.glob(".site*"))
