"""Tells which sopgen this is, by its code and what is installed beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from sopgen.caching.keys import key_of

_PACKAGE: Final = Path(__file__).resolve().parents[1]


@cache
def origin() -> bytes:
    """A key of the code that runs: what another one has kept must never be taken for its own.

    It follows from the text of every module of sopgen, the Python, and the name and version of
    every package that is installed. Raises `OSError` where a module cannot be read.
    """
    return key_of(sys.version, *_installed(), *_modules(os.fspath(_PACKAGE)))


def _installed() -> list[str]:
    """The names of the folders in which installers say what they installed, versions included."""
    found = []
    for place in sys.path:
        try:
            found += [name for name in os.listdir(place or ".") if name.endswith(".dist-info")]  # noqa: PTH208 names are enough
        except OSError:
            continue
    return sorted(found)


def _modules(folder: str) -> Iterator[bytes | str]:
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(("_", ".")))
        for name in sorted(names):
            if name.endswith(".py"):
                path = f"{current}{os.sep}{name}"
                yield path.removeprefix(folder)
                with open(path, "rb") as file:  # noqa: PTH123 some four hundred of them
                    yield file.read()
