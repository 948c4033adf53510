"""Puts files into a zip, the same bytes for the same files, and swaps it into place when whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedRandom
from pathlib import Path
from typing import Final

from sopgen.edition.proof import Origin
from sopgen.manifest import MANIFEST, Kind, Manifest, as_bytes, made_with
from sopgen.model.errors import OperatorError

# What a zip can say of a time (APPNOTE 4.4.6): nothing before 1980 or after 2107.
_YEARS: Final = (1980, 2107)
_UNIX: Final = 3  # so that permissions are read as such, whichever system writes
_READABLE: Final = 0o100644 << 16

Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many files, and size in bytes and SHA-256 of the zip."""

    files: int
    size: int
    sha256: str


def write_zip(
    file: Path, files: Files, origin: Origin, departments: tuple[str, ...], at: datetime
) -> Written:
    """Write files and their manifest, each with the time `at`, in place of what `file` was.

    Names are sorted, times and permissions fixed; packing is that of the installed zlib. Raises
    `OperatorError` where it cannot be written; what stood there before then stays.
    """
    with _beside(file) as out:
        ordered = sorted(files)
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in ordered}
        manifest = Manifest(
            kind=Kind.AUDIT,
            origin=origin,
            files=hashes,
            made_with=made_with(Kind.AUDIT),
            departments=departments,
        )
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in [*ordered, (MANIFEST, as_bytes(manifest))]:
                archive.writestr(_entry(name, at), content, zipfile.ZIP_DEFLATED, 9)
        size = out.tell()
        out.seek(0)
        return Written(len(ordered) + 1, size, hashlib.file_digest(out, "sha256").hexdigest())


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    there = at.astimezone(UTC)
    year = min(max(there.year, _YEARS[0]), _YEARS[1])
    moment = (year, there.month, there.day, there.hour, there.minute, there.second)
    entry = zipfile.ZipInfo(name, moment)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry


@contextmanager
def _beside(file: Path) -> Iterator[BufferedRandom]:
    """A file to write beside another; it takes the other's place when all went well."""
    target = file.resolve()
    if target.is_dir():
        raise OperatorError(f"{file} is a folder.", "Name the zip file to write.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "w+b") as out:
                yield out
            beside.chmod(0o644)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError(f"{file} cannot be written: {reason}.") from error
