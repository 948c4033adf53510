"""The revision table of a document, in honest words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.model.document import Document
from sopgen.model.revision import Approval, Revision
from sopgen.site.edition import Edition
from sopgen.site.standing import PageStanding


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision; `state` is what became of it, `approval` how git shows it was approved."""

    version: str
    state: str
    issued: date
    effective: date | None
    authors: tuple[str, ...]
    approval: str
    summary: str
    commit: str
    href: str | None


def revision_rows(edition: Edition, document: Document) -> tuple[RevisionRow, ...]:
    """The revisions of a document, newest first; none where git could not answer."""
    revisions = edition.revisions(document)
    standing = edition.standing(document)
    oldest = revisions[-1] if revisions else None
    return tuple(
        RevisionRow(
            version=revision.version,
            state=_state(revision, standing),
            issued=revision.issued_at.date(),
            effective=revision.effective_date,
            authors=revision.authors,
            approval=_approval(edition, revision.approval),
            summary=revision.change_summary or _silence(is_first=revision is oldest),
            commit=revision.commit[:8],
            href=_commit_address(edition.settings.repo_url, revision.commit),
        )
        for revision in revisions
    )


def _state(revision: Revision, standing: PageStanding) -> str:
    if revision.version == standing.document.text("version"):
        return standing.name.lower()
    if standing.upcoming is not None and revision.version == standing.upcoming.version:
        return "takes effect later"
    if standing.pilot is not None and revision.version == standing.pilot.version:
        return "pilot"
    return "draft" if revision.status == "draft" else "superseded"


def _approval(edition: Edition, approval: Approval | None) -> str:
    if approval is None:
        return "not recorded"
    if approval.evidence == "trailer":
        return f"{approval.by}, named in the commit"
    if approval.evidence == "merge":
        return f"merged by {approval.by}"
    role = edition.name("roles", approval.by)
    return f"{role}, as the document says; git holds no proof"


def _silence(*, is_first: bool) -> str:
    return "First version." if is_first else "No reason was recorded."


def _commit_address(repo_url: str, commit: str) -> str | None:
    return f"{repo_url}/commit/{commit}" if repo_url else None
