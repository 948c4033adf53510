"""Remembers the hash of what was written into each file, for as long as the file is still that."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Mapping
from typing import Final

# Which file it is, how long, and when it was last written and changed, in nanoseconds.
_STATE: Final = struct.Struct("=QQqq")
_WORD: Final = 2**64 - 1  # on some systems the number of a file is longer


class Written:
    """The SHA-256 of files by their paths, as they were when they were written.

    A file that somebody else has written since has another state, and is no longer known.
    """

    def __init__(self) -> None:
        self._notes: dict[str, bytes] = {}  # of tens of thousands of files: bytes take least room
        self._unsure: set[str] = set()

    def note(self, path: str, content: bytes, state: os.stat_result) -> None:
        """Remember what was written, and the state of the file right after that."""
        self._notes[path] = hashlib.sha256(content).digest() + _packed(state)

    def take(self) -> Mapping[str, bytes]:
        """All that is remembered, for another process; here it is forgotten."""
        notes, self._notes = self._notes, {}
        return notes

    def add(self, notes: Mapping[str, bytes]) -> None:
        """Remember what a process has taken; what two of them wrote is known of neither."""
        self._unsure |= self._notes.keys() & notes.keys()
        self._notes |= notes

    def sha256(self, path: str, state: os.stat_result) -> str | None:
        """The hash of a file as it is now; None where only reading it can tell."""
        note = self._notes.get(path)
        if note is None or path in self._unsure or not note.endswith(_packed(state)):
            return None
        return note[: -_STATE.size].hex()


def _packed(state: os.stat_result) -> bytes:
    return _STATE.pack(state.st_ino & _WORD, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
