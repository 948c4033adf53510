"""The quick card: what stands there, and how much of it fits on one page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sopgen.site.card_sheet import CardStep, cut, plan_card
from tests.site.libraries import BODY, sop, text_of, tree


def card(text: str) -> str:
    """The card of a library's only document."""
    made = tree({"customer-service/it.md": text})
    return text_of(made.pages["customer-service/it/card/index.html"])


def steps(count: int, words: str = "Do it") -> list[CardStep]:
    """As many steps."""
    return [CardStep(number, f"{words} {number}", "Agent") for number in range(1, count + 1)]


def test_a_card_has_the_steps_in_short() -> None:
    text = card(sop())
    for words in (
        "Record the complaint",
        "5 minutes",
        "I read it back",
        "somebody is at risk <strong>→ step 2</strong>",
        "Open the complaint form.",
        "version 1.0.0",
        "review due 1 Mar 2027",
        "/id/SOP-CS-001/",
        "Uncontrolled when printed",
    ):
        assert words in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<a href="../">' in text


def test_what_is_not_in_force_is_marked() -> None:
    assert '<p class="mark" lang="en">PILOT</p>' in card(sop(status="pilot"))


def test_hostile_words_stay_words() -> None:
    body = BODY.replace("Record the complaint", 'Record <script>alert("1")</script>')
    assert "<script>alert" not in card(sop(body, title="<b>Bold</b> & more"))


def test_few_steps_are_large_and_many_are_dense() -> None:
    names = [plan_card([], steps(count)).density.name for count in (3, 20, 30, 60, 90)]
    assert names[0] == "large"
    assert len(set(names)) > 3
    assert all(plan_card([], steps(count)).left_out == 0 for count in (1, 20, 60))


def test_what_does_not_fit_is_counted() -> None:
    plan = plan_card([], steps(900, "A rather long title of a step"))
    assert plan.left_out > 0
    assert len(plan.steps) + plan.left_out == 900
    assert not plan.is_whole


@given(st.integers(0, 120), st.text(min_size=1, max_size=200), st.lists(st.text(max_size=100)))
def test_every_plan_keeps_the_first_steps_in_order(
    count: int, words: str, ready: list[str]
) -> None:
    plan = plan_card(ready[:6], steps(count, words))
    kept = [step.number for step in plan.steps]
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) + plan.left_out == count


@given(st.text(), st.integers(2, 50))
def test_a_cut_text_is_one_line_of_the_length(text: str, longest: int) -> None:
    line = cut(text, longest)
    assert len(line) <= longest
    assert "\n" not in line
