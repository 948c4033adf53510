"""What changed in where links lead and which pictures are shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from sopgen.compare import saying
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.pointers import Pointers
from sopgen.compare.wording import Wording
from sopgen.model.document import Document, Link
from sopgen.model.source import Span

_SAME_PLACE: Final = re.compile(r"^https?://(?:www\.)?|/$")


def links_in(document: Document, span: Span) -> tuple[Link, ...]:
    """The links and pictures that begin within a span."""
    links = document.links
    if not links:
        return ()
    start = bisect_left(links, span.start, key=attrgetter("span.start"))
    end = bisect_left(links, span.end, key=attrgetter("span.start"))
    return links[start:end]


def link_changes(
    old: Sequence[Link],
    new: Sequence[Link],
    both: tuple[Pointers, Pointers],
    where: Where,
    subject: str,
) -> Iterator[Change]:
    """Links that came, went, or lead elsewhere; those with one text are one link."""
    if not old and not new:
        return
    gone, come = _lost(old, new, both), _lost(new, old, both[::-1])
    for link in come:
        partner = next((other for other in gone if other.text == link.text), None)
        if partner:
            gone.remove(partner)
        yield _change(partner, link, where, subject)
    for link in gone:
        yield _change(link, None, where, subject)


def _lost(
    links: Sequence[Link], others: Sequence[Link], both: tuple[Pointers, Pointers]
) -> list[Link]:
    """Those whose target does not occur, or not as often, among the others."""
    left = Counter(both[1].target(link.target) for link in others)
    lost = []
    for link in links:
        target = both[0].target(link.target)
        left[target] -= 1
        if left[target] < 0:
            lost.append(link)
    return lost


def _change(old: Link | None, new: Link | None, where: Where, subject: str) -> Change:
    link = new or old
    thing = "picture" if link and link.is_image else "link"
    name = f"{thing} {saying.quoted(link.text if link else '')}"
    before, after = (side.target if side else None for side in (old, new))
    said = saying.changed(name, before, after)
    wording = Wording.REWORDED
    if before and after and _SAME_PLACE.sub("", before) == _SAME_PLACE.sub("", after):
        wording = Wording.EDITORIAL
    return Change(ChangeKind.LINK_CHANGED, where, before, after, f"{subject}: {said}", wording)
