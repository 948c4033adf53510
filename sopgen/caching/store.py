"""A file of values by key that may be deleted, torn or locked: what it cannot give is missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

LARGEST: Final = 128 * 1024 * 1024
_PATIENCE: Final = 1.0  # seconds that another program may keep the file locked
_AT_ONCE: Final = 500
# By how many writings the note of a value's last use may lag behind, while there is room.
_LAG: Final = 20
_LAYOUT: Final = (
    "CREATE TABLE IF NOT EXISTS kept"
    " (key BLOB PRIMARY KEY, used INTEGER NOT NULL, proof BLOB NOT NULL, value BLOB NOT NULL)"
)
_DROP: Final = (
    "DELETE FROM kept WHERE key IN (SELECT key FROM (SELECT key, sum(length(value))"
    " OVER (ORDER BY used DESC, key) AS together FROM kept) WHERE together > ?)"
)


class Store:
    """Values by key, kept between runs in one file, for as many programs at once as there are.

    It never fails and never complains: where the file cannot be read, its values are missing, and
    where it cannot be written, nothing is kept. `file` is None for a store that keeps nothing.
    Beyond `largest` bytes, the half that was not used lately is dropped.
    """

    def __init__(self, file: Path | None, largest: int = LARGEST) -> None:
        self._file = file
        self._largest = largest
        self._read: dict[bytes, int] = {}

    @property
    def keeps(self) -> bool:
        """Whether it is meant to keep anything."""
        return self._file is not None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are kept whole."""
        found: dict[bytes, bytes] = {}
        if self._file is None or not self._file.is_file():
            return found
        with _forgiving(self._file), closing(_opened(self._file)) as base:
            for key, used, proof, value in _rows(base, "key, used, proof, value", list(keys)):
                if _proof(key, value) == proof:
                    found[key] = value
                    self._read[key] = used
        return found

    def holds(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        """The keys under which something is kept that has yet to be read, with its size in bytes.

        They count as used.
        """
        found: dict[bytes, int] = {}
        if self._file is None or not self._file.is_file():
            return found
        with _forgiving(self._file), closing(_opened(self._file)) as base:
            for key, used, size in _rows(base, "key, used, length(value)", list(keys)):
                found[key] = size
                self._read[key] = used
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep some values; those of other keys stay."""
        if values:
            self._change(partial(self._put, values))

    def _put(self, values: Mapping[bytes, bytes], base: sqlite3.Connection) -> None:
        now = _number(base, "user_version") + 1
        base.execute(f"PRAGMA user_version = {now:d}")
        rows = ((key, now, _proof(key, value), value) for key, value in values.items())
        base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
        pages = _number(base, "page_count") - _number(base, "freelist_count")
        is_full = pages * _number(base, "page_size") > self._largest
        self._note_use(base, now, 0 if is_full else _LAG)
        if is_full:
            base.execute(_DROP, (self._largest // 2,))

    def shrink(self, size: int) -> None:
        """Drop what was not used lately, as far as all values are more than so many bytes."""
        self._change(partial(self._shrink, size))

    def _shrink(self, size: int, base: sqlite3.Connection) -> None:
        (together,) = base.execute("SELECT total(length(value)) FROM kept").fetchone()
        if together > size:
            self._note_use(base, _number(base, "user_version"), 0)
            base.execute(_DROP, (size,))

    def _note_use(self, base: sqlite3.Connection, now: int, lag: int) -> None:
        read = [key for key, used in self._read.items() if used < now - lag]
        base.executemany("UPDATE kept SET used = ? WHERE key = ?", ((now, key) for key in read))
        self._read |= dict.fromkeys(read, now)

    def _change(self, change: Callable[[sqlite3.Connection], None]) -> None:
        """Change the file as a whole or, where it cannot be written, not at all."""
        if self._file is None:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        with _forgiving(self._file), closing(_opened(self._file)) as base:
            base.execute("BEGIN IMMEDIATE")
            base.execute(_LAYOUT)
            change(base)
            base.execute("COMMIT")


NO_STORE: Final = Store(None)


@contextmanager
def _forgiving(file: Path) -> Iterator[None]:
    """Ends what cannot be done with a file without a word, and removes one that is no store."""
    try:
        yield
    except sqlite3.OperationalError:
        return  # locked, full, not to be written: it may be better another time
    except (sqlite3.Error, TypeError, ValueError):
        with suppress(OSError):
            file.unlink()


def _opened(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        # Nothing that somebody may have put into the file is run, and a loss of power may tear it.
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA synchronous = OFF")
    except sqlite3.Error:
        base.close()
        raise
    return base


def _number(base: sqlite3.Connection, name: str) -> int:
    (number,) = base.execute(f"PRAGMA {name}").fetchone()
    return int(number)


def _rows(base: sqlite3.Connection, columns: str, keys: list[bytes]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        places = ", ".join("?" * len(some))
        yield from base.execute(f"SELECT {columns} FROM kept WHERE key IN ({places})", some)  # noqa: S608 only names and question marks


def _proof(key: bytes, value: bytes) -> bytes:
    """What shows that a value is whole, and the one that was kept under the key."""
    return blake2b(value, key=key, digest_size=16).digest()
