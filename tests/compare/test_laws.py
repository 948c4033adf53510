"""What must hold for any two versions, tried on random ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.compare import (
    Change,
    ChangeKind,
    Mark,
    State,
    changes,
    redline,
    step_asked_for,
)
from tests.compare.documents import read

OPPOSITE = {
    kind: ChangeKind(
        kind.replace("_added", "_x").replace("_removed", "_added").replace("_x", "_removed")
    )
    for kind in ChangeKind
}
TITLES = (
    "Record the case",
    "Judge its severity",
    "Answer the customer",
    "Escalate at once",
    "Close the ticket",
    "Check the bill",
    "Verify the caller",
)
TEXTS = (
    "Open the ticket and write down what happened.",
    "Read the criteria, then mark the ticket with £50.",
    "You must not promise more than 5 days.",
    "Ask two questions from the record.\n\n- one\n- two",
    "Send the letter in plain words; see [the guide](guide.md).",
    "| a | b |\n|---|---|\n| 1 | two words |",
)
FACTS = (
    "- Role: Frontline agent\n",
    "- Role: Team lead\n",
    "- Time limit: 5 minutes\n",
    "- Time limit: 1 day\n",
    "- Confirm: I read it back\n",
    "- Confirm: I asked twice\n",
    "- If: it is urgent → [step 1](#step-1)\n",
    "- Record: the answers\n",
)

law = settings(deadline=None)
steps = st.tuples(
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(FACTS), max_size=3, unique=True).map("".join),
    st.sampled_from(TEXTS),
)
procedures = st.lists(steps, min_size=1, max_size=5)
scopes = st.sampled_from(("All calls.", "All calls and letters.", "all calls", "Calls, not chats."))
roles = st.lists(st.sampled_from(("Frontline agent", "Team lead", "Specialist")), unique=True)


def written(scope: str, names: list[str], procedure: list[tuple[str, str, str]]) -> str:
    parts = ["---\nid: SOP-CS-001\ntitle: A title\ntype: procedure\n---\n"]
    parts += [f"## Scope\n\n{scope}\n", "## Responsibilities\n"]
    parts += [f"- **{name}:** does the work.\n" for name in names]
    parts += ["## Procedure\n"]
    for number, (title, facts, text) in enumerate(procedure, 1):
        parts += [f"### {number}. {title}\n", facts, text, ""]
    return "\n".join(parts)


documents = st.builds(written, scopes, roles, procedures)


def kinds(found: tuple[Change, ...]) -> list[ChangeKind]:
    return sorted(change.kind for change in found)


@law
@given(documents)
def test_a_document_has_no_changes_against_itself(text: str) -> None:
    assert changes(read(text), read(text)) == ()
    assert redline(read(text), read(text)).changed == ()


@given(documents, documents)
@settings(max_examples=300, deadline=None)
def test_swapping_the_versions_turns_added_into_removed(old: str, new: str) -> None:
    forth, back = changes(read(old), read(new)), changes(read(new), read(old))

    assert kinds(forth) == sorted(OPPOSITE[change.kind] for change in back)
    assert step_asked_for(forth) is step_asked_for(back)


@law
@given(documents, documents)
def test_texts_that_differ_have_changes(old: str, new: str) -> None:
    found = changes(read(old), read(new))

    assert bool(found) == (old.split() != new.split())
    assert all(change.sentence and "\n" not in change.sentence for change in found)


@law
@given(documents, documents)
def test_a_redline_holds_both_versions(old: str, new: str) -> None:
    blocks = [block for p in redline(read(old), read(new)).passages for block in p.blocks]
    whole = [block for p in redline(read(new), read(new)).passages for block in p.blocks]

    assert [b.after for b in blocks if b.after is not None] == [b.after for b in whole]
    for block in blocks:
        marks = {run.mark for run in block.runs}
        assert (marks <= {Mark.KEPT}) == (block.state in {State.UNCHANGED, State.MARKUP})


@law
@given(
    st.lists(steps, min_size=1, max_size=6, unique_by=lambda step: step[0]),
    st.data(),
)
def test_inserting_a_step_adds_exactly_one(
    procedure: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    # Branches to step 1 are left out: an insertion before it gives them another meaning.
    procedure = [(title, facts.split("- If")[0], text) for title, facts, text in procedure]
    at = data.draw(st.integers(0, len(procedure)))
    text = data.draw(st.sampled_from(TEXTS))
    new = [*procedure[:at], ("Something quite new", "", text), *procedure[at:]]
    found = changes(
        read(written("All calls.", [], procedure)), read(written("All calls.", [], new))
    )

    assert kinds(found) == [ChangeKind.STEP_ADDED]
    assert found[0].where.after == at + 1
