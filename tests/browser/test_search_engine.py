"""The search in the browser and the one in Python agree on every query, and load little."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, Response

from sopgen.search import Search, make_index, open_search
from tests.search.generated import entries
from tests.site.libraries import VOCABULARY

_FIND: Final = """async ([root, queries]) => {
  const { openSearch } = await import(`${root}assets/sopgen/search-engine.js`);
  const search = await openSearch(`${root}FOLDER`);
  const found = [];
  for (const query of queries) found.push(await search.find(query));
  return found;
}"""
STRANGE: Final = [
    *("", "   ", "?", "a", "x" * 5000, "refund " * 1000, "SOP-CS-001", "cs 001", "cs1", "cs-1"),
    *("sopcs001", "我要退款", "款", "返金したい", "환불", "ขอเงินคืน", "استرداد", "החזר כספי"),
    *("😀😀", "👩‍👩‍👧 refund", "İstanbul", "straße", "Ünïcödé rëfünd", "<b>card</b>", "customer's"),
    *("e-mail", "𝔯𝔢𝔣𝔲𝔫𝔡", "𐐨𐐩𐐪𐐫", "what now", "I want to", "Ⅷ ﬁne", "72 hours", "\u202erefund"),
]


def mutations(phrases: list[str]) -> Iterator[str]:
    """Each phrase with a letter lost, two swapped, one too many, cut short, and joined."""
    chance = random.Random(1)
    for phrase in phrases:
        at = chance.randrange(len(phrase))
        yield phrase[:at] + phrase[at + 1 :]
        yield phrase[:at] + phrase[at : at + 2][::-1] + phrase[at + 2 :]
        yield phrase[:at] + chance.choice("abcxyz ") + phrase[at:]
        yield phrase[:at]
        yield f"{phrase} {chance.choice(phrases)}"


def by_python(search: Search, query: str) -> Any:  # noqa: ANN401 as JSON
    outcome = search.find(query)
    return [outcome.total, list(outcome.words), [_shown(item) for item in outcome.results]]


def _shown(item: Any) -> list[Any]:  # noqa: ANN401 a result
    steps = [[step.number, step.title, step.anchor] for step in item.steps]
    place = [item.department, item.department_name, item.type, item.type_name]
    standing = [item.version, item.state, item.state_name, item.purpose]
    return [item.id, item.title, item.href, *place, *standing, steps, item.exact, item.score]


def by_browser(found: Any) -> Any:  # noqa: ANN401 as JSON
    names = "id title href department departmentName type typeName version state stateName purpose"
    return [
        found["total"],
        found["words"],
        [
            [
                *(item[name] for name in names.split()),
                [[step["number"], step["title"], step["anchor"]] for step in item["steps"]],
                item["exact"],
                item["score"],
            ]
            for item in found["results"]
        ],
    ]


def find(page: Page, address: str, queries: list[str], folder: str = "") -> list[Any]:
    page.goto(address)
    found: list[Any] = page.evaluate(_FIND.replace("FOLDER", folder), [address, queries])
    return [by_browser(item) for item in found]


def test_both_find_the_same_in_the_sample_library(page: Page, address: str, site: Path) -> None:
    search = open_search(lambda name: (site / "search" / name).read_bytes())
    phrases = [phrase for _, _, asks in search.asks for phrase in asks]
    queries = [*phrases, *mutations(phrases[:120]), *STRANGE]
    for query, found in zip(queries, find(page, address, queries), strict=True):
        assert found == by_python(search, query), query


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    """The index of 1,000 documents."""
    return make_index(list(entries(1000)), VOCABULARY.synonyms)


@pytest.fixture
def large_page(page: Page, large: dict[str, bytes]) -> Page:
    """A page whose site has a second search, of 1,000 documents, in the folder `large/`."""
    page.route(
        "**/large/search/**",
        lambda route: route.fulfill(body=large[route.request.url.partition("/search/")[2]]),
    )
    return page


def test_both_find_the_same_in_a_large_library(
    large_page: Page, address: str, large: dict[str, bytes]
) -> None:
    search = open_search(large.__getitem__)
    phrases = [phrase for _, _, asks in search.asks[::40] for phrase in asks[:2]]
    queries = [
        *phrases,
        *mutations(phrases[:20]),
        "DA 7",
        "SOP-DC-0012",
        "refund",
        "custmer acount",
    ]
    for query, found in zip(queries, find(large_page, address, queries, "large/"), strict=True):
        assert found == by_python(search, query), query


@pytest.mark.parametrize("query", ["refund the customer's payment to his card", "custmoer acount"])
def test_the_first_answer_loads_little(large_page: Page, address: str, query: str) -> None:
    loaded: list[Response] = []
    large_page.goto(address)
    large_page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 Playwright takes no built-in
    large_page.evaluate(_FIND.replace("FOLDER", "large/"), [address, [query]])
    assert sum(len(response.body()) for response in loaded) < 500_000
    assert len(loaded) < 45


def test_a_search_that_cannot_be_loaded_says_so(page: Page, address: str) -> None:
    page.goto(address)
    message = page.evaluate(
        """async (root) => {
          const { openSearch } = await import(`${root}assets/sopgen/search-engine.js`);
          return openSearch(`${root}nowhere/`).catch((error) => error.message);
        }""",
        address,
    )
    assert message.startswith("The search cannot be loaded:")


def test_a_page_that_stayed_open_finds_in_a_site_published_since(
    page: Page, address: str, large: dict[str, bytes]
) -> None:
    current = [make_index(list(entries(30)))]
    page.route(
        "**/moving/search/**",
        lambda route: (
            route.fulfill(body=current[0][name])
            if (name := route.request.url.partition("/search/")[2]) in current[0]
            else route.fulfill(status=404)
        ),
    )
    page.goto(address)
    page.evaluate(
        """async (root) => {
          const { openSearch } = await import(`${root}assets/sopgen/search-engine.js`);
          window.search = await openSearch(`${root}moving/`);
        }""",
        address,
    )
    current[0] = large
    assert page.evaluate("async () => (await window.search.find('DA 100')).results[0].exact")
