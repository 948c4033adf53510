"""What ends a command from outside: a signal that asks it to stop, a machine that refuses."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_REFUSALS: Final = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO),
    *(errno.EMFILE, errno.ENFILE, errno.ENOMEM),
}


class AskedToStopError(BaseException):
    """SIGTERM came: what is half done is cleared away on the way out, as after Ctrl+C."""


@contextmanager
def stopped_by_signal() -> Iterator[None]:
    """Let SIGTERM raise `AskedToStopError` while the context lasts."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python lets no other thread say what a signal does
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def refusal(error: OSError) -> str | None:
    """What the machine refuses, whoever asks, such as room on a full disk; None of any other."""
    if error.errno not in _REFUSALS:
        return None
    place = f" ({os.fsdecode(error.filename)})" if error.filename else ""
    return f"{error.strerror}{place}."


def _stop(*_: object) -> None:
    raise AskedToStopError
