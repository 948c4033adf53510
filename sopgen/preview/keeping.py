"""Keeps a site in step with what is on disk: what changed is made anew, and nothing else."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Condition, Lock
from typing import Final

from sopgen.model.errors import OperatorError
from sopgen.preview.site import Site
from sopgen.preview.watching import Watched
from sopgen.preview.workplace import Tell, Workplace, silent

REPORT: Final = "Please report what the terminal shows."


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why there is no site now, and what mends it."""

    message: str
    remedy: str


class Keeper:
    """The site of a `mkdocs.yml` on a day.

    `day` gives that day, `tell` hears of long work, `warn` of mistakes in sopgen itself.
    """

    def __init__(
        self,
        config_file: Path,
        day: Callable[[], date],
        tell: Tell = silent,
        warn: Callable[[str], object] = print,
    ) -> None:
        self._config_file = config_file
        self._day = day
        self._tell = tell
        self.warn = warn
        self._workplace: Workplace | None = None
        self._folders: tuple[Watched, ...] = (Watched(config_file.parent, is_deep=False),)
        self._state: Site | Stopped | None = None
        # No two runs count the same, so a page of an earlier one is known to be old.
        self._number = int(time.time() * 1000)
        self._looking = Lock()
        self._changed = Condition()
        self._is_over = False

    def start(self) -> Site:
        """Read everything for the first time. Raises `OperatorError` where that cannot be done."""
        with self._looking:
            site = self._site()
        self._show(site)
        return site

    def look(self) -> Site | Stopped:
        """The site as the files are now, or why there is none. Never raises."""
        with self._looking:
            try:
                state: Site | Stopped = self._site()
            except OperatorError as error:
                state = Stopped(error.message, error.remedy)
            except Exception:
                self.warn(traceback.format_exc())
                state = Stopped("There is a mistake in sopgen.", REPORT)
            self._show(state)
        return state

    @property
    def state(self) -> Site | Stopped:
        """What was found at the last look."""
        state = self._state
        return self.look() if state is None else state

    def wait(self, number: int, seconds: float) -> int | None:
        """The number of the present state, as soon as it is not this one, or when time is up.

        None once the preview is over.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or self._number != number, seconds)
            return None if self._is_over else self._number

    def end(self) -> None:
        """Let nobody wait for a new state any more."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    @property
    def folders(self) -> tuple[Watched, ...]:
        """The folders that the site is made from; while there is none, those it was made from."""
        if self._workplace is not None:
            self._folders = self._workplace.folders
        return self._folders

    def _site(self) -> Site:
        if self._workplace is None or not self._workplace.is_current():
            self._workplace = None
            self._workplace = Workplace(self._config_file, self._tell)
        return self._workplace.site(self._day())

    def _show(self, state: Site | Stopped) -> None:
        if state is self._state or (isinstance(state, Stopped) and state == self._state):
            return
        with self._changed:
            self._state = state
            self._number += 1
            self._changed.notify_all()
