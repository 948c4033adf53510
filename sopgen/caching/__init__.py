"""Keeps between runs what takes long to work out: safe to delete, and never a wrong answer.

What is kept is found again by a key made of everything that it follows from. It stands inside
git's own folder, where no commit can put anything: a pull request cannot bring a cache with it.
"""

from sopgen.caching.keys import key_of
from sopgen.caching.origin import origin
from sopgen.caching.packing import Unpacker, packed
from sopgen.caching.passed import check_once
from sopgen.caching.place import part_store_for, store_for
from sopgen.caching.store import NO_STORE, Store

__all__ = [
    "NO_STORE",
    "Store",
    "Unpacker",
    "check_once",
    "key_of",
    "origin",
    "packed",
    "part_store_for",
    "store_for",
]
