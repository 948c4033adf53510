"""Measures one command: how long it takes, how much of the processors, and its memory at most."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

_BETWEEN: Final = 0.1  # seconds between two looks at the memory, or more:
_SHARE: Final = 0.02  # a look holds up what it looks at, and may take so much of the time


class Cut(StrEnum):
    """Why a command did not come to its end."""

    TIME = "time"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock, seconds of processors, and bytes of memory of all its processes.

    Where it was `cut` short, until then: it took too long, or more memory than there is.
    """

    wall: float
    cpu: float
    memory: int
    cut: Cut | None


def measure(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    at_most: float | None = None,
) -> Measured:
    """Run a command in a folder, and stop it where it takes more than so many seconds.

    Raises `RuntimeError` with what it printed where it fails; one that the system kills, as Linux
    does when there is no more memory, has not failed.
    """
    began, before = time.perf_counter(), os.times()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as running:
        watch = _Watch(running.pid)
        watch.start()
        cut = None
        try:
            printed, _ = running.communicate(timeout=at_most)
        except subprocess.TimeoutExpired:
            cut = Cut.TIME
            os.killpg(running.pid, signal.SIGKILL)
            printed, _ = running.communicate()
    wall, after = time.perf_counter() - began, os.times()
    watch.stop()
    if cut is None and running.returncode == -signal.SIGKILL:
        cut = Cut.MEMORY
    if running.returncode and cut is None:
        raise RuntimeError(f"{' '.join(command)} failed:\n{printed[-4000:]}")
    spent = sum(after[2:4]) - sum(before[2:4])
    return Measured(wall, spent, watch.most, cut)


class _Watch(threading.Thread):
    """Adds up, again and again, the memory of a process and its children.

    What several of them share counts once, as Linux' proportional set size has it.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        """Look until it is told to stop."""
        took = 0.0
        while not self._done.wait(max(_BETWEEN, took / _SHARE)):
            began = time.perf_counter()
            self.most = max(self.most, sum(_own(pid) for pid in _family(self._pid)))
            took = time.perf_counter() - began

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self.join()


def _family(pid: int) -> list[int]:
    """A process and all that it started, which Linux tells of."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = " ".join((task / "children").read_text() for task in tasks).split()
    except OSError:
        return []  # it has ended
    return [pid, *(member for child in children for member in _family(int(child)))]


def _own(pid: int) -> int:
    """The bytes of a process, of what it shares its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
