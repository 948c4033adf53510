"""What a document scores for a query: whole numbers all the way, the same in every program.

Three things count: how near one of its asks (or its title) comes to the query, how much the query's
words say of it, and its best step. All of it counts more, the more of the query is covered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sopgen.search.index import Index, Stems
from sopgen.search.postings import IMPACTS, SHARES, Posting, positions
from sopgen.search.query import Unit

_WHOLE = 16


class Scored(NamedTuple):
    """A document by its number, its score, and its best steps by position, the best first."""

    document: int
    score: int
    steps: tuple[int, ...]


class _Hit:
    """What one document has of one unit, or of a whole query: the sums of what it counts."""

    __slots__ = ("asks", "cover", "text")

    def __init__(self) -> None:
        self.text = 0
        self.cover = 0
        self.asks: dict[int, tuple[int, int]] = {}


def score(
    index: Index, units: Sequence[Unit], accepts: Callable[[int], bool]
) -> tuple[int, list[Scored]]:
    """How many documents fit, and those that fit best, the best first."""
    total = sum(unit.weight for unit in units)
    found = [(unit, _postings(index, unit.meant)) for unit in units]
    sums: dict[int, _Hit] = {}
    for unit, meanings in found:
        for document, best in _best(meanings, accepts).items():
            _add(sums.setdefault(document, _Hit()), unit.weight, best)
    rules = index.head["rules"]
    bases = [(document, _base(rules, hit, total)) for document, hit in sums.items()]
    bases.sort(key=lambda item: (-item[1], item[0]))
    fitting = [item for item in bases if item[1] * 4 >= bases[0][1]]
    deep = [document for document, _ in fitting[: rules["deep"]]]
    steps = _steps(found, frozenset(deep), total)
    scored = [
        Scored(document, _whole(rules, sums[document], steps.get(document, {}), total), ())
        for document in deep
    ]
    scored.sort(key=lambda item: (-item.score, item.document))
    ranked = [item._replace(steps=_best_steps(steps.get(item.document, {}))) for item in scored]
    return len(fitting), ranked


def _postings(index: Index, meant: Mapping[Stems, int]) -> list[tuple[int, Iterable[Posting]]]:
    return [(factor, _of_phrase(index, stems)) for stems, factor in meant.items()]


def _of_phrase(index: Index, stems: Stems) -> Sequence[Posting]:
    """The documents that have all of some stems, with what they have in common."""
    lists = [found.postings for found in map(index.stem, stems) if found is not None]
    common = lists[0]
    for other in lists[1:]:
        by_document = {posting.document: posting for posting in other}
        common = [
            _joined(posting, by_document[posting.document])
            for posting in common
            if posting.document in by_document
        ]
    return common


def _joined(one: Posting, other: Posting) -> Posting:
    asks = dict(other.asks)
    return Posting(
        one.document,
        min(one.impact, other.impact),
        one.text & other.text,
        one.titles & other.titles,
        tuple((ask, share + asks[ask]) for ask, share in one.asks if ask in asks),
    )


def _best(
    meanings: Iterable[tuple[int, Iterable[Posting]]], accepts: Callable[[int], bool]
) -> dict[int, _Hit]:
    """By document the best of what a unit may mean: never the sum of several meanings."""
    found: dict[int, _Hit] = {}
    for factor, postings in meanings:
        for posting in postings:
            if not accepts(posting.document):
                continue
            hit = found.get(posting.document)
            if hit is None:
                hit = found[posting.document] = _Hit()
            hit.text = max(hit.text, factor * posting.impact)
            hit.cover = max(hit.cover, factor)
            for ask, share in posting.asks:
                before = hit.asks.get(ask, (0, 0))
                hit.asks[ask] = (max(before[0], factor * share), max(before[1], factor))
    return found


def _add(whole: _Hit, weight: int, hit: _Hit) -> None:
    whole.text += weight * hit.text
    whole.cover += weight * hit.cover
    for ask, (share, factor) in hit.asks.items():
        before = whole.asks.get(ask, (0, 0))
        whole.asks[ask] = (before[0] + share, before[1] + weight * factor)


def _base(rules: Mapping[str, int], hit: _Hit, total: int) -> int:
    return _whole(rules, hit, {}, total)


def _whole(rules: Mapping[str, int], hit: _Hit, steps: Mapping[int, int], total: int) -> int:
    """The score; its parts are thousandths."""
    ask = max((_nearness(*item, total) for item in hit.asks.values()), default=0)
    text = hit.text * 1000 // (_WHOLE * IMPACTS * total)
    step = max(steps.values(), default=0)
    cover = hit.cover * 1000 // (_WHOLE * total)
    parts = rules["ask"] * ask + rules["text"] * text + rules["step"] * step
    return parts * (500 + cover) // 15000


def _nearness(shared: int, covered: int, total: int) -> int:
    """How near an ask is to the query: how much of the ask is said, times how much of both is."""
    said = min(1000, shared * 1000 // (_WHOLE * SHARES))
    meant = covered * 1000 // (_WHOLE * total)
    return said * (said + meant) // 2000


def _steps(
    found: Iterable[tuple[Unit, list[tuple[int, Iterable[Posting]]]]],
    documents: frozenset[int],
    total: int,
) -> dict[int, dict[int, int]]:
    """By document and step, how much of the query the step has; a title counts twice."""
    sums: dict[int, dict[int, int]] = {}
    for unit, meanings in found:
        best: dict[tuple[int, int], int] = {}
        for factor, postings in meanings:
            for posting in postings:
                if posting.document in documents:
                    for times, steps in ((1, posting.text), (2, posting.titles)):
                        for step in positions(steps):
                            place = (posting.document, step)
                            best[place] = max(best.get(place, 0), times * factor)
        for (document, step), value in best.items():
            of_document = sums.setdefault(document, {})
            of_document[step] = of_document.get(step, 0) + unit.weight * value
    return {
        document: {step: value * 1000 // (2 * _WHOLE * total) for step, value in steps.items()}
        for document, steps in sums.items()
    }


def _best_steps(steps: Mapping[int, int]) -> tuple[int, ...]:
    """The steps that have much of the query, three at most."""
    most = max(steps.values(), default=0)
    good = [(-value, step) for step, value in steps.items() if value >= 200 and value * 2 >= most]
    return tuple(step for _, step in sorted(good)[:3])
