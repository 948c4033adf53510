"""Puts a new repository into its folder: all of it or nothing, and never over a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sopgen.editing import create_whole
from sopgen.history import branch_of, start_repository
from sopgen.model.errors import OperatorError

_GIT: Final = ".git"


def branch_in(folder: Path) -> str:
    """The branch of the repository whose top a folder is; "" where it is none, or on no branch.

    Raises `HistoryUnavailableError` where git cannot say.
    """
    return branch_of(folder) if os.path.lexists(folder / _GIT) else ""


def place(files: Mapping[str, bytes], folder: Path, *, branch: str | None) -> None:
    """Make files below a folder, given by their paths; and a repository on a branch, if any.

    A folder that is a repository already stays the one it is. Raises `OperatorError` where a file
    is there already, where the folder is part of another repository, and where something cannot
    be made; then everything is as it was.
    """
    folder = folder.resolve()
    _require_free(folder, files)
    has_git = os.path.lexists(folder / _GIT)
    if branch is not None and not has_git:
        _require_apart(folder)
    with _all_or_nothing() as made:
        for path, content in files.items():
            _make_folders((folder / path).parent, made)
            create_whole(folder / path, content)
            made.append(folder / path)
        if branch is not None and not has_git:
            made.append(folder / _GIT)
            start_repository(folder, branch)


def _require_free(folder: Path, files: Iterable[str]) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise OperatorError(f"{folder} is no folder.", "Name another.")
    in_the_way = sorted({found for path in files for found in _obstacles(folder, path)})
    if in_the_way:
        raise OperatorError(
            f"In {folder} stands what would be made: {', '.join(in_the_way)}.",
            "Nothing was written. Choose another folder, or move these.",
        )


def _obstacles(folder: Path, path: str) -> Iterator[str]:
    """What stands where a file, or a folder above it, has to go."""
    if os.path.lexists(folder / path):
        yield path
    for above in (folder / path).parents:
        if above == folder:
            return
        if os.path.lexists(above) and not above.is_dir():
            yield os.path.relpath(above, folder)


def _require_apart(folder: Path) -> None:
    for above in folder.parents:
        if os.path.lexists(above / _GIT):
            raise OperatorError(
                f"The folder is inside the repository {above}.",
                'Choose a folder outside of it; or run "git init" in the folder first, or give '
                "--no-git to make the library a part of that repository.",
            )


@contextmanager
def _all_or_nothing() -> Iterator[list[Path]]:
    """Collects what is made; takes it back when anything goes wrong, an interruption too."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            _take_back(path)
        raise


def _take_back(path: Path) -> None:
    with suppress(OSError):
        if path.name == _GIT:
            shutil.rmtree(path)
        elif path.is_dir():
            path.rmdir()
        else:
            path.unlink()


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        try:
            path.mkdir()
        except OSError as error:
            reason = error.strerror or str(error)
            raise OperatorError(f"{path} cannot be made: {reason}.") from error
        made.append(path)
