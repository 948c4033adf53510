"""The history of a document: every version, who approved it, and what it changed."""

from __future__ import annotations

from typing import Any

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


def _version(
    edition: Edition, document: Document, entry: Entry, records: Records
) -> dict[str, Any]:
    base = history_address(edition, document)
    return {
        "version": entry.version,
        "anchor": entry.segment,
        "state": phase_state(entry.phase),
        "state_name": phase_name(entry.phase),
        "status": entry.issued.status,
        "effective": entry.issued.effective_date,
        "successor": entry.successor,
        "ended": entry.ended,
        "before": entry.before.version if entry.before else None,
        "is_open": entry.is_open,
        "is_text": entry.document is None,
        "changes": telling(records.changes(document, entry)),
        "redline": records.redline(entry),
        "read": relative_address(records.address(document, entry), base),
        **_facts(edition, entry),
    }


def _facts(edition: Edition, entry: Entry) -> dict[str, Any]:
    """What git holds of a version; a version that is not committed has none of it."""
    revision = entry.issued.revision
    return {
        "issued": revision.issued_at if revision else None,
        "reinstated": revision.reinstated_at if revision else None,
        "authors": revision.authors if revision else (),
        "approval": approval_words(edition, revision.approval) if revision else "",
        "summary": _summary(entry, revision),
        "commit": revision.commit[:8] if revision else "",
        "commit_link": commit_address(edition.settings.repo_url, revision.commit)
        if revision
        else None,
    }


def _summary(entry: Entry, revision: Revision | None) -> str:
    said = revision.change_summary if revision else None
    return said or silence(is_first=entry.before is None)
