"""Replaces a file as a whole: whoever interrupts finds the old one or the new one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sopgen.model.errors import OperatorError


def write_whole(file: Path, before: bytes, content: bytes) -> None:
    """Write a file's new content if it still has the old one; its mode stays, a link stays a link.

    Raises `OperatorError` where it cannot be written or was changed meanwhile.
    """
    target = file.resolve()
    try:
        if target.read_bytes() != before:
            raise OperatorError(f"{file} was changed meanwhile.", "Run the command again.")
        _replace(target, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError(f"{file} cannot be written: {reason}.") from error


def create_whole(file: Path, content: bytes) -> None:
    """Make a new file, with the folders above it; a file that is there is never touched.

    Raises `OperatorError` where it is there already, or cannot be made.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _create(file, content)
    except FileExistsError as error:
        raise OperatorError(f"{file} is there already.", "Choose another name.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError(f"{file} cannot be made: {reason}.") from error


def _create(file: Path, content: bytes) -> None:
    """Write beside, then link into place: the file appears whole, or not at all."""
    with _written_beside(file, content) as beside:
        beside.chmod(0o666 & ~_umask())
        _put(beside, file)


def _put(beside: Path, file: Path) -> None:
    try:
        os.link(beside, file)
    except (OSError, AttributeError) as error:
        if isinstance(error, FileExistsError):
            raise
        # A file system without hard links: exclusive creation is the next best.
        with file.open("xb") as out:
            out.write(beside.read_bytes())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(target: Path, content: bytes) -> None:
    with _written_beside(target, content) as beside:
        shutil.copymode(target, beside)
        beside.replace(target)


@contextmanager
def _written_beside(file: Path, content: bytes) -> Iterator[Path]:
    """The content in a file beside another one, on the disk; what is left of it is removed."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name[:100]}.", dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)
