"""How pages and machine formats word what git shows of a version."""

from __future__ import annotations

from sopgen.edition.edition import Edition
from sopgen.model.revision import Approval


def approval_words(edition: Edition, approval: Approval | None) -> str:
    """Who approved a version, with what shows it and no more than that."""
    if approval is None:
        return "not recorded"
    if approval.evidence == "trailer":
        return f"{approval.by}, named in the commit"
    if approval.evidence == "merge":
        return f"merged by {approval.by}"
    role = edition.name("roles", approval.by)
    return f"{role}, as the document says; git holds no proof"


def silence(*, is_first: bool) -> str:
    """What stands in place of a reason for change that was not given."""
    return "First version." if is_first else "No reason was recorded."


def since_words(status: str) -> str:
    """What stands before the day from which a version of this status counts."""
    return {"pilot": "On trial from", "retired": "Retired from"}.get(status, "In force from")
