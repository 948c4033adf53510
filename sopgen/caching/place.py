"""Finds where a library may keep things: in the folder of the repository's own git."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sopgen.caching.store import LARGEST, Store

# The numbers count up when a file is laid out otherwise, so that each sopgen finds its own.
_FOLDER: Final = "sopgen"
_VALUES: Final = "cache-1.sqlite"
_PARTS: Final = "parts-1.sqlite"
# Bytes: the parts of a document take some 25 kB, and each build drops those of builds long ago.
_LARGEST_PARTS: Final = 4 * 1024**3


def store_for(root: Path) -> Store:
    """The store of the library in a folder; one that keeps nothing where there is no repository."""
    return _store(root, _VALUES)


def part_store_for(root: Path) -> Store:
    """The store of finished parts of the site of the library in a folder, in the same manner."""
    return _store(root, _PARTS, _LARGEST_PARTS)


def _store(root: Path, name: str, largest: int = LARGEST) -> Store:
    git = _git_folder(root.resolve())
    return Store(git / _FOLDER / name if git else None, largest)


def _git_folder(root: Path) -> Path | None:
    """Git's folder, which all work trees of a repository share."""
    git = next((folder / ".git" for folder in (root, *root.parents) if _is_top(folder)), None)
    if git is None or git.is_dir():
        return git
    # In a work tree or a submodule, a file names the folder (git's gitrepository-layout).
    try:
        mark, _, name = git.read_text("utf-8").strip().partition(": ")
        own = git.parent / name
        common = own / "commondir"
        found = own / common.read_text("utf-8").strip() if common.is_file() else own
        return found if mark == "gitdir" and found.is_dir() else None
    except (OSError, ValueError):
        return None


def _is_top(folder: Path) -> bool:
    return (folder / ".git").exists()
