"""Steps, their attributes and branches are read from headings or from ordered lists."""

from __future__ import annotations

import pytest

from sopgen.model.document import Branch, Step
from tests.reading.reading import document_of


def steps_of(procedure: str) -> tuple[Step, ...]:
    return document_of(f"## Procedure\n\n{procedure}\n").steps


def attributes_of(items: str) -> dict[str | None, str]:
    (step,) = steps_of(f"### 1. Call\n\n{items}\n\nThen wait.")
    return {item.property: item.value for item in step.attributes}


def branch_of(value: str) -> Branch:
    (step,) = steps_of(f"### 1. Call\n\n- If: {value}\n")
    return step.branches[0]


def test_level_3_headings_are_steps_in_their_order() -> None:
    first, second = steps_of("### 1. Call\n\nDial.\n\n### 5) Close\n\n#### Why\n\nSo.")
    assert (first.number, first.written_number, first.title) == (1, 1, "Call")
    assert (second.number, second.written_number, second.title) == (2, 5, "Close")
    assert (first.anchor, second.anchor) == ("step-1", "step-2")
    assert [node.kind for node in second.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("1. Call", 1, "Call"),
        ("Step 12: Call", 12, "Call"),
        ("3 – Call", 3, "Call"),
        ("Call 3 times", None, "Call 3 times"),
        ("1.", None, "1."),
    ],
)
def test_numbers_of_headings(heading: str, number: int | None, title: str) -> None:
    (step,) = steps_of(f"### {heading}\n\nDial.")
    assert (step.written_number, step.title) == (number, title)


def test_without_such_headings_the_items_of_ordered_lists_are_steps() -> None:
    steps = steps_of(
        "1. **Call** at once.\n\n    - Role: Agent\n\n    Dial.\n\n2. Close.\n\nThen:\n\n1. Rest."
    )
    assert [step.title for step in steps] == ["Call at once.", "Close.", "Rest."]
    assert [step.number for step in steps] == [1, 2, 3]
    assert steps[0].value("role") == "Agent"
    assert [node.kind for node in steps[0].blocks] == ["paragraph"]
    assert steps[0].heading is None


def test_bullets_are_no_steps() -> None:
    assert steps_of("- Call\n- Close") == ()


@pytest.mark.parametrize(
    "items",
    [
        "- Role: Agent\n- Time limit: 5 minutes",
        "* **Role:** Agent\n* **Time limit**: 5 minutes",
        "+ Role : Agent\n\n+ time-limit: 5 minutes",
        "- Rolle: Agent\n- Frist: 5 minutes",
        "- 角色：Agent\n- 时限：5 minutes",
        "- _Role_: Agent\n- Limit: 5\n  minutes",
    ],
)
def test_attributes_in_every_way_of_writing_them(items: str) -> None:
    assert attributes_of(items) == {"role": "Agent", "time_limit": "5 minutes"}


def test_a_list_of_other_things_holds_no_attributes() -> None:
    assert attributes_of("- Say: hello\n- Ask for time") == {}


def test_a_list_below_the_text_holds_no_attributes() -> None:
    (step,) = steps_of("### 1. Call\n\nDial.\n\n- Role: Agent")
    assert step.attributes == ()


def test_an_unknown_label_among_known_ones_is_kept() -> None:
    assert attributes_of("- Role: Agent\n- Owner: Lead\n- Outcome: Done")[None] == "Lead"


def test_what_may_stand_more_than_once_is_a_list() -> None:
    document = document_of("## Procedure\n\n### 1. Call\n\n- Confirm: one\n- Confirm: two\n")
    assert document.data["steps"][0]["confirmations"] == ["one", "two"]
    assert document.steps[0].values("confirmations") == ("one", "two")


@pytest.mark.parametrize("arrow", ["→", "->", "-->", "=>", "⇒", "➜", "➡️"])
def test_arrows(arrow: str) -> None:
    branch = branch_of(f"nobody answers {arrow} [step 2](#2-close)")
    assert (branch.condition, branch.target) == ("nobody answers", "#2-close")
    assert branch.text == "step 2"


def test_a_branch_without_a_link_has_no_target() -> None:
    assert branch_of("nobody answers → step 2").target is None
    assert branch_of("nobody answers [step 2](#2-close)").target is None


def test_a_step_is_found_by_both_of_its_anchors() -> None:
    document = document_of("## Procedure\n\n### 1. Call back\n\nDial.\n")
    assert document.step_at("step-1") is document.steps[0]
    assert document.step_at("1-call-back") is document.steps[0]
    assert document.step_at("call-back") is None
