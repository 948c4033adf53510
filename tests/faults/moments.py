"""Runs `sopgen build` many times over, each in a process of its own that ends at a given moment.

`python -m tests.faults.moments` takes a list of moments as JSON and prints what became of each.
A moment is a step of the build that changes something on the disk, counted from its start, so it
is the same on a slow machine and on a fast one. All is loaded once: each build is a fork.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

import sopgen.cli.build  # noqa: F401 loaded before the forks
from sopgen.cli import main
from sopgen.placing import workshop

_CHANGES: Final = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}


class Moment(NamedTuple):
    """When a build ends, and how.

    `step` counts the changes on the disk from 1, and `event` names those that are counted; with
    step 0 nothing happens. `two_steps` builds as on a system that cannot exchange two folders.
    `room` is what a file may be long, in bytes, 0 for any length.
    """

    step: int = 0
    event: str = ""
    sign: int = signal.SIGKILL
    two_steps: bool = False
    room: int = 0


class Ending(NamedTuple):
    """What became of a build: its exit code, what it said, the site's digest and its neighbours."""

    code: int
    said: str
    site: str
    beside: tuple[str, ...]
    steps: int


def digest(folder: Path) -> str:
    """One value for all files of a folder with their bytes."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def run(moment: Moment, arguments: list[str], site: Path) -> Ending:
    """Build in a fork of this process, and look at what it left."""
    reads, writes = os.pipe()
    tells, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writes, 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(_build(moment, arguments, told))
    os.close(writes)
    os.close(told)
    said = b"".join(iter(lambda: os.read(reads, 65536), b"")).decode()
    steps = b"".join(iter(lambda: os.read(tells, 65536), b""))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(reads)
    os.close(tells)
    beside = sorted(path.name for path in site.parent.iterdir())
    return Ending(code, said, digest(site), tuple(beside), int(steps or b"0"))


def _build(moment: Moment, arguments: list[str], told: int) -> int:
    # A shell's background job is started deaf to it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["sopgen", *arguments]
    if moment.two_steps:
        vars(workshop)["exchange"] = lambda *_: False
    if moment.room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (moment.room, moment.room))
    steps = _watched(moment)
    code = main()
    os.write(told, str(next(steps)).encode())
    return code


def _watched(moment: Moment) -> Iterator[int]:
    steps = count()

    def hook(event: str, given: tuple[Any, ...]) -> None:
        is_change = event in _CHANGES or (event == "open" and _writes(given))
        if (event == moment.event if moment.event else is_change) and next(
            steps
        ) + 1 == moment.step:
            os.kill(os.getpid(), moment.sign)

    sys.addaudithook(hook)
    return steps


def _writes(given: tuple[Any, ...]) -> bool:
    return isinstance(given[2], int) and bool(given[2] & (os.O_WRONLY | os.O_RDWR))


if __name__ == "__main__":
    moments, arguments, site = json.loads(sys.stdin.read())
    endings = [run(Moment(*moment), arguments, Path(site)) for moment in moments]
    print(json.dumps(endings))  # noqa: T201 this is what it is asked for
