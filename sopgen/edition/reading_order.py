"""Puts documents into an order to read them in: what others build on comes first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from heapq import heapify, heappop, heappush


def reading_order(paths: Sequence[str], needs: Mapping[str, Collection[str]]) -> list[str]:
    """Every path once, after those that it needs, as far as these are among them.

    Where documents need each other in a circle, the one with the fewest needs still open is next;
    of equals the one that most others need, then the one that stood first. (Kahn 1962, with a
    choice where his algorithm ends.)
    """
    open_needs = {path: {item for item in needs.get(path, ()) if item != path} for path in paths}
    for path in paths:
        open_needs[path] &= open_needs.keys()
    needed_by: dict[str, list[str]] = {path: [] for path in paths}
    for path in paths:
        for item in open_needs[path]:
            needed_by[item].append(path)
    place = {path: (-len(needed_by[path]), at) for at, path in enumerate(paths)}
    waiting = [(len(open_needs[path]), place[path], path) for path in paths]
    heapify(waiting)
    ordered: dict[str, None] = {}
    while waiting:
        _, _, path = heappop(waiting)
        if path in ordered:
            continue
        ordered[path] = None
        for other in needed_by[path]:
            open_needs[other].discard(path)
            heappush(waiting, (len(open_needs[other]), place[other], other))
    return list(ordered)
