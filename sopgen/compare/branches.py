"""What changed in where a step leads under a condition."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.compare import saying
from sopgen.compare.attributes import paired
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.matching import Titled
from sopgen.compare.pointers import Pointers
from sopgen.compare.wording import Wording, compare_wording
from sopgen.model.document import Branch, Step

Both = tuple[Pointers, Pointers]


def branch_changes(old: Step, new: Step, both: Both, where: Where) -> Iterator[Change]:
    """Branches that came, went, have another condition or lead elsewhere.

    A branch to a step that only has another number now has not changed.
    """
    if not old.branches and not new.branches:
        return
    sides = (
        [Titled(b.condition, b.text) for b in old.branches],
        [Titled(b.condition, b.text) for b in new.branches],
    )
    for a, b in paired(*sides):
        before = None if a is None else old.branches[a]
        after = None if b is None else new.branches[b]
        yield from _changes(before, after, both, where)


def _changes(
    before: Branch | None, after: Branch | None, both: Both, where: Where
) -> Iterator[Change]:
    subject = saying.step(where)
    if before is None and after is not None:
        said = f"{subject}: new branch: {_said(after)}"
        yield Change(ChangeKind.BRANCH_ADDED, where, None, _text(after), said)
    elif after is None and before is not None:
        said = f"{subject}: branch removed: {_said(before)}"
        yield Change(ChangeKind.BRANCH_REMOVED, where, _text(before), None, said)
    elif before is not None and after is not None:
        wording = _wording(before, after, both)
        if wording is not Wording.SAME:
            texts = _text(before), _text(after)
            how = (
                f"is now {_said(after)}" if texts[0] != texts[1] else f"stayed, but {saying.STALE}"
            )
            said = f"{subject}: branch {_said(before)} {how}"
            yield Change(ChangeKind.BRANCH_CHANGED, where, *texts, said, wording)


def _wording(before: Branch, after: Branch, both: Both) -> Wording:
    if _target(before, both[0]) != _target(after, both[1]):
        return Wording.SUBSTANTIAL
    wording = compare_wording(both[0].text(before.condition), both[1].text(after.condition))
    has_other_text = both[0].text(before.text).split() != both[1].text(after.text).split()
    is_shown_otherwise = wording is Wording.SAME and has_other_text
    return Wording.EDITORIAL if is_shown_otherwise else wording


def _target(branch: Branch, pointers: Pointers) -> str:
    """Where a branch leads; one without a link leads where its words say."""
    if branch.target is None:
        return " ".join(pointers.text(branch.text).casefold().split())
    return pointers.target(branch.target)


def _text(branch: Branch) -> str:
    return f"{branch.condition} → {branch.text}" if branch.text else branch.condition


def _said(branch: Branch) -> str:
    return f"“if {_text(branch)}”"
