"""Locks that end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def make_lock(file: Path) -> int | None:
    """Make a file that this process holds locked; gives its handle.

    Closing the handle gives the lock back, and so does the end of the process. None where another
    process has taken or removed the file in the meantime. Where the file system knows no locks
    the file is not locked. Raises `OSError` where it cannot be made.
    """
    return _held(file, os.open(file, os.O_RDWR | os.O_CREAT, 0o600), without=True)


def take_lock(file: Path) -> int | None:
    """Lock a file that another process made; None where that process still holds it.

    None as well where the file system knows no locks, for then nobody can tell. Raises `OSError`
    where the file cannot be opened.
    """
    return _held(file, os.open(file, os.O_RDWR), without=False)


def _held(file: Path, handle: int, *, without: bool) -> int | None:
    try:
        _lock(handle)
        is_held = True
    except (BlockingIOError, PermissionError):
        is_held = False
    except OSError:
        is_held = without
    if is_held and _is_still(file, handle):
        return handle
    os.close(handle)
    return None


def _is_still(file: Path, handle: int) -> bool:
    """Whether the path still leads to the open file."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False
