"""The history of a document: every version, who approved it, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sopgen.compare import Change, Redline
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records, history_address, telling
from sopgen.edition.standing import phase_name, phase_state
from sopgen.edition.timeline import Entry
from sopgen.edition.tree import Page
from sopgen.edition.words import approval_words, silence
from sopgen.model.document import Document
from sopgen.model.revision import Revision
from sopgen.site.page_templates import PageTemplates
from sopgen.site.revisions import commit_address
from sopgen.site.versions import archived


class _Committed(NamedTuple):
    """What git holds of a version."""

    issued: datetime
    reinstated: datetime | None
    authors: Sequence[str]
    approval: str
    commit: str
    commit_link: str | None


class _Version(NamedTuple):
    """A version as the page tells of it; `committed` is None for one that git does not know."""

    version: str
    anchor: str
    state: str
    state_name: str
    status: str
    effective: date | None
    successor: str | None
    ended: date | None
    before: str | None
    is_open: bool
    is_text: bool
    changes: tuple[Change, ...]
    redline: Redline | None
    read: str
    summary: str
    committed: _Committed | None


def history_page(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> Page:
    """The page at `…/history/`; the document must have been committed."""
    title = f"History of {edition.shown(document).title}"
    entries = records.timeline(document)
    content = templates.render(
        "history.md.j2",
        front_matter=archived(title),
        title=title,
        document=edition.shown(document).title,
        id=document.id or "",
        versions=[_version(edition, document, item, records) for item in entries],
    )
    return Page(content=content, title=title)


def _version(edition: Edition, document: Document, entry: Entry, records: Records) -> _Version:
    revision = entry.issued.revision
    return _Version(
        version=entry.version,
        anchor=entry.segment,
        state=phase_state(entry.phase),
        state_name=phase_name(entry.phase),
        status=entry.issued.status,
        effective=entry.issued.effective_date,
        successor=entry.successor,
        ended=entry.ended,
        before=entry.before.version if entry.before else None,
        is_open=entry.is_open,
        is_text=entry.document is None,
        changes=telling(records.changes(document, entry)),
        redline=records.redline(document, entry),
        read=relative_address(records.address(document, entry), history_address(edition, document)),
        summary=_summary(entry, revision),
        committed=_committed(edition, revision) if revision else None,
    )


def _committed(edition: Edition, revision: Revision) -> _Committed:
    return _Committed(
        issued=revision.issued_at,
        reinstated=revision.reinstated_at,
        authors=revision.authors,
        approval=approval_words(edition, revision.approval),
        commit=revision.commit[:8],
        commit_link=commit_address(edition.settings.repo_url, revision.commit),
    )


def _summary(entry: Entry, revision: Revision | None) -> str:
    said = revision.change_summary if revision else None
    return said or silence(is_first=entry.before is None)
