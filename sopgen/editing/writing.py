"""Replaces a file as a whole: whoever interrupts finds the old one or the new one."""

from __future__ import annotations

import os
import shutil
import tempfile
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


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(target, beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
