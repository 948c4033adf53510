"""One edit at a time: what it is called, what it asks for, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from sopgen.compare import ChangeKind, VersionStep, changes, step_asked_for
from sopgen.model.document import Document
from tests.compare.documents import COMPLAINT, edited, read

NONE, PATCH, MINOR, MAJOR = VersionStep
STALE = "it names a step by a number that means another step now"
INSERTED = """### 3. Verify the caller

- Role: Frontline agent

Ask two questions from the record.

"""
STEP_3 = COMPLAINT[COMPLAINT.index("### 3.") : COMPLAINT.index("### 4.")]
STEP_4 = COMPLAINT[COMPLAINT.index("### 4.") : COMPLAINT.index("## Reply")]
RECORDS = COMPLAINT[COMPLAINT.index("## Records") :]


class Edit(NamedTuple):
    """What is replaced by what, what kind of change that is, what it asks for, how it is said."""

    before: str
    after: str
    kind: str
    step: VersionStep
    sentence: str | None


EDITS = [
    Edit(
        "Time limit: 5 minutes",
        "Time limit: 3 minutes",
        "time_limit_changed",
        MAJOR,
        "Step 1: time limit 5 minutes → 3 minutes",
    ),
    Edit(
        "Time limit: 5 minutes",
        "Time limit: 5 min",
        "time_limit_changed",
        PATCH,
        "Step 1: time limit 5 minutes → 5 min",
    ),
    Edit(
        "1 working day",
        "1 day",
        "time_limit_changed",
        MAJOR,
        "Step 4: time limit 1 working day → 1 day",
    ),
    Edit(
        "- Role: Complaints lead\n\nWrite",
        "- Role: Complaints lead\n- Time limit: 2 days\n\nWrite",
        "time_limit_changed",
        MAJOR,
        "Step 3: time limit added: 2 days",
    ),
    Edit(
        "- Role: Complaints lead\n\nWrite",
        "- Role: Team lead\n\nWrite",
        "role_changed",
        MAJOR,
        "Step 3: role Complaints lead → Team lead",
    ),
    Edit(
        "- Role: Complaints lead\n\nWrite",
        "- Role: complaints lead\n\nWrite",
        "role_changed",
        PATCH,
        "Step 3: role Complaints lead → complaints lead",
    ),
    Edit(
        "has a unique number\n",
        "has a unique number and an owner\n",
        "outcome_changed",
        MAJOR,
        (
            "Step 1: outcome “The complaint has a unique number” → "
            "“The complaint has a unique number and an owner”"
        ),
    ),
    Edit(
        "- Confirm: I asked for the remedy\n",
        "",
        "confirmation_removed",
        MAJOR,
        "Step 1: no longer to be confirmed: “I asked for the remedy”",
    ),
    Edit(
        "- Confirm: I asked for the remedy\n",
        "- Confirm: I asked for the remedy\n- Confirm: The customer agrees\n",
        "confirmation_added",
        MAJOR,
        "Step 1: new confirmation: “The customer agrees”",
    ),
    Edit(
        "I asked for the remedy",
        "I asked for the remedy wanted",
        "confirmation_changed",
        MAJOR,
        "Step 1: confirmation “I asked for the remedy” → “I asked for the remedy wanted”",
    ),
    Edit(
        "- Tool: Complaints desk",
        "- Tool: Ticket desk",
        "tool_changed",
        MAJOR,
        "Step 1: tool Complaints desk → Ticket desk",
    ),
    Edit(
        "in the ticket\n- Tool",
        "in the ticket and the log\n- Tool",
        "record_changed",
        MAJOR,
        (
            "Step 1: record “The complaint, in the ticket” → "
            "“The complaint, in the ticket and the log”"
        ),
    ),
    Edit(
        "[step 4](#4-escalate)",
        "[step 3](#3-answer-the-customer)",
        "branch_changed",
        MAJOR,
        (
            "Step 2: branch “if somebody's safety is at risk → step 4” is now "
            "“if somebody's safety is at risk → step 3”"
        ),
    ),
    Edit(
        "[step 4](#4-escalate)",
        "[Escalate](#step-4)",
        "branch_changed",
        PATCH,
        (
            "Step 2: branch “if somebody's safety is at risk → step 4” is now "
            "“if somebody's safety is at risk → Escalate”"
        ),
    ),
    Edit(
        "- If: somebody's safety is at risk → [step 4](#4-escalate)\n",
        "",
        "branch_removed",
        MAJOR,
        "Step 2: branch removed: “if somebody's safety is at risk → step 4”",
    ),
    Edit(
        "- If: the customer is vulnerable",
        "- If: it is a threat → [step 4](#step-4)\n- If: the customer is vulnerable",
        "branch_added",
        MAJOR,
        "Step 2: new branch: “if it is a threat → step 4”",
    ),
    Edit(
        "### 3. Answer the customer",
        "### 3. Give the customer an answer",
        "step_retitled",
        MINOR,
        "Step 3: title “Answer the customer” → “Give the customer an answer”",
    ),
    Edit(
        "### 2. Judge its severity",
        "### 2. Judge its Severity",
        "step_retitled",
        PATCH,
        "Step 2: title “Judge its severity” → “Judge its Severity”",
    ),
    Edit(
        "Write in plain words.",
        "Write in plain words, please.",
        "step_reworded",
        MINOR,
        "Step 3: instruction reworded: “plain words. Say” → “plain words, please. Say”",
    ),
    Edit(
        "up to £50",
        "up to £100",
        "step_reworded",
        MAJOR,
        "Step 1: instruction changed: “up to £50 as a” → “up to £100 as a”",
    ),
    Edit(
        "You must not promise more",
        "You must promise more",
        "step_reworded",
        MAJOR,
        "Step 1: instruction changed: “You must not promise more.” → “You must promise more.”",
    ),
    Edit(
        "the criteria before you judge",
        "the criteria after you judge",
        "step_reworded",
        MAJOR,
        (
            "Step 2: instruction changed: “the criteria before you judge” → "
            "“the criteria after you judge”"
        ),
    ),
    Edit(
        "Write in plain words. Say",
        "Write in plain words; say",
        "step_reworded",
        PATCH,
        "Step 3: instruction corrected: “plain words. Say what you” → “plain words; say what you”",
    ),
    Edit(
        "| 2 | money was lost |",
        "| 2 | money or data was lost |",
        "step_reworded",
        MINOR,
        "Step 2: instruction reworded: “money was lost” → “money or data was lost”",
    ),
    Edit(
        "as step 3 says",
        "as step 2 says",
        "step_reworded",
        MAJOR,
        "Step 4: instruction changed: “as step 3 says.” → “as step 2 says.”",
    ),
    Edit(
        "(guide.md)",
        "(manual.md)",
        "link_changed",
        MINOR,
        "Step 1: link “the guide” guide.md → manual.md",
    ),
    Edit(
        "and learn from them",
        "and learn from every one",
        "section_changed",
        MINOR,
        "Section “Purpose” changed: “learn from them.” → “learn from every one.”",
    ),
    Edit(
        "phone, e-mail and chat.",
        "phone, email and chat.",
        "section_changed",
        PATCH,
        "Section “Scope” corrected: “phone, e-mail and chat” → “phone, email and chat”",
    ),
    Edit(
        "phone, e-mail and chat.",
        "phone, e-mail, post and chat.",
        "section_changed",
        MAJOR,
        "Section “Scope” changed: “phone, e-mail and chat” → “phone, e-mail, post and chat”",
    ),
    Edit(
        "kept for 5 years",
        "kept for 6 years",
        "section_changed",
        MAJOR,
        "Section “Records” changed: “kept for 5 years.” → “kept for 6 years.”",
    ),
    Edit(
        "Keep the customer informed throughout",
        "Keep the customer up to date throughout",
        "section_changed",
        MINOR,
        (
            "Section “Procedure” changed: “the customer informed throughout.” → "
            "“the customer up to date throughout.”"
        ),
    ),
    Edit(
        "## Responsibilities",
        "## Roles and responsibilities",
        "section_renamed",
        PATCH,
        "Section “Responsibilities” is now called “Roles and responsibilities”",
    ),
    Edit(RECORDS, "", "section_removed", MAJOR, "Section “Records” was removed"),
    Edit(
        "## Records",
        "## Background\n\nHow this came about.\n\n## Records",
        "section_added",
        MINOR,
        "Section “Background” is new",
    ),
    Edit(
        "- **Complaints lead:** investigates and answers.",
        "- **Complaints lead:** investigates and answers.\n- **Team lead:** helps.",
        "responsibility_added",
        MAJOR,
        "Responsibilities of “Team lead” added",
    ),
    Edit(
        "- **Complaints lead:** investigates and answers.\n",
        "",
        "responsibility_removed",
        MAJOR,
        "Responsibilities of “Complaints lead” removed",
    ),
    Edit(
        "investigates and answers",
        "investigates, answers and learns",
        "responsibility_changed",
        MAJOR,
        (
            "Responsibilities of “Complaints lead” changed: “investigates and answers.” → "
            "“investigates, answers and learns.”"
        ),
    ),
    Edit(
        "expression of dissatisfaction",
        "expression of any dissatisfaction",
        "definition_changed",
        MINOR,
        (
            "Definition of “Complaint” changed: “expression of dissatisfaction where” → "
            "“expression of any dissatisfaction where”"
        ),
    ),
    Edit(
        "for 30 days",
        "for 60 days",
        "definition_changed",
        MAJOR,
        (
            "Definition of “Trusted contact point” changed: “unchanged for 30 days or” → "
            "“unchanged for 60 days or”"
        ),
    ),
    Edit(
        "- **Trusted contact point:** a phone number unchanged for 30 days or more.\n",
        "",
        "definition_removed",
        MINOR,
        "Definition of “Trusted contact point” removed",
    ),
    Edit(
        "We have finished.",
        "We have finished our work.",
        "reply_changed",
        MINOR,
        "Reply “Result” changed: “have finished. We” → “have finished our work. We”",
    ),
    Edit(
        "[cause]",
        "cause",
        "reply_changed",
        MINOR,
        "Reply “Result” changed: “We found [cause].” → “We found cause.”",
    ),
    Edit(
        "### Result",
        "### Sorry\n\n> We are sorry.\n\n### Result",
        "reply_added",
        MINOR,
        "Reply “Sorry” added",
    ),
    Edit("version: 2.1.0", "version: 2.1.1", "field_changed", NONE, "Version: 2.1.0 → 2.1.1"),
    Edit(
        "effective_date: 2026-09-01",
        "effective_date: 2026-10-01",
        "field_changed",
        NONE,
        "Effective date: 2026-09-01 → 2026-10-01",
    ),
    Edit(
        "tags: [complaints, quality]",
        "tags: [complaints, remedy]",
        "field_changed",
        PATCH,
        "Tags: added remedy; removed quality",
    ),
    Edit(
        "tags: [complaints, quality]",
        "tags: [quality, complaints]",
        "field_changed",
        PATCH,
        "Tags: another order",
    ),
    Edit(
        "checked_on: 2026-08-01",
        "checked_on: 2026-11-01",
        "field_changed",
        PATCH,
        None,
    ),
    Edit(
        "owner: complaints-lead",
        "owner: team-lead",
        "field_changed",
        MINOR,
        "Owner: complaints-lead → team-lead",
    ),
    Edit(
        "channels: [phone, email]",
        "channels: [phone, email, chat]",
        "field_changed",
        MAJOR,
        "Channels: added chat",
    ),
    Edit(
        "title: Handle a customer complaint",
        "title: Handle a complaint",
        "field_changed",
        MINOR,
        "Title: “Handle a customer complaint” → “Handle a complaint”",
    ),
    Edit(
        "Write in plain words",
        "Write in **plain** words",
        "layout_changed",
        PATCH,
        "The same words in another layout: markup, order in a list, or written numbers",
    ),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.kind}: {edit.after[:30]}")
def test_one_edit_is_one_change(complaint: Document, edit: Edit) -> None:
    found = changes(complaint, edited((edit.before, edit.after)))

    assert [change.kind for change in found] == [edit.kind]
    assert step_asked_for(found) is edit.step
    assert edit.sentence is None or found[0].sentence == edit.sentence


def test_the_edits_cover_every_kind_but_the_rarest() -> None:
    tried = {edit.kind for edit in EDITS}
    elsewhere = {
        "step_added",
        "step_removed",
        "step_moved",
        "attribute_changed",
        "section_moved",
        "definition_added",
        "reply_removed",
    }

    assert tried | elsewhere == set(ChangeKind)


def test_line_breaks_and_white_space_are_no_change(complaint: Document) -> None:
    text = COMPLAINT.replace("words. Say", "words.\nSay").replace("\n", "\r\n")

    assert changes(complaint, read(text)) == ()


def test_a_step_that_points_to_a_renumbered_one_has_not_changed(complaint: Document) -> None:
    after = edited(
        ("### 3. Answer", INSERTED + "### 4. Answer"),
        ("### 4. Escalate", "### 5. Escalate"),
        ("[step 4](#4-escalate)", "[step 5](#5-escalate)"),
        ("as step 3 says", "as step 4 says"),
    )

    assert [change.kind for change in changes(complaint, after)] == [ChangeKind.STEP_ADDED]


def test_a_mention_left_behind_by_renumbering_is_noticed(complaint: Document) -> None:
    after = edited(
        ("### 3. Answer", INSERTED + "### 4. Answer"),
        ("[step 4](#4-escalate)", "[step 4](#step-4)"),
    )
    found = {change.kind: change.sentence for change in changes(complaint, after)}

    assert found == {
        ChangeKind.STEP_ADDED: "Step 3 is new: Verify the caller",
        ChangeKind.BRANCH_CHANGED: "Step 2: branch “if somebody's safety is at risk → step 4” "
        f"stayed, but {STALE}",
        ChangeKind.STEP_REWORDED: f"Step 5 (was 4): instruction changed: {STALE}",
    }


def test_a_role_that_names_a_renumbered_step_is_noticed() -> None:
    role = ("investigates and answers.", "investigates and answers in step 3.")
    before = edited(role)
    after = edited(role, ("### 3. Answer", INSERTED + "### 4. Answer"))

    assert f"Responsibilities of “Complaints lead” changed: {STALE}" in [
        change.sentence for change in changes(before, after)
    ]


def test_a_removed_step_is_one_change(complaint: Document) -> None:
    after = edited((STEP_3, ""), ("4. Escalate", "3. Escalate"), ("[step 4](#4-", "[step 3](#3-"))

    assert [change.sentence for change in changes(complaint, after)] == [
        f"Step 3 (was 4): instruction reworded: {STALE}",
        "Step 3 was removed: Answer the customer",
    ]


def test_a_moved_step_is_one_change(complaint: Document) -> None:
    after = edited(
        (STEP_3 + STEP_4, STEP_4 + STEP_3),
        ("[step 4](#4-escalate)", "[step 3](#step-3)"),
        ("as step 3 says", "as step 4 says"),
    )

    assert [change.sentence for change in changes(complaint, after)] == [
        "Step 3 moved to position 4: Answer the customer"
    ]


def test_a_moved_and_edited_step_is_still_the_same(complaint: Document) -> None:
    after = edited(
        (STEP_3 + STEP_4, STEP_4 + STEP_3),
        ("[step 4](#4-escalate)", "[step 3](#step-3)"),
        ("as step 3 says", "as step 4 says"),
        ("3. Answer the customer", "4. Give the customer an answer"),
    )

    assert [change.kind for change in changes(complaint, after)] == [
        ChangeKind.STEP_MOVED,
        ChangeKind.STEP_RETITLED,
    ]


def test_a_change_says_where_it_is_in_both_versions(complaint: Document) -> None:
    after = edited(
        ("### 1. Record", "### 1. Greet\n\nSay hello.\n\n### 2. Record"),
        ("Time limit: 5 minutes", "Time limit: 9 minutes"),
    )
    change = next(c for c in changes(complaint, after) if c.kind is ChangeKind.TIME_LIMIT_CHANGED)

    assert (change.where.part, change.where.name) == ("steps", "Record the complaint")
    assert (change.where.before, change.where.after) == (1, 2)
    assert (change.before, change.after) == ("5 minutes", "9 minutes")
    assert change.sentence == "Step 2 (was 1): time limit 5 minutes → 9 minutes"


def test_a_document_that_moves_keeps_its_links(complaint: Document) -> None:
    text = COMPLAINT.replace("(guide.md)", "(../customer-service/guide.md)")
    text = text.replace("(help-a-", "(../customer-service/help-a-")
    after = read(text, "sops/billing/handle-a-complaint.md")

    assert [change.kind for change in changes(complaint, after)] == [ChangeKind.LAYOUT_CHANGED]


def test_an_organisations_own_labels_are_compared() -> None:
    before = edited(("- Tool: Complaints desk", "- Tool: Complaints desk\n- Escort: none"))
    after = edited(("- Tool: Complaints desk", "- Tool: Complaints desk\n- Escort: guard"))

    (change,) = changes(before, after)
    assert change.kind is ChangeKind.ATTRIBUTE_CHANGED
    assert change.sentence == "Step 1: escort none → guard"


def test_text_under_an_attribute_is_part_of_the_step() -> None:
    before = edited(("- Tool: Complaints desk", "- Tool: Complaints desk\n  - the old form"))
    after = edited(("- Tool: Complaints desk", "- Tool: Complaints desk\n  - the new form"))

    assert [change.kind for change in changes(before, after)] == [ChangeKind.STEP_REWORDED]


def test_sections_in_another_order_are_moved(complaint: Document) -> None:
    purpose = COMPLAINT[COMPLAINT.index("## Purpose") : COMPLAINT.index("## Scope")]
    scope = COMPLAINT[COMPLAINT.index("## Scope") : COMPLAINT.index("## Resp")]
    (change,) = changes(complaint, edited((purpose + scope, scope + purpose)))

    assert change.kind is ChangeKind.SECTION_MOVED
    assert step_asked_for([change]) is PATCH


def test_steps_in_an_ordered_list_are_compared_too() -> None:
    head = COMPLAINT[: COMPLAINT.index("### 1.")]
    before = read(head + "1. Open the ticket\n2. Write it down\n3. Close the ticket\n")
    after = read(head + "1. Open the ticket\n2. Call back\n3. Write it down\n4. Close the ticket\n")

    assert [change.sentence for change in changes(before, after)] == ["Step 2 is new: Call back"]


def test_a_term_with_another_name_and_the_same_meaning_was_renamed(complaint: Document) -> None:
    (change,) = changes(complaint, edited(("**Complaint:**", "**Grievance:**")))

    assert change.kind is ChangeKind.DEFINITION_CHANGED


def test_a_role_with_another_name_is_another_role(complaint: Document) -> None:
    after = edited(("- **Complaints lead:** inv", "- **Team lead:** inv"))

    assert {change.kind for change in changes(complaint, after)} == {
        ChangeKind.RESPONSIBILITY_ADDED,
        ChangeKind.RESPONSIBILITY_REMOVED,
    }


def unparsed(document: Document) -> Document:
    return replace(document, blocks=(), headings=(), sections=(), steps=())


def test_a_body_that_could_not_be_parsed_is_compared_as_text(complaint: Document) -> None:
    after = edited(("5 years", "9 years"), ("version: 2.1.0", "version: 2.2.0"))

    assert [change.sentence for change in changes(unparsed(complaint), after)] == [
        "Section “Records” changed: “kept for 5 years.” → “kept for 9 years.”",
        "Version: 2.1.0 → 2.2.0",
    ]
