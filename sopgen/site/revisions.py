"""The revision table of a document, in honest words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.edition.dates import utc_day
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records
from sopgen.edition.standing import PageStanding
from sopgen.edition.timeline import Entry
from sopgen.edition.words import approval_words, silence
from sopgen.model.document import Document
from sopgen.model.revision import Revision


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision; `state` is what became of it, `approval` how git shows it was approved.

    `read` and `redline` lead to its text and to what it changed, where there are such pages.
    """

    version: str
    state: str
    issued: date
    effective: date | None
    authors: tuple[str, ...]
    approval: str
    summary: str
    commit: str
    href: str | None
    read: str | None
    redline: str | None


def revision_rows(
    edition: Edition, document: Document, records: Records
) -> tuple[RevisionRow, ...]:
    """The revisions of a document, newest first; none where git could not answer."""
    revisions = edition.revisions(document)
    base = edition.address(document)
    entries = {item.version: item for item in records.timeline(document)}
    standing = edition.standing(document)
    oldest = revisions[-1] if revisions else None
    return tuple(
        RevisionRow(
            version=revision.version,
            state=_state(revision, standing),
            issued=utc_day(revision.issued_at),
            effective=revision.effective_date,
            authors=revision.authors,
            approval=approval_words(edition, revision.approval),
            summary=revision.change_summary or silence(is_first=revision is oldest),
            commit=revision.commit[:8],
            href=commit_address(edition.settings.repo_url, revision.commit),
            read=_read(records, document, entries.get(revision.version), base),
            redline=records.redline_link(document, revision.version, base),
        )
        for revision in revisions
    )


def _read(records: Records, document: Document, entry: Entry | None, base: str) -> str | None:
    if entry is None or entry.is_on_page or not entry.is_open:
        return None
    return relative_address(records.address(document, entry), base)


def _state(revision: Revision, standing: PageStanding) -> str:
    if revision.version == standing.document.text("version"):
        return standing.name.lower()
    if standing.upcoming is not None and revision.version == standing.upcoming.version:
        return "takes effect later"
    if standing.pilot is not None and revision.version == standing.pilot.version:
        return "pilot"
    return "draft" if revision.status == "draft" else "superseded"


def commit_address(repo_url: str, commit: str) -> str | None:
    """Where the forge shows a commit, None where no forge is known."""
    return f"{repo_url}/commit/{commit}" if repo_url else None
