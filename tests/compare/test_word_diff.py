"""Two texts as one, in words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sopgen.compare import Mark, word_diff

SIGNS = {Mark.KEPT: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
WORDS = "the a customer agent card £50 5 minutes, minutes. (and) step\n not, 投诉 e-mail [name] é –"
words = st.sampled_from(WORDS.split(" "))
texts = st.one_of(st.text(max_size=60), st.lists(words, max_size=40).map(" ".join))


def drawn(old: str, new: str) -> str:
    return "".join(SIGNS[run.mark].format(run.text) for run in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("Time limit: 5 minutes", "Time limit: 3 minutes", "Time limit: [-5-]{+3+} minutes"),
        ("Call the customer.", "Call the customer back.", "Call the customer{+ back+}."),
        ("Refund £50 at once", "Refund £100 at once", "Refund [-£50-]{+£100+} at once"),
        ("Hello [first name],", "Hello [name],", "Hello [-[first name]-]{+[name]+},"),
        (
            "Open the ticket and tell the manager of the evening shift",
            "Close the record and warn the owner of the evening shift",
            (
                "[-Open the ticket and tell the manager-]{+Close the record and warn the owner+}"
                " of the evening shift"
            ),
        ),
        (
            "Escalate to the head of complaints by phone.",
            "Send a written summary after the customer agrees.",
            (
                "[-Escalate to the head of complaints by phone.-]"
                "{+Send a written summary after the customer agrees.+}"
            ),
        ),
        ("记录客户的投诉", "记录顾客的投诉", "记录[-客户-]{+顾客+}的投诉"),
    ],
)
def test_it_reads_well(old: str, new: str, shown: str) -> None:
    assert drawn(old, new) == shown


@settings(deadline=None)
@given(texts, texts)
@example("a  b", "a b")
@example("a b", "ab")
@example("", " ")
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    runs = word_diff(old, new)

    assert "".join(run.text for run in runs if run.mark is not Mark.ADDED) == old
    assert "".join(run.text for run in runs if run.mark is not Mark.REMOVED) == new
    assert all(run.text for run in runs)


@settings(deadline=None)
@given(texts, texts)
def test_runs_take_turns(old: str, new: str) -> None:
    marks = [run.mark for run in word_diff(old, new)]

    assert all(a is not b for a, b in itertools.pairwise(marks))
    assert (Mark.ADDED, Mark.REMOVED) not in set(itertools.pairwise(marks))


def test_long_texts_are_compared_by_sentences_first() -> None:
    sentences = [f"Sentence number {n} says something of its own." for n in range(600)]
    old = " ".join(sentences)
    new = " ".join([*sentences[:300], "A new one stands here.", *sentences[301:-1], "The end."])

    shown = [run for run in word_diff(old, new) if run.mark is not Mark.KEPT]
    assert max(len(run.text) for run in shown) < 60


def test_very_long_texts_are_shown_whole() -> None:
    middle = " ".join(f"Sentence number {n} says its own." for n in range(1_500))
    runs = word_diff(f"Alpha. {middle} One.", f"Beta. {middle} Two.")

    assert [run.mark for run in runs] == [Mark.REMOVED, Mark.ADDED]
