"""Inspects a large library in parts, one process for each, with the same result as in one.

Each process reads its share of the files and keeps those documents. What rules ask of other
documents (id, title, status, anchors) fits on a card: the processes exchange cards, not bodies.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from multiprocessing.connection import Connection
from typing import Final

from sopgen.inspection.inspector import Inspection, Levels, inspect
from sopgen.library import Library, LibraryFiles, find_files, read_library
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.reader import Reading
from sopgen.settings import Settings
from sopgen.template import Templates

# Below this, starting a process and exchanging cards takes longer than it saves.
_WORTH_A_PROCESS: Final = 150
_MOST: Final = 8

Readings = dict[str, Reading]


@dataclass(frozen=True)
class _Task:
    """What every process knows from the start; forking hands it on without copying."""

    settings: Settings
    templates: Templates
    vocabulary: Vocabulary
    files: LibraryFiles
    levels: Levels
    today: date
    only: Collection[str] | None

    def read(self, share: Sequence[str]) -> Readings:
        """Read one share of the documents."""
        return self.files.read(share, self.templates.layout_of, self.settings)

    def inspect(self, own: Readings, others: Readings) -> Inspection:
        """Hold one share against the rules; of the other documents there are cards."""
        readings = {**own, **others}
        ordered = {path: readings[path] for path in self.files.documents}
        library = Library(ordered, self.files.others, self.files.folder, self.vocabulary)
        wanted = [path for path in own if self.only is None or path in self.only]
        return inspect(library, self.templates, self.levels, self.today, wanted)


def inspect_folder(
    settings: Settings,
    templates: Templates,
    vocabulary: Vocabulary,
    *,
    levels: Levels,
    today: date,
    only: Collection[str] | None = None,
) -> Inspection:
    """Read and inspect the library of some settings, in several processes where that is faster.

    Raises `SettingsError` where the library's folder is not there.
    """
    task = _Task(settings, templates, vocabulary, find_files(settings), levels, today, only)
    processes = min(_processors(), _MOST, len(task.files.documents) // _WORTH_A_PROCESS)
    if processes > 1 and "fork" in multiprocessing.get_all_start_methods():
        found = _in_parts(task, processes)
        if found is not None:
            return found
    library = read_library(settings, templates.layout_of, vocabulary)
    return inspect(library, templates, levels, today, only)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_parts(task: _Task, processes: int) -> Inspection | None:
    """The whole inspection; None where a process was lost, so that one can do it alone."""
    paths = list(task.files.documents)
    shares = [paths[number::processes] for number in range(processes)]
    context = multiprocessing.get_context("fork")
    workers = []
    for share in shares[1:]:
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(task, share, theirs), daemon=True)
        process.start()
        theirs.close()
        workers.append((process, ours))
    try:
        return _lead(task, shares[0], [ours for _, ours in workers])
    except (EOFError, OSError):
        return None
    finally:
        for process, ours in workers:
            ours.close()
            process.terminate()
            process.join()


def _lead(task: _Task, share: Sequence[str], workers: Sequence[Connection]) -> Inspection:
    own = task.read(share)
    cards = [_cards(own), *(worker.recv() for worker in workers)]
    for number, worker in enumerate(workers, 1):
        worker.send(_merged([*cards[:number], *cards[number + 1 :]]))
    parts = [task.inspect(own, _merged(cards[1:]))]
    parts += [worker.recv() for worker in workers]
    return reduce(_joined, parts)


def _work(task: _Task, share: Sequence[str], leader: Connection) -> None:
    try:
        own = task.read(share)
        leader.send(_cards(own))
        leader.send(task.inspect(own, leader.recv()))
    except (Exception, KeyboardInterrupt):
        # The leader notices, does all the work alone, and meets a bug again where it is told.
        return


def _cards(readings: Readings) -> Readings:
    return {path: reading.card() for path, reading in readings.items()}


def _merged(parts: Sequence[Readings]) -> Readings:
    return {path: reading for part in parts for path, reading in part.items()}


def _joined(one: Inspection, other: Inspection) -> Inspection:
    findings = sorted((*one.findings, *other.findings), key=lambda finding: finding.sort_key)
    paths = sorted((*one.paths, *other.paths))
    return Inspection(tuple(paths), tuple(findings), {**one.sources, **other.sources})
