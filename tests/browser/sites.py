"""Sites to test in a browser: built once for all workers, and served on this machine."""

from __future__ import annotations

import fcntl
import functools
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest

from sopgen.engines.building import build
from sopgen.engines.preparing import DEFAULT_SOURCES, prepare_tree
from sopgen.workspace import open_workspace
from tests.site.libraries import TODAY

HERE: Final = "http://127.0.0.1:"
# But for documents' own numbers: a page that names another document is of no other kind.
_FEATURE: Final = re.compile(
    r'<[a-z][a-z0-9-]*|\bsop-(?![a-z]+-\d)[a-z0-9_-]+|\brole="[a-z]+"|\bdata-sop-[a-z-]+'
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A browser that leaves a page drops what it was loading: that is no error."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a server for a site, with a slash at its end."""
    handler = functools.partial(_Quiet, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"{HERE}{server.server_address[1]}/"
        server.shutdown()


def built(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path] | None = None
) -> Path:
    """The site of this name, as of a fixed day: the first worker builds it, the others wait.

    `make` writes a library into a folder and gives it; it may hold what a build would refuse.
    Without it, `name` is a folder that holds a library.
    """
    # The workers' folders lie in one of the run; a run without workers has only its own.
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    shared = run / f"site-{Path(name).name}"
    with (shared.parent / f"{shared.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.is_dir():
            root = make(factory.mktemp("library")) if make else Path(name)
            config = root / "mkdocs.yml"
            sources = DEFAULT_SOURCES.lenient() if make else DEFAULT_SOURCES
            tree = prepare_tree(open_workspace(root, config), TODAY, sources)
            build(config, tree, site_dir=shared)
    return shared


def paths_of(site: Path) -> list[str]:
    """The path of every page of a site, but for those that only lead on to another one."""
    files = (file for file in sorted(site.rglob("*.html")) if not _leads_on(file))
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in files]


def one_of_each_kind(site: Path) -> list[str]:
    """Pages that have between them every element, part, role and behaviour that any page has.

    So a new kind of page, or a new part of one, is among them without being named anywhere.
    """
    found = {path: set(_FEATURE.findall(_html(site, path))) for path in paths_of(site)}
    left = set[str]().union(*found.values())
    chosen: list[str] = []
    while left:
        richest = max(found, key=lambda path: len(found[path] & left))
        chosen.append(richest)
        left -= found[richest]
    return chosen


def _leads_on(file: Path) -> bool:
    return 'http-equiv="refresh"' in file.read_text("utf-8")


def _html(site: Path, path: str) -> str:
    file = site / path
    return (file / "index.html" if file.is_dir() else file).read_text("utf-8")
