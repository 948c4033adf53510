"""Breaks text into lines of a width, by the widths that its characters have in most fonts.

Nothing here measures a real font: the page takes the reader's own. The estimates are those of a
wide one (DejaVu Sans), so that a narrower one leaves a little room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_JOINER: Final = "\u200d"
_MORE: Final = "…"
_WORD: Final = re.compile(r"\S+")
_THIN: Final = frozenset("iljtfrI.,:;'’|!()[]{}/\\ -·")
_BROAD: Final = frozenset("mwMWQO@%&—→…")
# In em, the height of the letters.
_THIN_WIDTH, _WIDTH, _CAPITAL_WIDTH, _BROAD_WIDTH, _FULL_WIDTH = 0.42, 0.64, 0.76, 1.0, 1.05


@lru_cache(maxsize=8192)  # the same words stand in every procedure
def text_width(text: str) -> float:
    """How wide a piece of text is, in em."""
    return sum(map(_width, text))


def wrap(text: str, width: float, most: int) -> tuple[str, ...]:
    """The text in lines of at most `width` em; what `most` lines do not hold is cut with "…".

    A word that is wider than a line is broken, and so are scripts that need no spaces; marks stay
    with their letter, joined emoji with each other.
    """
    lines = list(_lines(_clean(text), width))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _shortened(lines[most - 1], width))


def _clean(text: str) -> str:
    """Without characters that only steer: they could turn the rest of a line around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        mark
        for mark in " ".join(text.split())
        if mark in "\u200c\u200d" or unicodedata.category(mark) not in {"Cc", "Cf", "Cs", "Co"}
    )


def _lines(text: str, width: float) -> Iterator[str]:
    line, used = "", 0.0
    for glue, piece in _pieces(text, width):
        wanted = text_width(piece)
        if line and used + text_width(glue) + wanted > width:
            yield line
            line, used = piece, wanted
        else:
            used += wanted + (text_width(glue) if line else 0)
            line = f"{line}{glue}{piece}" if line else piece
    if line:
        yield line


def _pieces(text: str, width: float) -> Iterator[tuple[str, str]]:
    """What may stand on a line of its own, each after the space that parts it from the last."""
    for match in _WORD.finditer(text):
        glue = " "
        for piece in _broken(match.group(), width):
            yield glue, piece
            glue = ""


def _broken(word: str, width: float) -> Iterator[str]:
    """A word whole where it fits; else, and in scripts without spaces, cut between characters."""
    if word.isascii() and text_width(word) <= width:
        yield word
        return
    piece = ""
    for cluster in _clusters(word):
        is_full = _is_wide(cluster) or _is_wide(piece[-1:])
        if piece and (is_full or text_width(piece + cluster) > width):
            yield piece
            piece = ""
        piece += cluster
    if piece:
        yield piece


def _clusters(word: str) -> Iterator[str]:
    cluster = ""
    for mark in word:
        if cluster and (cluster.endswith(_JOINER) or _clings(mark)):
            cluster += mark
        else:
            if cluster:
                yield cluster
            cluster = mark
    if cluster:
        yield cluster


def _clings(mark: str) -> bool:
    is_skin_tone = "\U0001f3fb" <= mark <= "\U0001f3ff"
    return mark == _JOINER or is_skin_tone or unicodedata.category(mark) in {"Mn", "Me", "Mc"}


def _is_wide(cluster: str) -> bool:
    return bool(cluster) and unicodedata.east_asian_width(cluster[0]) in {"W", "F"}


@lru_cache(maxsize=4096)
def _width(mark: str) -> float:
    if _clings(mark) or mark == "\u200c":
        return 0.0
    if unicodedata.east_asian_width(mark) in {"W", "F"}:
        return _FULL_WIDTH
    if mark in _BROAD:
        return _BROAD_WIDTH
    if mark in _THIN:
        return _THIN_WIDTH
    return _CAPITAL_WIDTH if mark.isupper() else _WIDTH


def _shortened(line: str, width: float) -> str:
    kept = list(_clusters(line))
    while kept and text_width("".join([*kept, _MORE])) > width:
        kept.pop()
    return "".join(kept).rstrip() + _MORE
