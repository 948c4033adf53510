"""The forms in which people type a document's id: "SOP-CS-001", "cs 001", "cs1"."""

from __future__ import annotations

import re
from typing import Final

_GROUPS: Final = re.compile(r"[a-z]+|[0-9]+")
_BETWEEN: Final = re.compile(r"[ \t._/#-]*")
MARK: Final = "#"


def typed_key(text: str) -> str:
    """What a typed id is looked up by, as a term of the index; empty where it cannot be an id."""
    text = text.lower()
    groups = _GROUPS.findall(text)
    if len(text) > 40 or len(groups) < 2 or _BETWEEN.sub("", _GROUPS.sub("", text)):
        return ""
    return MARK + _joined(groups)


def id_keys(identifier: str) -> tuple[str, ...]:
    """Every key that leads to an id: the whole, and what is left without its first parts."""
    groups = _GROUPS.findall(identifier.lower())
    starts = [at for at, group in enumerate(groups[:-1]) if not group.isdigit()]
    return tuple(MARK + _joined(groups[at:]) for at in starts)


def _joined(groups: list[str]) -> str:
    return "".join(group.lstrip("0") or "0" if group.isdigit() else group for group in groups)
