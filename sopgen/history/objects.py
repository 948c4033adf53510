"""Reads committed objects, any number of them from one process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sopgen.history import failures
from sopgen.history.git import Git


class Found(NamedTuple):
    """An object: its kind, which is blob, tree, commit or tag, and its content."""

    kind: str
    content: bytes


def read_objects(git: Git, names: Sequence[str]) -> Iterator[Found | None]:
    """Yield each named object, in order; None for a name that git does not know.

    A name is an object's id, or `commit:path`. Names with a newline are not possible. Raises
    HistoryUnavailableError when git fails, an object that is there but damaged included.
    """
    if not names:
        return
    given = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    stream = _Stream(git.pieces("cat-file", "--batch", "--buffer", given=given))
    for _ in names:
        heading = stream.line()
        if heading.endswith(b" missing"):
            yield None
        else:
            _name, kind, size = heading.rsplit(b" ", 2)
            yield Found(kind.decode("ascii"), stream.exactly(int(size)))
            stream.exactly(1)
    stream.finish()


def read_texts(git: Git, blobs: Sequence[str]) -> Iterator[bytes]:
    """Yield the content of each blob, in order; a missing one raises HistoryUnavailableError."""
    for blob, found in zip(blobs, read_objects(git, blobs), strict=True):
        if found is None:
            raise failures.damaged(f"object {blob} is missing")
        yield found.content


class _Stream:
    """Bytes that arrive in pieces of any size, taken line by line or by number."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""
        self._position = 0

    def line(self) -> bytes:
        """Take the next line, without its end."""
        while (end := self._held.find(b"\n", self._position)) < 0:
            self._more()
        line = self._held[self._position : end]
        self._position = end + 1
        return line

    def exactly(self, size: int) -> bytes:
        """Take that many bytes."""
        while len(self._held) - self._position < size:
            self._more()
        taken = self._held[self._position : self._position + size]
        self._position += size
        return taken

    def finish(self) -> None:
        """Read to the end, where git's exit code is checked."""
        for _ in self._pieces:
            raise failures.cut_short("cat-file")

    def _more(self) -> None:
        piece = next(self._pieces, b"")
        if not piece:
            raise failures.cut_short("cat-file")
        self._held = self._held[self._position :] + piece
        self._position = 0
