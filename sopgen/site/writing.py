"""Writes a page tree into folders, and what stands beside the pages into a finished site."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sopgen.edition.tree import PageTree
from sopgen.model.errors import OperatorError
from sopgen.placing import Workshop


class SiteFolder:
    """The folder of a site, into which tens of thousands of files are put one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._made = {""}

    def put(self, path: str, content: bytes) -> None:
        """Write a file, in place of any that is there. Raises `OSError` where that cannot be."""
        with open(self._file(path), "wb") as file:  # noqa: PTH123 as below
            file.write(content)

    def add(self, path: str, content: bytes) -> None:
        """Write a file unless there is one. Raises `OSError` where it cannot be written."""
        with suppress(FileExistsError), open(self._file(path), "xb") as file:  # noqa: PTH123 as below
            file.write(content)

    def _file(self, path: str) -> str:
        # Text, not a Path: putting that together takes as long as writing a small file.
        parent = posixpath.dirname(path)
        if parent not in self._made:
            os.makedirs(f"{self._folder}/{parent}", exist_ok=True)  # noqa: PTH103 as above
            self._made.add(parent)
        return f"{self._folder}/{path}"


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
