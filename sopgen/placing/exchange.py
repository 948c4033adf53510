"""Exchanges two folders in one step of the system, where it knows such a step."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = -100  # AT_FDCWD: paths are meant as they stand
_EXCHANGE: Final = 2  # RENAME_EXCHANGE in Linux's renameat2(2), RENAME_SWAP in macOS' renamex_np(2)
_UNKNOWN: Final = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places: nobody ever sees one of them missing.

    False where the system or the file system has no such step. Raises `OSError` where it has, and
    it fails.
    """
    call = _system_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            swap = library.renamex_np
            return lambda one, other: int(swap(one, other, _EXCHANGE))
        rename = library.renameat2
    except (OSError, TypeError, AttributeError):  # no such library, or an older one
        return None
    return lambda one, other: int(rename(_HERE, one, _HERE, other, _EXCHANGE))
