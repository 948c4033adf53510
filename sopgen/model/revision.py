"""What git can prove about a document: its commits, its revisions, and who approved them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Evidence = Literal["trailer", "merge", "front-matter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit that touched the document, as the document stood in it.

    Names and addresses are those that `.mailmap` gives. `path` is the document's path in that
    commit (in a commit that deletes it: the path deleted). `version` is None where the text
    states none, or where its front matter cannot be read.
    """

    commit: str
    path: str
    author: str
    email: str
    authored_at: datetime
    committed_at: datetime
    subject: str
    version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved a revision, and how that is known; `commit` is where the evidence stands.

    A trailer names a person, and so does a merge; the front matter names only a role.
    """

    by: str
    evidence: Evidence
    commit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One value of a document's `version`, with the text as it stood last with that version.

    `commit` is the mainline commit that issued it (the merge, where there is one) and `issued_at`
    that commit's committer time: author dates are self-asserted. `blob` and `path` name the text;
    status, effective date, approver, change summary and department are read from it. Where a later
    version was taken back and this one stands again, `reinstated_at` and `reinstated_by` say when
    and by which mainline commit, the last time that happened.
    """

    version: str
    status: str | None
    issued_at: datetime
    effective_date: date | None
    commit: str
    blob: str
    path: str
    authors: tuple[str, ...]
    approval: Approval | None
    change_summary: str | None
    department: str | None = None
    reinstated_at: datetime | None = None
    reinstated_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHistory:
    """Everything git proves about the file at `path`; both lists are newest first.

    `document` is its permanent id, None for Markdown without one. Both lists are empty for a path
    that was never committed.
    """

    path: str
    document: str | None
    commits: tuple[Commit, ...]
    revisions: tuple[Revision, ...]
