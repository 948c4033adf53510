"""What somebody probably meant to write."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the one written, None where none is."""
    by_folded = {_fold(name): name for name in known}
    close = get_close_matches(_fold(word), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def _fold(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names as a person lists them: "a, b or c"; a long list is cut."""
    items = list(names)
    if len(items) > most:
        return ", ".join(items[:most]) + f" … ({len(items)} in all)"
    return " or ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""
