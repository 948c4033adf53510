"""Hears of changes to files as the system tells them, a moment after the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread
from typing import Final, NamedTuple, Self

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent
from watchdog.events import FileSystemEventHandler as Handler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_QUIET: Final = 0.03  # seconds: editors write a file in several strokes
_MOST: Final = 10  # strokes waited for
_READING: Final = {EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE}


class Watched(NamedTuple):
    """A folder whose files matter, and whether those of the folders below it do too."""

    folder: Path
    is_deep: bool


class _Strokes(Handler):
    def __init__(self, heard: Event) -> None:
        self._heard = heard

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take everything for a change but reading, which the preview does itself."""
        if event.event_type not in _READING:
            self._heard.set()


class Watcher:
    """Calls `changed` after files below some folders changed; `folders` may grow meanwhile.

    It listens within its `with` block, on a thread of its own. After the block that thread has
    ended: one that the program's end cuts short while it writes can bring the whole program down.
    """

    def __init__(
        self, folders: Callable[[], Iterable[Watched]], changed: Callable[[], object]
    ) -> None:
        self._folders = folders
        self._changed = changed
        self._heard = Event()
        self._watched: set[Watched] = set()
        self._observer: BaseObserver = Observer()
        self._is_ending = False
        self._listener = Thread(target=self._listen, name="sopgen-watcher", daemon=True)

    def __enter__(self) -> Self:
        """Begin to listen."""
        try:
            self._observer.start()
            self._watch()
        except OSError:  # the system watches no more folders for anybody
            self._observer = PollingObserver(timeout=0.5)
            self._watched.clear()
            self._observer.start()
            self._watch()
        self._heard.set()  # for what changed before anybody listened
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more; what was heard last is still told to the end."""
        self._is_ending = True
        self._heard.set()
        self._listener.join()
        self._observer.stop()
        self._observer.join()

    def _listen(self) -> None:
        while not self._is_ending:
            self._heard.wait()
            for _ in range(_MOST):
                self._heard.clear()
                if not self._heard.wait(_QUIET):
                    break
            self._heard.clear()
            self._changed()
            self._watch()

    def _watch(self) -> None:
        for watched in self._folders():
            if watched in self._watched or not watched.folder.is_dir():
                continue
            place, is_deep = str(watched.folder), watched.is_deep
            self._observer.schedule(_Strokes(self._heard), place, recursive=is_deep)
            self._watched.add(watched)
