"""Short texts in the summary, each cut to what a reader takes in at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Final

from sopgen.exports.markdown import escaped

MOST: Final = 12  # of one kind, for each document
LONGEST: Final = 240
LONGEST_TITLE: Final = 120


def said(text: str, longest: int = LONGEST) -> str:
    """A text as Markdown that stays text, cut where it is long."""
    return escaped(shortened(text, longest))


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut between words where it is long; within a word that is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    if " " in line[:longest]:
        return shorten(line, longest, placeholder=" …")
    return f"{line[:longest]}…"


def listed(names: Sequence[str]) -> str:
    """Names with commas; a long list is cut, and says so."""
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(said(name, LONGEST_TITLE) for name in names[:MOST]) + more


def more(count: int, what: str) -> list[str]:
    """The item that ends a list which was cut; none where nothing is left out."""
    return [f"- … and {count} more {what}{plural(count)}"] if count > 0 else []


def plural(count: int) -> str:
    """The ending of a word for so many."""
    return "" if count == 1 else "s"
