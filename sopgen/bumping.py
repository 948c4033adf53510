"""Gives a changed document its next version, with the reason and the day it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.compare import VersionStep
from sopgen.editing import with_field, write_whole
from sopgen.gate import Proposal, propose
from sopgen.inspection import require_as_valid
from sopgen.library import find_files
from sopgen.model.document import Document
from sopgen.model.errors import OperatorError
from sopgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Bump:
    """A document as it is and as it will be, and what that step was proposed for."""

    old: Document
    new: Document
    proposal: Proposal
    is_too_small: bool

    def write(self, workspace: Workspace) -> None:
        """Replace the file. Raises `OperatorError` where that cannot be done."""
        file = find_files(workspace.settings).documents[self.old.path]
        write_whole(file, self.old.source.encoded(), self.new.source.encoded())


def bump(
    workspace: Workspace,
    document: Document,
    reason: str,
    today: date,
    *,
    step: VersionStep | None = None,
    effective: date | None = None,
    force: bool = False,
) -> Bump:
    """Set version, change summary and effective date, each in its place; nothing is written yet.

    The step is that which the changes ask for, or one's own; a smaller one needs `force`. A draft
    without an effective date gets none unasked. Raises `OperatorError` where the result would
    break a rule that was kept before.
    """
    proposal = propose(workspace, document)
    if step is None and proposal.is_review_alone:
        raise OperatorError(
            f"Only the day of {document.id}'s review changed, which needs no new version.",
            "With --patch it gets one all the same.",
        )
    is_too_small = step is not None and step.rank < proposal.asked.rank
    if step is not None and is_too_small and not force:
        raise _too_small(proposal, step)
    fields = {"version": proposal.version(step), "change_summary": reason}
    if effective or document.text("status") != "draft" or "effective_date" in document.keys:
        fields["effective_date"] = (effective or today).isoformat()
    new = document
    template = workspace.templates.of(document.text("type"))
    for name, value in fields.items():
        new = with_field(new, name, value, template.fields, workspace.templates.layout_of)
    require_as_valid(workspace, document, new, today)
    return Bump(document, new, proposal, is_too_small)


def _too_small(proposal: Proposal, step: VersionStep) -> OperatorError:
    message = (
        f"The changes ask for a {proposal.asked} version, and {step} is less: "
        f"{proposal.changes[0].sentence}."
    )
    return OperatorError(message, 'With --force it is written, but "validate --base" rejects it.')
