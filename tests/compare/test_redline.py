"""The redline of two documents: which passages and blocks, and what is marked in them."""

from __future__ import annotations

import pytest

from sopgen.compare import Comparand, PassageKind, PieceKind, State, redline
from sopgen.compare.sheets import Sheet
from sopgen.model.document import Document
from tests.compare.documents import COMPLAINT, drawn, edited, read

STEP_3 = COMPLAINT[COMPLAINT.index("### 3.") : COMPLAINT.index("### 4.")]
STEP_4 = COMPLAINT[COMPLAINT.index("### 4.") : COMPLAINT.index("## Reply")]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("limit: 5 minutes", "limit: 3 minutes", ["Time limit: [-5-]{+3+} minutes"]),
        ("version: 2.1.0", "version: 3.0.0", ["version: [-2.1.0-]{+3.0.0+}"]),
        (
            "tags: [complaints, quality]",
            "tags: [complaints]\ndeputy: team-lead",
            ["tags: complaints[-, quality-]", "{+deputy: team-lead+}"],
        ),
        ("| 2 | money was lost |", "| 3 | money was lost |", ["[-2-]{+3+} | money was lost"]),
        (
            "| 2 | money was lost |",
            "| money was lost | 2 |",
            ["[-2-]{+money was lost+} | [-money was lost-]{+2+}"],
        ),
        (
            "| 2 | money was lost |",
            "| 2 | money was lost |\n| 3 | all else |",
            ["{+3 | all else+}"],
        ),
        (
            "> We have finished. We",
            "> We have finished our work. We",
            ["We have finished{+ our work+}. We found [cause]."],
        ),
        (
            "(guide.md)",
            "(manual.md)",
            [
                (
                    "Open a complaint ticket and write down what happened. Offer up to £50 as a "
                    "gesture. You must not promise more. See the guide. "
                    "(“the guide” leads to manual.md instead of guide.md)"
                )
            ],
        ),
        (
            "Write in plain words.",
            "Write in *plain* words.",
            [
                (
                    "Write in plain words. Say what you found and what you will do. "
                    "(Only the markup changed)"
                )
            ],
        ),
        (
            "- Confirm: I asked for the remedy\n",
            "",
            ["[-Confirm: I asked for the remedy-]"],
        ),
        ("### 3. Answer the", "### 3. Answer every", ["Answer [-the-]{+every+} customer"]),
        ("### 4. Escalate", "### 9. Escalate", []),
        (
            "Write in plain words.",
            "> [!WARNING]\n> Never promise money.\n\nWrite in plain words.",
            ["{+Warning+}", "{+Never promise money.+}"],
        ),
        (
            "Write in plain words.",
            "```sh\nrun  this\n```\n\nWrite in plain words.",
            ["{+run  this+}"],
        ),
    ],
)
def test_what_is_marked(complaint: Document, before: str, after: str, lines: list[str]) -> None:
    assert drawn(redline(complaint, edited((before, after)))) == lines


def test_the_same_document_is_unchanged_throughout(complaint: Document) -> None:
    found = redline(complaint, read(COMPLAINT))

    assert found.changed == ()
    assert {block.state for p in found.passages for block in p.blocks} == {State.UNCHANGED}


def test_passages_follow_the_newer_document(complaint: Document) -> None:
    kinds = [(p.kind, p.level, p.title, p.name) for p in redline(complaint, complaint).passages]

    assert kinds[0] == (PassageKind.FIELDS, 0, "", "front_matter")
    assert kinds[1] == (PassageKind.SECTION, 2, "Purpose", "purpose")
    assert (PassageKind.STEP, 3, "Judge its severity", None) in kinds
    assert (PassageKind.PART, 3, "Acknowledgement", None) in kinds


def test_an_inserted_step_leaves_the_later_ones_unchanged(complaint: Document) -> None:
    new = "### 1. Greet\n\nSay hello.\n\n### 2. Record"
    after = edited(("### 1. Record", new), ("### 2. J", "### 3. J"), ("### 3. An", "### 4. An"))
    steps = [p for p in redline(complaint, after).passages if p.kind is PassageKind.STEP]

    assert [(p.state, p.before, p.after) for p in steps] == [
        (State.ADDED, None, 1),
        (State.UNCHANGED, 1, 2),
        (State.UNCHANGED, 2, 3),
        (State.UNCHANGED, 3, 4),
        (State.UNCHANGED, 4, 5),
    ]


def test_a_removed_step_stands_where_it_was(complaint: Document) -> None:
    steps = [
        (p.title, p.state)
        for p in redline(complaint, edited((STEP_3, ""))).passages
        if p.kind is PassageKind.STEP
    ]

    assert steps[2] == ("Answer the customer", State.REMOVED)


def test_a_moved_step_is_shown_once(complaint: Document) -> None:
    after = edited((STEP_3 + STEP_4, STEP_4 + STEP_3), ("plain words", "simple words"))
    (moved,) = [p for p in redline(complaint, after).passages if p.state is State.MOVED]

    assert (moved.title, moved.before, moved.after) == ("Answer the customer", 3, 4)
    assert [block.state for block in moved.blocks] == [
        State.UNCHANGED,
        State.UNCHANGED,
        State.CHANGED,
    ]


def test_items_keep_their_place_in_lists() -> None:
    nested = "Write so:\n\n1. greet\n   - by name\n2. explain\n\n"
    before = edited(("Write in plain words.", nested + "Write in plain words."))
    after = edited(
        (
            "Write in plain words.",
            nested.replace("by name", "by first name") + "Write in plain words.",
        )
    )
    blocks = [b for p in redline(before, after).passages for b in p.blocks]
    (changed,) = [b for b in blocks if b.state is State.CHANGED]

    assert (changed.kind, changed.within, changed.marker) == (PieceKind.ITEM, ("list",), "-")
    assert [b.marker for b in blocks if b.before in {"greet", "explain"}] == ["1.", "2."]


def test_an_address_behind_a_reference_is_noticed() -> None:
    before = read(COMPLAINT.replace("(guide.md)", "[g]") + "\n[g]: guide.md\n")
    after = read(COMPLAINT.replace("(guide.md)", "[g]") + "\n[g]: manual.md\n")

    (line,) = drawn(redline(before, after))
    assert line.endswith("(“the guide” leads to manual.md instead of guide.md)")


def texts(sheets: tuple[Sheet, ...]) -> list[str]:
    return [
        text
        for sheet in sheets
        for text in (
            *([sheet.heading.text] if sheet.heading else []),
            *(piece.text for piece in sheet.pieces),
            *texts(sheet.below),
        )
    ]


@pytest.mark.parametrize("edit", [(STEP_3, ""), ("plain", "simple"), (STEP_3 + STEP_4, STEP_4)])
def test_both_documents_can_be_read_off(complaint: Document, edit: tuple[str, str]) -> None:
    after = edited(edit)
    blocks = [b for p in redline(complaint, after).passages for b in p.blocks]

    assert [b.after for b in blocks if b.after is not None] == texts(Comparand(after).sheets)
    assert sorted(b.before for b in blocks if b.before is not None) == sorted(
        texts(Comparand(complaint).sheets)
    )
