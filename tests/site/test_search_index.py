"""The search holds what readers follow today: no draft, no retired, earlier or later text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from sopgen.search import Search, open_search
from sopgen.site import PageTree
from tests.site.archives import at, repository, site_of
from tests.site.libraries import BODY, sop

IT = "sops/customer-service/it.md"


def search_in(tree: PageTree) -> Search:
    def read(name: str) -> bytes:
        content = tree.pages[f"search/{name}"].content
        assert isinstance(content, bytes)
        return content

    return open_search(read)


def found(search: Search, words: Iterable[str]) -> dict[str, list[str]]:
    return {word: [item.version for item in search.find(word).results] for word in words}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document with an earlier, a present and a later version, and some that nobody follows."""
    traps = {
        "draft.md": sop(_with("quokka"), id="SOP-CS-002", title="A draft", status="draft"),
        "old.md": sop(
            _with("wombat"),
            id="SOP-CS-003",
            title="Retired",
            status="retired",
            superseded_by="none",
        ),
        "pilot.md": sop(_with("numbat"), id="SOP-CS-004", title="A trial", status="pilot"),
    }
    with repository(tmp_path) as made:
        earlier = sop(_with("yak"), version="1.0.0", effective_date="2026-02-01")
        made.commit("One", {IT: earlier}, at=at(1, 5))
        now = sop(_with("zebra"), version="2.0.0", effective_date="2026-03-01")
        made.commit("Two", {IT: now}, at=at(2, 20))
        later = sop(_with("okapi"), version="3.0.0", effective_date="2027-01-01")
        others = {f"sops/customer-service/{name}": text for name, text in traps.items()}
        made.commit("Three", {IT: later, **others}, at=at(10, 1))
    return tmp_path


def _with(word: str) -> str:
    return BODY.replace("Write down what happened.", f"Write down the {word}.")


def test_only_what_readers_follow_is_found(folder: Path) -> None:
    words = ("zebra", "yak", "okapi", "quokka", "wombat", "numbat")
    assert found(search_in(site_of(folder)), words) == {
        "zebra": ["2.0.0"],
        "yak": [],
        "okapi": [],
        "quokka": [],
        "wombat": [],
        "numbat": ["1.0.0"],
    }
