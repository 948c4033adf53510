"""Text as Markdown that stays text, wherever a forge shows it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

# Nobody sees it, and no forge finds a name, a number or an address across it.
_BREAK: Final = "\u200b"
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SIGN: Final = re.compile(r"[\\`*_\[\]#!|~$^<>&@]")
_BEGINS_A_BLOCK: Final = re.compile(r"^(?:(?=[-+=:])|(\d{1,9})(?=[.)](?:\s|$)))")
# What forges make links, mentions and pictures of beside Markdown itself.
_BEGINS_A_REFERENCE: Final = re.compile(
    r"(?<=[@#!~$^%&])(?!\s)"  # people, issues, requests, labels, milestones, epics
    r"|(?<=:)(?=//)"  # addresses
    r"|(?<=www)(?=\.)"
    r"|(?<=:)(?=[\w+-]+:)"  # emoji by name
    r"|(?<=gh-)(?=\d)"
    r"|(?<=[0-9a-f]{6})(?=[0-9a-f])",  # commits
    re.IGNORECASE,
)
_JOINERS: Final = frozenset("\u200c\u200d")  # without them Persian and many emoji fall apart


def escaped(text: str) -> str:
    """The text on one line, in which nothing is markup, a link, a mention or an issue's number.

    What nobody can see, such as a sign that turns the direction of writing, becomes a mark.
    """
    line = " ".join(text.split())
    line = "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in line)
    parts = [_SIGN.sub(_neutral, part) for part in _BEGINS_A_REFERENCE.split(line)]
    return _BEGINS_A_BLOCK.sub(r"\1\\", _BREAK.join(parts))


def link(label: str, address: str) -> str:
    """A link to an address that sopgen made; its label is text."""
    return f"[{escaped(label)}]({quote(address, safe=_SAFE)})"


_SAFE: Final = "/:?#=&%@~.-_"


def _neutral(match: re.Match[str]) -> str:
    sign = match.group()
    return _ENTITIES.get(sign, sign if sign == "@" else f"\\{sign}")
