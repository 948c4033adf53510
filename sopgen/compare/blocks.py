"""Turns pieces that lie side by side into the blocks of a redline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.compare.alignment import Pair
from sopgen.compare.redlines import AddressChange, Block, State
from sopgen.compare.visible import Address, Piece, PieceKind
from sopgen.compare.word_diff import Mark, Run, word_diff

_BETWEEN_CELLS = " | "


def block(pair: Pair) -> Block:
    """The block of one pair; a piece alone came or went."""
    old, new = pair
    if new is None and old is not None:
        return _alone(old, State.REMOVED, Mark.REMOVED)
    if old is None and new is not None:
        return _alone(new, State.ADDED, Mark.ADDED)
    if old is None or new is None:
        raise ValueError("a pair of nothing and nothing is no block")
    if old == new:
        return _alone(new, State.UNCHANGED, Mark.KEPT)
    runs = _row(old, new) if new.kind is PieceKind.ROW else word_diff(old.text, new.text)
    moved = tuple(_addresses(old.addresses, new.addresses))
    return Block(new.kind, _state(old, new), runs, new.within, new.marker, moved)


def _alone(piece: Piece, state: State, mark: Mark) -> Block:
    runs = (Run(mark, piece.text),) if piece.text else ()
    return Block(piece.kind, state, runs, piece.within, piece.marker)


def _state(old: Piece, new: Piece) -> State:
    if old.text != new.text:
        return State.CHANGED
    # Addresses beside the source: those of reference links are written elsewhere.
    sides = [(p.kind, p.source, p.within, p.addresses) for p in (old, new)]
    return State.UNCHANGED if sides[0] == sides[1] else State.MARKUP


def _row(old: Piece, new: Piece) -> tuple[Run, ...]:
    """Cell by cell where the table kept its columns."""
    olds, news = old.text.split(_BETWEEN_CELLS), new.text.split(_BETWEEN_CELLS)
    if len(olds) != len(news):
        return word_diff(old.text, new.text)
    runs: list[Run] = []
    for index, (before, after) in enumerate(zip(olds, news, strict=True)):
        runs += [Run(Mark.KEPT, _BETWEEN_CELLS)] * bool(index)
        runs += word_diff(before, after)
    return tuple(_joined(runs))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    kept = ""
    for run in runs:
        if run.mark is Mark.KEPT:
            kept += run.text
            continue
        if kept:
            yield Run(Mark.KEPT, kept)
        kept = ""
        yield run
    if kept:
        yield Run(Mark.KEPT, kept)


def _addresses(old: Sequence[Address], new: Sequence[Address]) -> Iterator[AddressChange]:
    """Those with one text are one; what is the same on both sides is no change."""
    gone = [address for address in old if address not in new]
    for address in new:
        if address in old:
            continue
        partner = next((other for other in gone if other.text == address.text), None)
        if partner:
            gone.remove(partner)
        yield AddressChange(address.text, partner and partner.target, address.target)
    yield from (AddressChange(address.text, address.target, None) for address in gone)
