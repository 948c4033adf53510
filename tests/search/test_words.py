"""Text becomes the same words whatever its case, accents, script and endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.search.language import english
from sopgen.search.slips import distance, slips_allowed
from sopgen.search.words import Words

WORDS = Words(english())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My card's been NICKED!", ["my", "cards", "been", "nicked"]),
        ("Ünïcödé straße Ørsted", ["unicode", "strasse", "orsted"]),
        ("e-mail: a_b@example.org", ["e", "mail", "a", "b", "example", "org"]),
        ("ﬁle № ①", ["file", "no", "1"]),
        ("我要退款", ["我要", "要退", "退款"]),
        ("款", ["款"]),
        ("返金 ください", ["返金", "くだ", "ださ", "さい"]),
        ("ขอเงิน", ["ขอเ", "อเง", "เงิ", "งิน"]),
        ("استرداد المال", ["استرداد", "المال"]),
        ("הֶחְזֵר כספי", ["החזר", "כספי"]),
        ("😀 refund 👩‍👩‍👧", ["refund"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_folded_words(text: str, words: list[str]) -> None:
    assert WORDS.split(text) == words


@pytest.mark.parametrize(
    "family",
    [
        "refund refunds refunded refunding",
        "cancel cancels cancelled canceled cancelling cancellation",
        "verify verifies verified verifying verification",
        "escalate escalates escalated escalation",
        "complaint complaints",
        "company companies",
        "steal stole stolen",
        "charge charges charged charging",
        "install installs installation",
        "address addresses addressed",
    ],
)
def test_a_family_of_words_has_one_stem(family: str) -> None:
    assert len({WORDS.stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["card care", "card cart", "bill bell", "bus business", "is i"])
def test_other_words_have_other_stems(pair: str) -> None:
    one, other = pair.split()
    assert WORDS.stem(one) != WORDS.stem(other)


@given(st.text())
def test_splitting_what_was_split_changes_nothing(text: str) -> None:
    words = [word for word in WORDS.split(text) if not WORDS.gram(word)]
    assert WORDS.split(" ".join(words)) == words


@pytest.mark.parametrize(
    ("word", "other", "slips"),
    [
        ("refund", "refund", 0),
        ("refnd", "refund", 1),
        ("refudn", "refund", 1),
        ("refumd", "refund", 1),
        ("rrefund", "refund", 1),
        ("esclaiton", "escalation", 2),
        ("card", "parcel", 3),
    ],
)
def test_slips_are_counted(word: str, other: str, slips: int) -> None:
    assert distance(word, other, 2) == slips


def test_short_words_have_no_slips() -> None:
    assert [slips_allowed(word) for word in ("sim", "card", "address", "customer")] == [0, 1, 1, 2]


@given(st.lists(st.text(st.one_of(st.characters(codec="ascii"), st.characters())), max_size=4))
def test_lines_have_the_words_of_each_of_them(lines: list[str]) -> None:
    assert WORDS.split("\n".join(lines)) == [word for line in lines for word in WORDS.split(line)]


@given(st.text(st.characters(codec="ascii")))
def test_plain_text_is_split_as_any_other(text: str) -> None:
    assert WORDS.split(f"{text} é") == [*WORDS.split(text), "e"]
