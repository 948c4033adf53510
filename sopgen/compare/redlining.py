"""Makes the redline of two documents, or of any two Markdown texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sopgen.compare.alignment import Pair, align
from sopgen.compare.blocks import block
from sopgen.compare.comparand import Comparand
from sopgen.compare.matching import Matching, match
from sopgen.compare.redlines import Block, Passage, PassageKind, Redline, State
from sopgen.compare.sheets import Sheet, sheets_of_text
from sopgen.compare.visible import Piece
from sopgen.model.document import Document

_Sides = tuple[Sheet | None, Sheet | None, bool]


def redline(old: Document, new: Document) -> Redline:
    """Two versions of a document as one text, marked in words."""
    return redline_between(Comparand(old), Comparand(new))


def redline_between(old: Comparand, new: Comparand) -> Redline:
    """The same for versions that are compared with others too."""
    # The same Markdown is cut and compared only where it may mean something else.
    is_alike = old.document.references == new.document.references
    return Redline(tuple(_passages(old.sheets, new.sheets, is_alike)))


def text_redline(old: str, new: str) -> Redline:
    """The same for any two Markdown texts; markup shows as it is written."""
    return Redline(tuple(_passages(sheets_of_text(old), sheets_of_text(new), True)))


def _passages(old: Sequence[Sheet], new: Sequence[Sheet], is_alike: bool) -> Iterator[Passage]:
    matching = match([sheet.titled for sheet in old], [sheet.titled for sheet in new])
    for before, after, is_moved in _in_order(old, new, matching):
        yield _passage(before, after, is_alike, is_moved)
        below = before.below if before else (), after.below if after else ()
        if any(below):
            yield from _passages(*below, is_alike)


def _in_order(old: Sequence[Sheet], new: Sequence[Sheet], matching: Matching) -> Iterator[_Sides]:
    """The newer order; what went stands after what it stood behind."""
    if len(matching.pairs) == len(old) == len(new) and not matching.moved:
        yield from ((before, after, False) for before, after in zip(old, new, strict=True))
        return
    gone = _gone(len(old), matching)
    partner = {b: a for a, b in matching.pairs}
    yield from ((old[a], None, False) for a in gone[-1])
    for b, after in enumerate(new):
        a = partner.get(b)
        yield None if a is None else old[a], after, (a, b) in matching.moved
        yield from ((old[lost], None, False) for lost in gone[b])


def _gone(count: int, matching: Matching) -> dict[int, list[int]]:
    """Old positions without a partner, by the new position they are shown after (-1: first)."""
    partner = dict(matching.pairs)
    gone: dict[int, list[int]] = defaultdict(list)
    behind = -1
    for a in range(count):
        if a not in partner:
            gone[behind].append(a)
        elif (a, partner[a]) not in matching.moved:
            behind = partner[a]
    return gone


def _passage(old: Sheet | None, new: Sheet | None, is_alike: bool, is_moved: bool) -> Passage:
    sheet = new or old
    if sheet is None:
        raise ValueError("a passage needs a side")
    is_same = is_alike and old and new and old.is_written_as(new)
    blocks = () if is_same else tuple(map(block, _pairs(old, new, is_alike)))
    return Passage(
        kind=sheet.kind,
        state=State.MOVED if is_moved else _state(old, new, blocks),
        title=sheet.title,
        level=sheet.level,
        cut=lambda: _unchanged(sheet) if is_same else blocks,
        name=sheet.name,
        before=old.number if old else None,
        after=new.number if new else None,
    )


def _unchanged(sheet: Sheet) -> tuple[Block, ...]:
    heading = (sheet.heading,) if sheet.heading else ()
    return tuple(block((piece, piece)) for piece in (*heading, *sheet.pieces))


def _pairs(old: Sheet | None, new: Sheet | None, is_alike: bool) -> Iterator[Pair]:
    heading = (old.heading if old else None, new.heading if new else None)
    if any(heading):
        yield heading
    if old and new and is_alike and old.source == new.source:
        yield from ((piece, piece) for piece in new.pieces)
        return
    pieces = (old.pieces if old else (), new.pieces if new else ())
    is_fields = PassageKind.FIELDS in {side.kind for side in (old, new) if side}
    yield from _fields(*pieces) if is_fields else align(*pieces)


def _fields(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    """Fields go together by name, whatever their values; what went stands last."""
    before, after = ({_field(piece): piece for piece in side} for side in (old, new))
    if len(before) < len(old) or len(after) < len(new):
        # Lines without a name of their own, as in a list: their order must do.
        yield from align(old, new)
        return
    yield from ((before.get(name), after.get(name)) for name in dict.fromkeys((*after, *before)))


def _field(piece: Piece) -> str:
    return piece.text.partition(":")[0]


def _state(old: Sheet | None, new: Sheet | None, blocks: Sequence[Block]) -> State:
    if old is None:
        return State.ADDED
    if new is None:
        return State.REMOVED
    is_same = all(item.state is State.UNCHANGED for item in blocks)
    return State.UNCHANGED if is_same else State.CHANGED
