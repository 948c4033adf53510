"""Lays the pieces of two passages side by side, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sopgen.compare.in_common import common_ends
from sopgen.compare.matching import longest_rise
from sopgen.compare.visible import Piece, PieceKind
from sopgen.compare.words import bag, compared_words, likeness

_LEAST_ALIKE: Final = 0.35
_MOST_COMPARED: Final = 10_000
_APART: Final = frozenset({PieceKind.ROW, PieceKind.CODE, PieceKind.HTML, PieceKind.RULE})
Pair = tuple[Piece | None, Piece | None]
Aligner = Callable[[Sequence[Piece], Sequence[Piece]], Iterator[Pair]]


def align(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    """Pairs of pieces that belong together, what went alone, what came alone.

    Equal pieces that occur once on both sides hold the rest in place (as in patience diff); between
    them the alignment with the greatest likeness is taken. A gap of more than some hundred pieces
    by a hundred is shown as gone and come.
    """
    if _are_all_different(old) and _are_all_different(new):
        # Then what both begin and end with holds the rest in place whatever stands between.
        yield from _without_ends(old, new, _between_anchors)
    else:
        yield from _between_anchors(old, new)


def _are_all_different(pieces: Sequence[Piece]) -> bool:
    return len({piece.text for piece in pieces}) == len(pieces)


def _between_anchors(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    if {piece.text for piece in old}.isdisjoint(piece.text for piece in new):
        yield from _unequal(old, new)
        return
    at_old = at_new = 0
    for a, b in [*_anchors(old, new), (len(old), len(new))]:
        yield from _without_ends(old[at_old:a], new[at_new:b], _unequal)
        if a < len(old):
            yield old[a], new[b]
        at_old, at_new = a + 1, b + 1


def _anchors(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[int, int]]:
    once_old, once_new = _once(old), _once(new)
    pairs = [(a, once_new[text]) for text, a in once_old.items() if text in once_new]
    return [pairs[i] for i in longest_rise([b for _, b in pairs])]


def _once(pieces: Sequence[Piece]) -> dict[str, int]:
    counts = Counter(piece.text for piece in pieces)
    return {piece.text: i for i, piece in enumerate(pieces) if counts[piece.text] == 1}


def _without_ends(
    old: Sequence[Piece], new: Sequence[Piece], align_middle: Aligner
) -> Iterator[Pair]:
    """What both begin and end with, and between it what they differ in."""
    texts = [piece.text for piece in old], [piece.text for piece in new]
    start, end = common_ends(*texts)
    yield from zip(old[:start], new[:start], strict=True)
    yield from align_middle(old[start : len(old) - end], new[start : len(new) - end])
    yield from zip(old[len(old) - end :], new[len(new) - end :], strict=True)


def _unequal(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    if not old or not new or len(old) * len(new) > _MOST_COMPARED:
        yield from ((piece, None) for piece in old)
        yield from ((None, piece) for piece in new)
        return
    if len(old) == 1 == len(new) and _are_alike(old[0], new[0]):
        yield old[0], new[0]
        return
    yield from _best_path(old, new, _scores(old, new))


def _are_alike(old: Piece, new: Piece) -> bool:
    """Whether two pieces are one that changed; often enough words are in both to tell by those."""
    if not _may_be_one(old, new):
        return False
    words, new_words = compared_words(old.text), compared_words(new.text)
    least = 2 * len({*words} & {*new_words}) / (len(words) + len(new_words) or 1)
    return least >= _LEAST_ALIKE or _score(old, bag(words), new, bag(new_words)) > 0


def _scores(old: Sequence[Piece], new: Sequence[Piece]) -> list[list[float]]:
    bags_new = [bag(compared_words(piece.text)) for piece in new]
    rows = []
    for piece in old:
        words = bag(compared_words(piece.text))
        rows.append([_score(piece, words, b, w) for b, w in zip(new, bags_new, strict=True)])
    return rows


def _may_be_one(old: Piece, new: Piece) -> bool:
    return old.kind is new.kind or not (old.kind in _APART or new.kind in _APART)


def _score(old: Piece, words: Counter[str], new: Piece, new_words: Counter[str]) -> float:
    if not _may_be_one(old, new):
        return 0.0
    score = 1.1 if old.text == new.text else likeness(words, new_words)
    return score if score >= _LEAST_ALIKE else 0.0


def _best_path(
    old: Sequence[Piece], new: Sequence[Piece], scores: Sequence[Sequence[float]]
) -> Iterator[Pair]:
    """Needleman-Wunsch from the end, so that the path reads from the start."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = scores[i][j] and best[i + 1][j + 1] + scores[i][j]
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        is_pair = i < len(old) and j < len(new) and scores[i][j] > 0
        if is_pair and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
