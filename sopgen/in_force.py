"""Which version of a document holds on a day, which come later, and which were before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from sopgen.model.document import Document
from sopgen.model.revision import DocumentHistory, Revision


class Phase(StrEnum):
    """Where a document stands in its life; only an earlier version of one is superseded."""

    IN_FORCE = "in force"
    UPCOMING = "not yet in force"
    PILOT = "pilot"
    RETIRED = "retired"
    DRAFT = "draft"
    SUPERSEDED = "superseded"


class Content(NamedTuple):
    """What a version says: `document` is None where its text cannot be read as one."""

    document: Document | None
    text: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One version.

    `revision` is None for a text that git does not know (yet). `read` gives what it says: of
    thousands nobody holds all at once.
    """

    revision: Revision | None
    read: Callable[[], Content] = field(compare=False)
    version: str
    status: str
    effective_date: date | None

    @property
    def document(self) -> Document | None:
        """The version as a document; None where its text cannot be read as one."""
        return self.read().document

    @property
    def text(self) -> str:
        """The whole text of the version."""
        return self.read().text


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands on a day.

    `shown` is the version that its page shows; `upcoming` take effect later, the next one first;
    `pilot` is tried beside the version in force; `earlier` were issued before, the latest first.
    """

    phase: Phase
    shown: Issued
    upcoming: tuple[Issued, ...] = ()
    pilot: Issued | None = None
    earlier: tuple[Issued, ...] = ()


ReadRevision = Callable[[Revision], Content]


def issued_versions(
    current: Document, history: DocumentHistory | None, read: ReadRevision
) -> tuple[Issued, ...]:
    """Every version of a document, the latest first; `current` is its text as it is now.

    Where the current text is that of the latest revision, it stands for it; where it is not
    committed, it comes first without a revision.
    """
    # As they come: the first is what stood last, also where clocks were wrong.
    revisions = history.revisions if history else ()
    version = current.text("version") or ""
    standing = next((item for item in revisions if item.version == version), None)
    versions = [present_version(current, standing)]
    versions += [
        Issued(
            revision=revision,
            read=partial(read, revision),
            version=revision.version,
            status=revision.status or "",
            effective_date=revision.effective_date,
        )
        for revision in revisions
        if revision is not standing
    ]
    return tuple(versions)


def present_version(document: Document, revision: Revision | None = None) -> Issued:
    """A document as it is now; `revision` is the one whose text that is, if any."""
    content = Content(document, document.source.text)
    return Issued(
        revision=revision,
        read=lambda: content,
        version=document.text("version") or "",
        status=document.text("status") or "",
        effective_date=document.day("effective_date"),
    )


def standing_on(versions: Sequence[Issued], today: date) -> Standing:
    """How a document stands on a day, out of its versions, the latest first.

    In force is the latest approved version whose effective date has come. Retirement counts from
    its effective date too. Where nothing was ever approved, a pilot is shown, else the version
    that comes, else the draft.
    """
    begun = [item for item in versions if _has_begun(item, today)]
    approved = next((item for item in begun if item.status in {"approved", "retired"}), None)
    upcoming = _upcoming(versions, approved, today)
    pilot = _latest_before(versions, approved, "pilot")
    if approved is not None:
        phase = Phase.RETIRED if approved.status == "retired" else Phase.IN_FORCE
        shown = approved
    elif pilot is not None:
        phase, shown = Phase.PILOT, pilot
    elif upcoming:
        phase, shown = Phase.UPCOMING, upcoming[0]
    else:
        phase, shown = Phase.DRAFT, versions[0]
    beside = None if shown is pilot else pilot
    later = tuple(item for item in upcoming if item is not shown)
    return Standing(phase, shown, later, beside, _earlier(versions, shown, (*later, beside)))


def _has_begun(item: Issued, today: date) -> bool:
    return item.effective_date is None or item.effective_date <= today


def _upcoming(
    versions: Sequence[Issued], approved: Issued | None, today: date
) -> tuple[Issued, ...]:
    """Versions decided after the one in force, whose day has not come; the next one first."""
    later = versions[: versions.index(approved)] if approved else versions
    waiting = [
        item
        for item in later
        if item.status in {"approved", "retired"} and not _has_begun(item, today)
    ]
    return tuple(sorted(waiting, key=lambda item: item.effective_date or today))


def _latest_before(
    versions: Sequence[Issued], approved: Issued | None, status: str
) -> Issued | None:
    later = versions[: versions.index(approved)] if approved else versions
    return next((item for item in later if item.status == status), None)


def _earlier(
    versions: Sequence[Issued], shown: Issued, others: Sequence[Issued | None]
) -> tuple[Issued, ...]:
    """What was issued before; a draft was never issued to anybody."""
    apart = [shown, *others]
    return tuple(
        item
        for item in versions
        if item.status != "draft" and not any(item is other for other in apart)
    )
