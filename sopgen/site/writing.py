"""Writes a page tree into folders, and what stands beside the pages into a finished site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from sopgen.edition.tree import PageTree


def write_pages(tree: PageTree, folder: Path) -> int:
    """Write the tree's pages in place of what the folder held; gives the number of files.

    They are written beside the folder and swapped in when whole, so that a failure leaves the
    folder as it was. Raises `OSError` where it cannot be written.
    """
    return _replaced(folder, lambda beside: _write(tree, beside))


def write_plain_files(tree: PageTree, folder: Path) -> int:
    """Write what stands beside the pages in place of what the folder held, in the same manner."""
    return _replaced(folder, lambda beside: add_plain_files(tree, beside))


def add_plain_files(tree: PageTree, folder: Path) -> int:
    """Put what stands beside the pages into the folder of a site; gives the number of files.

    A file that is there already is the library's own, and stays. They are made one by one: all of
    them together would fill the memory.
    """
    number = 0
    made = set[Path]()
    for path, content in tree.files:
        number += 1
        file = folder / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        if not file.exists():
            file.write_bytes(content)
    return number


def _replaced(folder: Path, write: Callable[[Path], int]) -> int:
    beside, old = (folder.with_name(f".{folder.name}.{end}") for end in ("new", "old"))
    for leftover in (beside, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        number = write(beside)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    swap(beside, folder, old)
    return number


def swap(new: Path, folder: Path, old: Path) -> None:
    """Put a whole folder in another's place by renames, then remove the other."""
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write(tree: PageTree, folder: Path) -> int:
    for path, page in tree.pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        content = page.content
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return len(tree.pages)
