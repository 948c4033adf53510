"""Writes a page tree into a folder, for engines that sopgen does not run itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from sopgen.edition.tree import PageTree


def write_pages(tree: PageTree, folder: Path) -> int:
    """Write the tree in place of what the folder held; gives the number of files.

    The pages are written beside the folder and swapped in when whole, so that a failure leaves
    the folder as it was. Raises `OSError` where it cannot be written.
    """
    beside, old = (folder.with_name(f".{folder.name}.{end}") for end in ("new", "old"))
    for leftover in (beside, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        _write(tree, beside)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    swap(beside, folder, old)
    return len(tree.pages)


def swap(new: Path, folder: Path, old: Path) -> None:
    """Put a whole folder in another's place by renames, then remove the other."""
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write(tree: PageTree, folder: Path) -> None:
    for path, page in tree.pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        content = page.content
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
