"""A folder of one's own beside the one that is to be replaced, to build the new one in."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from sopgen.crew import crew_size, shared_out
from sopgen.model.errors import OperatorError
from sopgen.placing.exchange import exchange
from sopgen.placing.locks import make_lock, take_lock

_LOCK: Final = "lock"
_OLD: Final = "old-"
_WORTH_A_PROCESS: Final = 100  # folders
_ELSEWHERE: Final = "Name another folder."


class Workshop:
    """Where the folder that will stand at `target` is built: `new`, on the same file system.

    Each workshop is locked by the process that opened it. What a killed process left has no lock
    any more, and whoever opens the next one removes it; two at once do not disturb each other,
    and the last to be `placed` is what stays.
    """

    def __init__(self, target: Path, folder: Path, lock: int) -> None:
        self.target = target
        self.new = folder / "new"
        self._folder = folder
        self._lock: int | None = lock

    @classmethod
    def open(cls, target: Path, *, mark: str) -> Workshop:
        """Clear away what killed processes left, and open a workshop.

        `mark` is the name of a file by which a folder is known to be one that may be replaced.
        Raises `OperatorError` where something else stands at `target`, and `OSError` where the
        folder around it cannot be written.
        """
        target = target.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target)
        _refuse_what_would_be_lost(target, mark)
        workshop = cls(target, *_own_folder(target))
        try:
            (workshop._folder / ".gitignore").write_text("*\n", "ascii")
            workshop.new.mkdir()
        except BaseException:
            workshop.close()
            raise
        return workshop

    def place(self) -> None:
        """Put what was built in its place, at once; then remove what stood there.

        Raises `OSError` where it cannot be put there; what stood there then still does.
        """
        while not self._is_placed():
            continue
        self.close()

    def close(self) -> None:
        """Remove the workshop with all that is in it; what stands at the target stays."""
        if self._lock is None:
            return
        _bring_back(self._folder, self.target)
        _remove(self._folder)
        os.close(self._lock)
        self._lock = None

    def _is_placed(self) -> bool:
        """Whether one try was enough: somebody else may be placing another at the same moment."""
        if not self.target.exists():
            return _is_renamed(self.new, self.target)
        try:
            if exchange(self.new, self.target):
                return True
            # Between these two no folder stands at the target: see `_bring_back`.
            self.target.rename(self._folder / f"{_OLD}{len(_old_in(self._folder))}")
        except FileNotFoundError:
            if not self.new.exists():
                raise
            return False
        return _is_renamed(self.new, self.target)


def _is_renamed(new: Path, target: Path) -> bool:
    try:
        new.rename(target)
    except OSError:
        if target.exists():
            return False  # another was faster
        raise
    return True


def _start(target: Path) -> str:
    return f".{target.name}.building-"


def _own_folder(target: Path) -> tuple[Path, int]:
    """A new folder that nobody else has, and the lock on it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_start(target), dir=target.parent))
        # Whoever clears leftovers away may take it for one, until it is locked.
        with contextlib.suppress(FileNotFoundError):
            lock = make_lock(folder / _LOCK)
            if lock is not None:
                return folder, lock


def _clear_leftovers(target: Path) -> None:
    start = _start(target)
    for folder in sorted(target.parent.iterdir()):
        if not folder.name.startswith(start):
            continue
        try:
            lock = take_lock(folder / _LOCK)
        except OSError:
            with contextlib.suppress(OSError):
                folder.rmdir()  # killed before it was locked, or when all else was removed
            continue
        if lock is not None:
            _bring_back(folder, target)
            _remove(folder)
            os.close(lock)


def _bring_back(folder: Path, target: Path) -> None:
    """Put back what was moved away by a process that was stopped before the new one was there."""
    old = _old_in(folder)
    if old and not target.exists():
        old[-1].rename(target)


def _old_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{_OLD}*"))


def _remove(folder: Path) -> None:
    """Remove a workshop, its lock last: what is left where this is stopped is still a leftover."""
    for entry in folder.iterdir():
        if entry.name == _LOCK:
            continue
        if _is_folder(entry):
            _remove_tree(entry)
        else:
            entry.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        if {entry.name for entry in folder.iterdir()} == {_LOCK}:
            (folder / _LOCK).unlink()
            folder.rmdir()


def _refuse_what_would_be_lost(target: Path, mark: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise OperatorError(f"A file stands at {target}, not a folder.", _ELSEWHERE)
    if os.path.ismount(target):
        message = f"{target} is a mount point, which cannot be replaced as a whole."
        raise OperatorError(message, f"Name a folder in it, such as {target / 'site'}.")
    held = {entry.name for entry in target.iterdir()}
    if ".git" in held:
        raise OperatorError(f"{target} holds a git repository, which would be lost.", _ELSEWHERE)
    if held and mark not in held:
        message = (
            f"{target} holds other files than an earlier build ({min(held)}): they would be lost."
        )
        raise OperatorError(message, "Empty it, or name another folder.")


def _remove_tree(folder: Path) -> None:
    """Remove a folder with all in it, as far as that can be done.

    A site of a thousand documents has tens of thousands of files, and most of the time is spent
    waiting for the disk: several processes wait together.
    """
    with contextlib.suppress(OSError, OperatorError):  # what is left is removed after all
        folders = list(_two_below(folder))
        processes = crew_size(len(folders), _WORTH_A_PROCESS)
        if processes > 1:
            work = partial(_remove_one, folders)
            for _ in shared_out(work, len(folders), processes):
                continue
    _remove_quietly(folder)


def _two_below(folder: Path) -> Iterator[Path]:
    for one in filter(_is_folder, folder.iterdir()):
        yield from filter(_is_folder, one.iterdir())


def _remove_one(folders: Sequence[Path], number: int) -> None:
    _remove_quietly(folders[number])


def _remove_quietly(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _is_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink()
