"""Runs a check that only a text decides once for each text."""

from __future__ import annotations

from collections.abc import Callable

from sopgen.caching.keys import key_of
from sopgen.caching.origin import origin
from sopgen.caching.store import Store


def check_once(store: Store, check: Callable[[], None], *parts: bytes | str) -> None:
    """Run a check, unless one of the same parts has passed; what it raises, it raises each time.

    The parts must be all that the outcome follows from, besides the code of sopgen.
    """
    if not store.keeps:
        check()
        return
    key = key_of("passed", origin(), *parts)
    if key not in store.get([key]):
        check()
        store.put({key: b""})
