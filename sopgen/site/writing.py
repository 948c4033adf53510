"""Writes a page tree into folders, and what stands beside the pages into a finished site."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sopgen.edition.tree import PageTree
from sopgen.model.errors import OperatorError
from sopgen.placing import Workshop
from sopgen.site.written import Written

# On Windows alone a file may be opened as a text, whose bytes are then other ones.
_WRITE: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)


class SiteFolder:
    """The folder of a site, into which tens of thousands of files are put one by one.

    `written` knows the hash of each that this process has put there.
    """

    def __init__(self, folder: Path) -> None:
        self.written = Written()
        self._folder = str(folder)
        self._made = {""}

    def put(self, path: str, content: bytes) -> None:
        """Write a file, in place of any that is there. Raises `OSError` where that cannot be."""
        self._write(path, content, os.O_TRUNC)

    def add(self, path: str, content: bytes) -> None:
        """Write a file unless there is one. Raises `OSError` where it cannot be written."""
        with suppress(FileExistsError):
            self._write(path, content, os.O_EXCL)

    def _write(self, path: str, content: bytes, how: int) -> None:
        # Neither a Path nor Python's own files: each takes as long as writing a small file.
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            self._make_folder(folder)
        file = f"{self._folder}/{path}"
        handle = os.open(file, _WRITE | how, 0o666)
        try:
            _write_all(handle, content)
        except OSError as error:
            error.filename = file  # the system names none where a disk is full
            raise
        else:
            self.written.note(path, content, os.fstat(handle))
        finally:
            os.close(handle)

    def _make_folder(self, path: str) -> None:
        if path not in self._made:
            self._make_folder(path.rpartition("/")[0])
            with suppress(FileExistsError):  # an engine or another process was first
                os.mkdir(f"{self._folder}/{path}")  # noqa: PTH102 as above
            self._made.add(path)


def _write_all(handle: int, content: bytes) -> None:
    """Write every byte: the system may take fewer at once."""
    while (written := os.write(handle, content)) < len(content):
        content = content[written:]


def write_pages(tree: PageTree, folder: Path) -> int:
    """Write the tree's pages in place of what the folder held; gives the number of files.

    They are written beside the folder and put in place when whole, so that a failure leaves the
    folder as it was. Raises `OperatorError` where it cannot be written, or holds something else.
    """
    return _replaced(folder, "index.md", lambda beside: _write(tree, beside))


def write_plain_files(tree: PageTree, folder: Path) -> int:
    """Write what stands beside the pages in place of what the folder held, in the same manner."""
    return _replaced(folder, "llms.txt", lambda beside: add_plain_files(tree, beside))


def add_plain_files(tree: PageTree, folder: Path) -> int:
    """Put what stands beside the pages into the folder of a site; gives the number of files.

    A file that is there already is the library's own, and stays. They are made one by one: all of
    them together would fill the memory.
    """
    site, number = SiteFolder(folder), 0
    for path, content in tree.files:
        number += 1
        site.add(path, content)
    return number


def _replaced(folder: Path, mark: str, write: Callable[[Path], int]) -> int:
    try:
        workshop = Workshop.open(folder, mark=mark)
        try:
            number = write(workshop.new)
            workshop.place()
        finally:
            workshop.close()
    except OSError as error:
        raise OperatorError(f"{folder} cannot be written: {error}.") from error
    return number


def _write(tree: PageTree, folder: Path) -> int:
    site = SiteFolder(folder)
    for path, page in tree.pages.items():
        content = page.content
        site.put(path, content if isinstance(content, bytes) else content.encode("utf-8"))
    return len(tree.pages)
