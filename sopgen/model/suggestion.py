"""What somebody probably meant to write."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the one written, None where none is."""
    by_folded = {_fold(name): name for name in known}
    folded = _fold(word)[:_LONGEST]
    names = list(by_folded) if len(by_folded) <= _MANY else _likely(folded, by_folded)
    close = get_close_matches(folded, names, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


_MANY: Final = 100
_LONGEST: Final = 200


def _likely(word: str, names: Iterable[str]) -> list[str]:
    """Of many names those that begin or end alike: comparing with all of them takes too long."""
    return [name for name in names if name[:6] == word[:6] or name[-3:] == word[-3:]]


def _fold(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names as a person lists them: "a, b or c"; a long list is cut."""
    items = list(names)
    if len(items) > most:
        return ", ".join(items[:most]) + f" … ({len(items)} in all)"
    return " or ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""
