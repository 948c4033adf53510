"""The revision table of a document, in honest words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sopgen.model.document import Document
from sopgen.model.revision import Approval, Revision
from sopgen.site.edition import Edition
from sopgen.site.standing import State


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
    return tuple(_rows(edition, edition.revisions(document)))


def _rows(edition: Edition, revisions: tuple[Revision, ...]) -> Iterator[RevisionRow]:
    is_held = False
    for position, revision in enumerate(revisions):
        state = _state(revision, edition.today, is_held=is_held)
        is_held = is_held or state == "in force"
        yield RevisionRow(
            version=revision.version,
            state=state,
            issued=revision.issued_at.date(),
            effective=revision.effective_date,
            authors=revision.authors,
            approval=_approval(edition, revision.approval),
            summary=revision.change_summary or _silence(is_first=position == len(revisions) - 1),
            commit=revision.commit[:8],
            href=_commit_address(edition.settings.repo_url, revision.commit),
        )


def _state(revision: Revision, today: date, *, is_held: bool) -> str:
    if revision.status == State.RETIRED:
        return "retired"
    if revision.status != State.IN_FORCE:
        return revision.status or "status unknown"
    if is_held:
        return "superseded"
    if revision.effective_date is None:
        return "no effective date"
    return "in force" if revision.effective_date <= today else "takes effect later"


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
