"""Says what long work is at: on a terminal while it runs, with times where they are asked for."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

import click
from rich.console import Console


class Progress:
    """The stages of a piece of work, told on standard error.

    On a terminal the present stage is shown and removed at the end; elsewhere nothing is shown.
    `verbose` leaves a line with its time for each stage; `quiet` says nothing at all.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._verbose = verbose and not quiet
        is_shown = not quiet and sys.stderr.isatty()
        self._status = Console(stderr=True).status("") if is_shown else None
        self._stage = ""
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None or isinstance(error, click.exceptions.Exit):
            self._end_stage()
        if self._status:
            self._status.stop()

    def stage(self, text: str) -> None:
        """Begin a stage, such as "Checking the documents"."""
        self._end_stage()
        self._stage, self._since = text, time.monotonic()
        if self._status:
            self._status.update(f"{text} …")

    def count(self, done: int, total: int) -> None:
        """How far the stage is; often called, seldom shown."""
        if self._status and (done % 10 == 0 or done == total):
            self._status.update(f"{self._stage}: {done} of {total} …")

    def tell(self, stage: str, done: int, total: int) -> None:
        """Begin a stage where it is another one, and say how far it is."""
        if stage != self._stage:
            self.stage(stage)
        if total:
            self.count(done, total)

    def _end_stage(self) -> None:
        if self._verbose and self._stage:
            click.echo(f"{self._stage}: {time.monotonic() - self._since:.1f} s", err=True)
        self._stage = ""
