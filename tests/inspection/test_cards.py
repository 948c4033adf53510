"""A card answers all that the rules ask of other documents, just as the whole document would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.inspection import inspect, levels_of
from sopgen.library import Library
from sopgen.reading.cards import card_of, read_card
from sopgen.reading.reader import read_document
from sopgen.rules import Rule
from tests.examples.checking import TODAY, templates, vocabulary
from tests.rules.test_pages import PAGES, files_of

OF_SEVERAL = [rule for rule in PAGES if "# file:" in rule.wrong + rule.right]


@pytest.mark.parametrize("rule", OF_SEVERAL, ids=lambda rule: rule.code)
def test_every_rule_finds_the_same_among_cards(rule: Rule) -> None:
    for example in (rule.wrong, rule.right):
        layout_of = templates().layout_of
        files = files_of(example).items()
        readings = {path: read_document(path, content, layout_of) for path, content in files}
        cards = {path: read_card(path, card_of(reading)) for path, reading in readings.items()}
        whole = Library(readings, frozenset(), "", vocabulary())
        for path, reading in readings.items():
            among_cards = replace(whole, readings={**cards, path: reading})
            one, other = (
                inspect(library, templates(), levels_of({}), TODAY, [path])
                for library in (whole, among_cards)
            )
            assert one == other


@given(st.binary() | st.text().map(str.encode))
def test_any_document_has_a_card_that_can_be_read_and_is_its_own(body: bytes) -> None:
    content = b"---\nid: SOP-CS-001\ntitle: [1, x]\nsupersedes: 0xFFFF\n---\n\n## Scope\n\n" + body
    card = card_of(read_document("a.md", content, templates().layout_of))
    assert card_of(read_card("a.md", card)) == card
