"""Tells whether files changed, by what the file system says of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from time import time_ns
from typing import Final, NamedTuple

# A file that was written just now may be written again within one tick of the system's clock, and
# then looks the same. The coarsest clock in use (Windows) ticks every 16 ms.
_TICK: Final = 40_000_000  # nanoseconds


class Stamp(NamedTuple):
    """What changes when a file is written: its time (in nanoseconds), its size, its number."""

    time: int
    size: int
    number: int

    @property
    def is_certain(self) -> bool:
        """Whether a file that still has this stamp is still the same."""
        return abs(time_ns() - self.time) > _TICK


def stamp_of(file: Path) -> Stamp | None:
    """The stamp of a file; None where there is none, or where it may not be looked at."""
    try:
        found = file.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


def stamps_of(files: Iterable[Path]) -> Mapping[Path, Stamp | None]:
    """The stamps of some files, and of every file below those that are folders."""
    return {file: stamp_of(file) for given in files for file in _below(given)}


def _below(place: Path) -> Iterator[Path]:
    """Every file below a folder, hidden ones left out; of a file, itself."""
    yield place
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        yield from (Path(folder, name) for name in names if not name.startswith("."))
