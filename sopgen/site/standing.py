"""Where a document stands on a day: in force, not yet, on trial, retired, due for review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sopgen.model.document import Document
from sopgen.model.revision import Revision
from sopgen.rules.lifecycle import review_due


class State(StrEnum):
    """What a reader may do with the document."""

    DRAFT = "draft"
    PILOT = "pilot"
    COMING = "coming"
    IN_FORCE = "approved"
    RETIRED = "retired"


STATE_NAMES: Final = {
    State.DRAFT: "Draft",
    State.PILOT: "Pilot",
    State.COMING: "Not yet in force",
    State.IN_FORCE: "In force",
    State.RETIRED: "Retired",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands.

    `since` is the effective date (in future where it is coming). `review_due` is None for drafts
    and retired documents. `earlier` is the version that holds until a coming one does.
    """

    state: State
    since: date | None
    review_due: date | None
    is_overdue: bool
    earlier: str | None = None

    @property
    def name(self) -> str:
        """The state as readers see it."""
        return STATE_NAMES[self.state]


def standing_of(document: Document, revisions: Sequence[Revision], today: date) -> Standing:
    """Where a document stands on a day."""
    state = _state(document, today)
    ended = state in {State.DRAFT, State.RETIRED}
    due = None if ended else review_due(document)
    overdue = due is not None and due < today
    earlier = _earlier(document, revisions, today) if state is State.COMING else None
    return Standing(state, document.day("effective_date"), due, overdue, earlier)


def _state(document: Document, today: date) -> State:
    status = document.text("status")
    if status in {State.DRAFT, State.PILOT, State.RETIRED}:
        return State(status)
    if status != State.IN_FORCE:
        return State.DRAFT
    since = document.day("effective_date")
    return State.COMING if since is not None and since > today else State.IN_FORCE


def _earlier(document: Document, revisions: Sequence[Revision], today: date) -> str | None:
    for revision in revisions:
        came = revision.effective_date is not None and revision.effective_date <= today
        approved = revision.status == State.IN_FORCE
        if revision.version != document.text("version") and approved and came:
            return revision.version
    return None
