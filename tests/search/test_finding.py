"""What people type finds what they mean, in any order of the letters that their hurry allows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.search import Facet, make_index
from tests.search.making import AGENT, entry, ids, search_of

FRAUD = Facet("fraud", "Fraud")
LEAD = Facet("team-lead", "Team lead")
CARD = entry(
    "SOP-FR-002",
    "Card compromised",
    asks=("my card got nicked", "I lost my wallet"),
    steps=("Block at once: press block on the page", "Verify the customer: use two factors"),
    department=FRAUD,
    roles=(AGENT, LEAD),
)
REFUND = entry(
    "SOP-BI-001", "Refund an order", asks=("where is my refund",), steps=("Check: 退款",)
)
CALL = entry(
    "SOP-CS-001", "Answer a call", steps=("Greet: say your name",), type_="training", body="wallet"
)
SYNONYMS = [("refund", "money back"), ("nicked", "stolen"), ("CRM", "customer system")]
SEARCH = search_of([CALL, CARD, REFUND], SYNONYMS)


@pytest.mark.parametrize(
    "text",
    [
        "my card got nicked",
        "hello, I am calling because my card got nicked at the pub last night",
        "card nicked",
        "crad nickd",
        "compromised",
        "comprom",
        "the card was stolen",
        "block",
        "Verifying customers",
        "WALLET!!",
    ],
)
def test_the_card_comes_first(text: str) -> None:
    assert ids(SEARCH, text)[0] == "SOP-FR-002"


@pytest.mark.parametrize("text", ["I want my money back", "refnd", "refunded", "退款", "退", "re"])
def test_the_refund_comes_first(text: str) -> None:
    assert ids(SEARCH, text)[0] == "SOP-BI-001"


def test_the_word_itself_counts_more_than_its_synonym() -> None:
    stolen = entry("SOP-FR-009", "Report a stolen van")
    nicked = entry("SOP-FR-008", "Report a nicked van")
    search = search_of([nicked, stolen], SYNONYMS)
    assert ids(search, "stolen van") == ["SOP-FR-009", "SOP-FR-008"]


@pytest.mark.parametrize(
    "text", ["SOP-FR-002", "sop fr 002", "fr 002", "fr2", "fr-2", "sopfr002", " FR.0002 "]
)
def test_an_id_leads_straight_to_its_document(text: str) -> None:
    best = SEARCH.find(text, department="customer-service").results[0]
    assert (best.id, best.exact) == ("SOP-FR-002", True)


def test_only_an_id_is_exact() -> None:
    assert not any(item.exact for item in SEARCH.find("fr 002 card").results)


def test_the_best_steps_stand_below() -> None:
    best = SEARCH.find("block the page").results[0]
    assert [step.anchor for step in best.steps] == ["step-1"]
    assert best.steps[0].title == "Block at once"


def test_filters_leave_the_others_out() -> None:
    assert ids(SEARCH, "wallet", department="customer-service") == ["SOP-CS-001"]
    assert ids(SEARCH, "wallet", role="team-lead") == ["SOP-FR-002"]
    assert ids(SEARCH, "wallet", type_="training") == ["SOP-CS-001"]
    assert ids(SEARCH, "wallet", type_="no-such-type") == []


def test_facets_are_counted() -> None:
    assert SEARCH.facets["departments"] == [
        {"key": "customer-service", "name": "Customer service", "count": 2},
        {"key": "fraud", "name": "Fraud", "count": 1},
    ]


@pytest.mark.parametrize("text", ["", "  ", "?!", "😀", "zzzzzz", "\ud800", "#"])
def test_what_says_nothing_finds_nothing(text: str) -> None:
    assert SEARCH.find(text).total == 0


def test_stop_words_alone_still_find() -> None:
    search = search_of([CARD, entry("SOP-CS-003", "Welcome", asks=("what now",))])
    assert ids(search, "what now")[0] == "SOP-CS-003"


def test_words_to_mark_are_those_that_documents_use() -> None:
    assert "nicked" in SEARCH.find("stolen").words
    assert "compromised" in SEARCH.find("comprmised").words


def test_an_empty_library_finds_nothing() -> None:
    assert search_of([]).find("anything").total == 0


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    outcome = SEARCH.find(text)
    assert len(outcome.results) <= 3


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_any_library_can_be_indexed_and_finds_by_its_whole_asks(asks: list[str]) -> None:
    search = search_of([replace(CARD, asks=tuple(asks)), REFUND])
    for ask in asks:
        assert not search.folded(ask) or search.find(ask).total


def test_the_same_input_gives_the_same_bytes() -> None:
    assert make_index([CALL, CARD], SYNONYMS) == make_index([CALL, CARD], list(SYNONYMS))


def test_files_of_two_indexes_never_mix() -> None:
    one, other = make_index([CALL, CARD]), make_index([CALL, replace(CARD, title="Other")])
    assert one.keys() & other.keys() == {"index.json"}
