"""Four eyes: nobody approves a version of their own."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.gate.past import Past, is_another
from sopgen.model.document import Document
from sopgen.model.finding import Problem
from sopgen.model.revision import Approval


def approval_problems(old: Document | None, new: Document, past: Past) -> Iterator[Problem]:
    """An approval by the authors alone; the names are those that `.mailmap` gives.

    No approval yet is no problem: it comes with the merge. A merge that stands last proves
    nothing, as forges try one out before anybody has approved.
    """
    revision = past.revision(new) if is_another(old, new) else None
    approval = revision.approval if revision else None
    if revision is None or approval is None or not _is_personal(approval, past.head):
        return
    authors = {name.casefold() for name in revision.authors}
    approvers = {name.casefold() for name in approval.by.split(", ")}
    if approvers <= authors or approval.by.casefold() in authors:
        message = f"{approval.by} wrote this version and approved it too."
        hint = "Let somebody else approve it: the settings demand four eyes."
        yield Problem("SOP612", message, ("approver",), hint)


def _is_personal(approval: Approval, head: str) -> bool:
    """A trailer names a person, and so does a merge; the front matter only a role."""
    if approval.evidence == "merge":
        return approval.commit != head
    return approval.evidence == "trailer"
