"""The files of a folder or of a zip, read where they are: nothing is unpacked, no link followed."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Final, Protocol

from sopgen.model.errors import OperatorError

_PIECE: Final = 1 << 20  # bytes read at once
# The site of ten thousand documents has a tenth of these with five versions each.
_MOST_FILES: Final = 4_000_000
_LARGEST: Final = 64 * 1024**3  # bytes in all, when unpacked
_SWOLLEN: Final = 1000  # times: text never packs so well, a bomb does
_ENCRYPTED: Final = 0x1


class UnreadableError(Exception):
    """A file cannot be read; the message is the reason in plain words."""


class Contents(Protocol):
    """Files by their paths with slashes; `strange` are the entries that are none, with reasons."""

    @property
    def names(self) -> frozenset[str]:
        """The paths of all files."""

    @property
    def strange(self) -> Mapping[str, str]:
        """What no manifest may name: links, devices, paths that lead out."""

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of one file, piece by piece. Raises `UnreadableError`."""


def digest(contents: Contents, name: str) -> str:
    """The SHA-256 of one file. Raises `UnreadableError`."""
    found = hashlib.sha256()
    for piece in contents.read(name):
        found.update(piece)
    return found.hexdigest()


@dataclass(frozen=True)
class Folder:
    """The files below a folder."""

    path: Path

    @property
    def names(self) -> frozenset[str]:
        """The paths of all files."""
        return frozenset(self._found[0])

    @property
    def strange(self) -> Mapping[str, str]:
        """Links, devices and the like."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[list[str], dict[str, str]]:
        names: list[str] = []
        strange: dict[str, str] = {}
        folders = [""]
        while folders:
            here = folders.pop()
            for entry in _entries(f"{self.path}/{here}"):
                path = f"{here}{entry.name}"
                if entry.is_file(follow_symlinks=False):
                    names.append(path)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    strange[path] = "a link" if entry.is_symlink() else "no ordinary file"
            _hold(len(names) + len(strange))
        return names, strange

    def state(self, name: str) -> os.stat_result:
        """What the system knows of a file, or of a link as such. Raises `OSError`."""
        return os.lstat(f"{self.path}/{name}")

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of one file, piece by piece."""
        try:
            with (self.path / name).open("rb") as file:
                while piece := file.read(_PIECE):
                    yield piece
        except OSError as error:
            raise UnreadableError(error.strerror or str(error)) from error


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What a folder holds; nothing where it may not be read: its files are then missing.

    Python's own walk asks the system for each of tens of thousands of files once more.
    """
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


@dataclass(frozen=True)
class Zip:
    """The files of an open zip archive; `entries` are those that may be read."""

    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    strange: Mapping[str, str]

    @property
    def names(self) -> frozenset[str]:
        """The paths of all files."""
        return frozenset(self.entries)

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of one file, piece by piece; never more than the archive announces."""
        try:
            # Its reader stops where the announced size is reached.
            with self.archive.open(self.entries[name]) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except Exception as error:  # each way of packing fails with errors of its own library
            raise UnreadableError("it is damaged") from error


def _zip(archive: zipfile.ZipFile) -> Zip:
    """The contents of an archive. Raises `OperatorError` for one that would fill a disk."""
    _hold(len(archive.infolist()))
    entries: dict[str, zipfile.ZipInfo] = {}
    strange: dict[str, str] = {}
    for entry in archive.infolist():
        fault = _fault(entry) or ("named twice" if entry.filename in entries else None)
        if fault:
            strange[entry.filename] = fault
        elif not entry.is_dir():
            entries[entry.filename] = entry
    if sum(entry.file_size for entry in entries.values()) > _LARGEST:
        raise OperatorError(f"The zip would unpack to more than {_LARGEST // 1024**3} GB.")
    return Zip(archive, entries, strange)


@contextmanager
def opened(path: Path) -> Iterator[Contents]:
    """The contents of a folder, or of a zip file. Raises `OperatorError` for anything else."""
    if path.is_dir():
        yield Folder(path)
        return
    try:
        file: IO[bytes] = path.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError(f"{path} cannot be read: {reason}.", "Check the path.") from error
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            message = f"{path} is neither a site's folder nor a zip file."
            raise OperatorError(message, "Name one of the two.") from error
        with archive:
            yield _zip(archive)


def _fault(entry: zipfile.ZipInfo) -> str | None:
    """Why an entry is not read; None where it may be."""
    name, mode = entry.filename, entry.external_attr >> 16
    if not is_within(name.removesuffix("/")) or entry.orig_filename != name:
        return "a path that would lead out of the folder"
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "a link" if stat.S_ISLNK(mode) else "no ordinary file"
    if entry.flag_bits & _ENCRYPTED:
        return "encrypted"
    if entry.file_size > _SWOLLEN * max(entry.compress_size, 1024):
        return "packed as if to fill a disk"
    return None


def is_within(path: str) -> bool:
    """Whether a path with slashes stays in its folder, on any system."""
    parts = PurePosixPath(path).parts
    is_plain = bool(parts) and "/".join(parts) == path and not {"..", "."} & set(parts)
    return is_plain and not path.startswith("/") and not any(sign in path for sign in "\\:\0")


def _hold(number: int) -> None:
    if number > _MOST_FILES:
        raise OperatorError(f"There are more than {_MOST_FILES:,} files: that is not looked at.")
