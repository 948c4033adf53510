"""A document's history as data (version 1 of the shape; additions only)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sopgen.model.revision import Approval, Commit, DocumentHistory, Revision

Changes = Mapping[str, list[dict[str, Any]]]


def history_as_json(history: DocumentHistory, changes: Changes | None = None) -> dict[str, Any]:
    """The history as the JSON of `sopgen history`.

    `changes` gives, by version, the typed changes since the version before.
    """
    return {
        "version": 1,
        "path": history.path,
        "document": history.document,
        "commits": [_commit(item) for item in history.commits],
        "revisions": [_revision(item, changes or {}) for item in history.revisions],
    }


def _commit(commit: Commit) -> dict[str, Any]:
    return {
        "commit": commit.commit,
        "path": commit.path,
        "author": commit.author,
        "email": commit.email,
        "authored_at": commit.authored_at.isoformat(),
        "committed_at": commit.committed_at.isoformat(),
        "subject": commit.subject,
        "version": commit.version,
    }


def _revision(revision: Revision, changes: Changes) -> dict[str, Any]:
    day = revision.effective_date
    return {
        "version": revision.version,
        "status": revision.status,
        "issued_at": revision.issued_at.isoformat(),
        "effective_date": day.isoformat() if day else None,
        "commit": revision.commit,
        "blob": revision.blob,
        "path": revision.path,
        "authors": list(revision.authors),
        "approval": _approval(revision.approval),
        "change_summary": revision.change_summary,
        "changes": changes.get(revision.version, []),
    }


def _approval(approval: Approval | None) -> dict[str, Any] | None:
    if approval is None:
        return None
    return {"by": approval.by, "evidence": approval.evidence, "commit": approval.commit}
