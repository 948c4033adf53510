"""What a page says of its document's standing: which version it shows, since when, until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sopgen.in_force import Issued, Phase, Standing, present_version, standing_on
from sopgen.model.document import Document
from sopgen.rules.lifecycle import review_due

# By the name that styles it, and as readers see it.
_NAMES: Final = {
    Phase.IN_FORCE: ("approved", "In force"),
    Phase.UPCOMING: ("coming", "Not yet in force"),
    Phase.PILOT: ("pilot", "Pilot"),
    Phase.RETIRED: ("retired", "Retired"),
    Phase.DRAFT: ("draft", "Draft"),
    Phase.SUPERSEDED: ("superseded", "Superseded"),
}


@dataclass(frozen=True, slots=True)
class PageStanding:
    """Where the version that a page shows stands.

    `document` is that version's text, which may be older than the one in the library. `since` is
    its effective date (in future where it is yet to come). `review_due` is None for drafts and
    retired documents. `upcoming` takes effect later, `pilot` is tried beside it. `unreadable` is
    the version in force where its text is no document any more, so that another one is shown.
    """

    phase: Phase
    document: Document
    since: date | None
    review_due: date | None
    is_overdue: bool
    upcoming: Issued | None = None
    pilot: Issued | None = None
    unreadable: Issued | None = None

    @property
    def state(self) -> str:
        """The phase by the name that styles it."""
        return phase_state(self.phase)

    @property
    def name(self) -> str:
        """The phase as readers see it."""
        return phase_name(self.phase)

    @property
    def is_retired(self) -> bool:
        """Whether the document is kept only to be looked up."""
        return self.phase is Phase.RETIRED


def page_standing(current: Document, standing: Standing, today: date) -> PageStanding:
    """What the page of a document says; `current` is its text in the library.

    Where the version in force cannot be read as a document any more, the current text is shown,
    as what it is itself.
    """
    if standing.shown.document is None:
        alone = standing_on([present_version(current)], today)
        return replace(page_standing(current, alone, today), unreadable=standing.shown)
    document = standing.shown.document
    ended = standing.phase in {Phase.DRAFT, Phase.RETIRED}
    due = None if ended else review_due(document)
    return PageStanding(
        phase=standing.phase,
        document=document,
        since=document.day("effective_date"),
        review_due=due,
        is_overdue=due is not None and due < today,
        upcoming=next(iter(standing.upcoming), None),
        pilot=standing.pilot,
    )


def phase_state(phase: Phase) -> str:
    """A phase by the name that styles it."""
    return _NAMES[phase][0]


def phase_name(phase: Phase) -> str:
    """A phase as readers see it."""
    return _NAMES[phase][1]
