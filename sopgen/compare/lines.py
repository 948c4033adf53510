"""Cuts any Markdown text into headings and pieces by its lines alone, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sopgen.compare.fields import FRONT_MATTER
from sopgen.compare.parts import INTRODUCTION, Part, as_matched
from sopgen.compare.visible import Piece, PieceKind, spoken
from sopgen.reading.steps import split_number

_LINE_ENDS: Final = re.compile(r"\r\n|\n|\r")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_FENCE: Final = re.compile(r"[ \t]*(```+|~~~+)")
_ITEM: Final = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_ROW: Final = re.compile(r"[ \t]*\|")
_FRONT: Final = "---"
_BOOKKEEPING: Final = re.compile(
    r"(?:version|status|change_summary|last_reviewed|effective_date)[ \t]*:"
)


class Cut(NamedTuple):
    """A heading and the pieces under it; the first has no title, and level 0 is front matter."""

    level: int
    title: str
    pieces: tuple[Piece, ...]


def cuts_of_text(text: str) -> tuple[Cut, ...]:
    """The text from heading to heading; lines of code are no headings."""
    lines = _LINE_ENDS.split(text)
    front = _front_matter(lines)
    cuts = [
        Cut(0, "", tuple(_line(line, PieceKind.FIELD) for line in lines[1:front] if line.strip()))
    ]
    level, title = 1, ""
    under: list[str] = []
    for line, is_code in _with_code(lines[front + 1 :] if front else lines):
        heading = None if is_code else _HEADING.match(line)
        if heading is None:
            under.append(line)
            continue
        cuts.append(Cut(level, title, tuple(_pieces(under))))
        level, title, under = len(heading[1]), heading[2], []
    cuts.append(Cut(level, title, tuple(_pieces(under))))
    return tuple(cut for cut in cuts if cut.title or cut.pieces)


def parts_of_text(text: str) -> tuple[Part, ...]:
    """The same as parts of a document; fields that only keep books are left out."""
    return tuple(_part(cut, number) for number, cut in enumerate(cuts_of_text(text), 1))


def _part(cut: Cut, number: int) -> Part:
    if cut.level:
        title, pieces = split_number(cut.title or "Introduction")[1], cut.pieces
        name = title if cut.title else INTRODUCTION
    else:
        name, title = FRONT_MATTER, "Front matter"
        pieces = tuple(piece for piece in cut.pieces if not _BOOKKEEPING.match(piece.text))
    text = spoken(pieces)
    return Part(name, title, number, text, as_matched(name, text))


def _front_matter(lines: list[str]) -> int:
    """The line that ends the front matter; 0 where there is none."""
    if lines[0].rstrip() != _FRONT:
        return 0
    return next((i for i, line in enumerate(lines) if i and line.rstrip() == _FRONT), 0)


def _with_code(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a block of code between fences."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        is_end = bool(fence and mark and mark[1].startswith(fence) and line.strip() == mark[1])
        yield line, bool(fence or mark)
        if is_end:
            fence = ""
        elif mark and not fence:
            fence = mark[1]


def _pieces(lines: list[str]) -> Iterator[Piece]:
    code: list[str] = []
    together: list[str] = []
    for line, is_code in [*_with_code(lines), ("", False)]:
        if is_code:
            code.append(line)
            continue
        if code:
            yield Piece(PieceKind.CODE, "\n".join(code))
            code = []
        begins_anew = not line.strip() or _ITEM.match(line) or _ROW.match(line)
        if begins_anew and together:
            yield _line(" ".join(together), PieceKind.LINE)
            together = []
        if line.strip():
            together.append(line)


def _line(line: str, kind: PieceKind) -> Piece:
    return Piece(kind, " ".join(line.split()))
