"""Reads a library again and again: each time only the documents that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from sopgen.library import Library, LibraryFiles, find_files, read_file
from sopgen.preview.stamps import Stamp, stamp_of
from sopgen.reading.reader import Reading
from sopgen.workspace import Workspace


class _Read(NamedTuple):
    """A document as it was read last; without a stamp it is read the next time anyway."""

    stamp: Stamp | None
    reading: Reading


class LibraryReader:
    """The library of a workspace as it is on disk; `tell` hears how many documents are read."""

    def __init__(
        self, workspace: Workspace, tell: Callable[[int, int], None] = lambda _, __: None
    ) -> None:
        self._workspace = workspace
        self._tell = tell
        self._known: Mapping[str, _Read] = {}
        self._library: Library | None = None

    def read(self) -> Library:
        """The library as it is now; the very same one where nothing of it changed.

        Raises `OperatorError` where its folder cannot be read.
        """
        files = find_files(self._workspace.settings)
        known = {}
        for number, (path, file) in enumerate(files.documents.items(), 1):
            known[path] = self._read(path, file)
            self._tell(number, len(files.documents))
        readings = {path: item.reading for path, item in known.items()}
        self._known = known
        if self._library is None or _differ(self._library, files, readings):
            vocabulary = self._workspace.vocabulary
            self._library = Library(readings, files.others, files.folder, vocabulary)
        return self._library

    def _read(self, path: str, file: Path) -> _Read:
        before, stamp = self._known.get(path), stamp_of(file)
        if before is not None and stamp is not None and before.stamp == stamp:
            return before
        kept = stamp if stamp is not None and stamp.is_certain else None
        layout_of = self._workspace.templates.layout_of
        reading = read_file(file, path, layout_of, self._workspace.settings)
        if before is not None and _is_same(before.reading, reading):
            reading = before.reading
        return _Read(kept, reading)


def _is_same(one: Reading, other: Reading) -> bool:
    if one.document is None or other.document is None:
        return False
    return one.document.source == other.document.source


def _differ(library: Library, files: LibraryFiles, readings: Mapping[str, Reading]) -> bool:
    if library.files != files.others or library.readings.keys() != readings.keys():
        return True
    return any(library.readings[path] is not reading for path, reading in readings.items())
