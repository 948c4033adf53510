"""Where a document's status may move, with and without a new version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Problem

_SAME_VERSION: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"draft", "pilot", "approved"}),
    "pilot": frozenset({"pilot", "approved"}),
    "approved": frozenset({"approved"}),
    "retired": frozenset({"retired"}),
}
# The version before stays in force until the new one begins: so an issued document may be
# redrafted, tried, or retired on a day to come.
_ANY: Final = frozenset({"draft", "pilot", "approved", "retired"})
_NEW_VERSION: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("draft", "pilot", "approved"), _ANY),
    "retired": frozenset({"retired"}),
}


def status_problems(old: Document, new: Document) -> Iterator[Problem]:
    """A move of the status that is not allowed; a status that nobody knows is the schema's."""
    before, after = old.text("status") or "", new.text("status") or ""
    anew = old.text("version") != new.text("version")
    allowed = (_NEW_VERSION if anew else _SAME_VERSION).get(before)
    if allowed is not None and after in _ANY and after not in allowed:
        message = f"The status may not go from {before} to {after}"
        message += "." if anew or before == "retired" else " under the same version."
        yield Problem("SOP610", message, ("status",), _hint(before, after))


def _hint(before: str, after: str) -> str:
    if before == "retired":
        return "A retired document stays retired; write a new one with an id of its own."
    how = "retired" if after == "retired" else "changed"
    return f"Give it a new version: the one before stays in force until it is {how}."
