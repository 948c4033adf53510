"""How much two wordings differ."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.compare import Wording, compare_wording
from sopgen.compare.spelling import is_same_spelt_better

SAME, EDITORIAL, REWORDED, SUBSTANTIAL = Wording


@pytest.mark.parametrize(
    ("old", "new", "wording"),
    [
        ("Call back.", "Call  back.", SAME),
        ("Call back.", "call back", EDITORIAL),
        ("the customer’s card", "the customer's card", EDITORIAL),
        ("do not close", "don't close", EDITORIAL),
        ("you cannot refund", "you can not refund", EDITORIAL),
        ("by e-mail", "by email", EDITORIAL),
        ("log in → home", "log in -> home", EDITORIAL),
        ("terms & conditions", "terms and conditions", EDITORIAL),
        ("Recieve the call", "Receive the call", EDITORIAL),
        ("Choose a color and organise it", "Choose a colour and organize it", EDITORIAL),
        ("Tell the customer", "Inform the customer", REWORDED),
        ("You must call back", "Call back", REWORDED),
        ("Change the card", "Charge the card", REWORDED),
        ("tell the payer", "tell the payee", REWORDED),
        ("within 5 minutes", "within 5 min", REWORDED),
        ("refund £50", "refund £60", SUBSTANTIAL),
        ("refund £50", "refund $50", SUBSTANTIAL),
        ("at 1.5 %", "at 15 %", SUBSTANTIAL),
        ("within 5 minutes", "within 5 hours", SUBSTANTIAL),
        ("within 5 working days", "within 5 days", SUBSTANTIAL),
        ("within two days", "within three days", SUBSTANTIAL),
        ("refund it", "do not refund it", SUBSTANTIAL),
        ("always refund", "never refund", SUBSTANTIAL),
        ("you must refund", "you may refund", SUBSTANTIAL),
        ("you should refund", "you must refund", SUBSTANTIAL),
        ("name and number", "name or number", SUBSTANTIAL),
        ("✅ allowed", "❌ allowed", SUBSTANTIAL),
        ("less than < 5", "less than > 5", SUBSTANTIAL),
        ("nicht erstatten", "erstatten", SUBSTANTIAL),
        ("不退款", "退款", SUBSTANTIAL),
    ],
)
def test_wordings_compare_the_same_both_ways(old: str, new: str, wording: Wording) -> None:
    assert compare_wording(old, new) is wording
    assert compare_wording(new, old) is wording


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("recieve", "receive"),
        ("occured", "occurred"),
        ("color", "colour"),
        ("centre", "center"),
        ("seperate", "separate"),
        ("organise", "organize"),
        ("licence", "license"),
        ("goverment", "government"),
    ],
)
def test_a_corrected_spelling(old: str, new: str) -> None:
    assert is_same_spelt_better(old, new)
    assert is_same_spelt_better(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("change", "charge"),
        ("payer", "payee"),
        ("employer", "employee"),
        ("debit", "debt"),
        ("block", "black"),
        ("unlock", "unblock"),
        ("legal", "illegal"),
        ("minute", "minutes"),
        ("mintues", "minutes"),
        ("amoral", "moral"),
        ("minuten", "minutes"),
        ("online", "offline"),
        ("form", "from"),
        ("factor", "factors"),
        ("case12345", "case12354"),
        ("bus", "buss"),
    ],
)
def test_another_word_is_no_spelling(old: str, new: str) -> None:
    assert not is_same_spelt_better(old, new)
    assert not is_same_spelt_better(new, old)


few = st.lists(
    st.sampled_from(["must", "may", "color", "colour", "and", "or", "e", "mail", "email", "5"]),
    max_size=8,
).map(" ".join)


@settings(deadline=None, max_examples=400)
@given(few, few)
def test_the_answer_is_the_same_both_ways(old: str, new: str) -> None:
    assert compare_wording(old, new) is compare_wording(new, old)
