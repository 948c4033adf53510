"""What customers say, written down before the search was made, finds its document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
import yaml

from sopgen.library import read_library
from sopgen.search import Search, open_search
from sopgen.site import PageTree, build_tree
from tests.site.libraries import ROOT, SETTINGS, TEMPLATES, TODAY, VOCABULARY

FIRST: Final = 0.80
FIRST_THREE: Final = 0.90


@pytest.fixture(scope="module")
def search() -> Search:
    library = read_library(SETTINGS, TEMPLATES.layout_of, VOCABULARY)
    return search_in(build_tree(library, {}, SETTINGS, TEMPLATES, TODAY))


def search_in(tree: PageTree) -> Search:
    def read(name: str) -> bytes:
        content = tree.pages[f"search/{name}"].content
        assert isinstance(content, bytes)
        return content

    return open_search(read)


def phrases() -> Iterator[tuple[str, str]]:
    written = yaml.safe_load((ROOT / "tests/search/phrases.yml").read_text("utf-8"))
    for id_, of_document in written.items():
        for phrase in of_document:
            yield id_, phrase


def test_most_phrases_bring_their_document(search: Search) -> None:
    places = []
    for id_, phrase in phrases():
        found = [item.id for item in search.find(phrase).results]
        places.append(found.index(id_) if id_ in found else 99)
    assert sum(place == 0 for place in places) >= FIRST * len(places)
    assert sum(place < 3 for place in places) >= FIRST_THREE * len(places)
