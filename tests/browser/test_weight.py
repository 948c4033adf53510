"""How much a document loads, in a library of a thousand documents too."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, Response

SENT: Final = 150_000  # bytes, compressed as servers send them
WHOLE: Final = 400_000  # bytes, before any compression


@pytest.mark.parametrize(
    ("library", "path"),
    [
        ("address", "fraud/card-or-account-compromised/"),
        ("large_address", "customer-service/it-0000/"),
    ],
)
def test_a_document_is_light(
    page: Page, request: pytest.FixtureRequest, library: str, path: str
) -> None:
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 Playwright takes no built-in
    page.goto(request.getfixturevalue(library) + path, wait_until="networkidle")
    bodies = {one.url: one.body() for one in loaded if not _is_index(one.url)}
    assert sum(len(gzip.compress(body)) for body in bodies.values()) < SENT
    sizes = {url: len(body) for url, body in bodies.items()}
    assert sum(sizes.values()) < WHOLE, sizes


def test_what_a_list_weighs_does_not_grow_with_the_library(large_site: Path) -> None:
    sizes = {
        file.relative_to(large_site).as_posix(): file.stat().st_size
        for file in large_site.rglob("*.html")
    }
    whole = {"register/index.html"}  # one table of every document, to sort and to print
    lists = {path for path in sizes if path not in whole and not path.endswith("/handout.html")}
    assert sum(path.startswith("roles/frontline-agent/") for path in lists) == 10
    assert {path: sizes[path] for path in lists if sizes[path] >= WHOLE} == {}


def _is_index(url: str) -> bool:
    return "search" in url and url.endswith((".json", ".bin"))
