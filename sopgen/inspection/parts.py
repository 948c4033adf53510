"""Inspects a large library in parts, one process for each, with the same result as in one.

Each process reads its share of the files and keeps those documents. What rules ask of other
documents (id, title, status, anchors) fits on a card: the processes exchange cards, not bodies.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final, TypeVar

from sopgen.crew import crew_size, forked
from sopgen.inspection.inspector import Found
from sopgen.inspection.question import Question, Readings
from sopgen.reading.cards import card_of

# Below this, starting a process and exchanging cards takes longer than it saves.
_WORTH_A_PROCESS: Final = 150

Cards = dict[str, str]
FoundIn = dict[str, Found]
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Task:
    """What every process knows from the start; forking hands it on without copying.

    `cards` are of the documents that need not be read, `readings` those that were read already.
    """

    question: Question
    cards: Cards
    readings: Readings
    wanted: frozenset[str]

    def read(self, share: Sequence[str]) -> Readings:
        """The documents of one share."""
        known = {path: self.readings[path] for path in share if path in self.readings}
        return known | self.question.read(path for path in share if path not in known)

    def findings(self, own: Readings, others: Cards) -> FoundIn:
        """What there is to say about one share; of the other documents there are cards."""
        paths = [path for path in own if path in self.wanted]
        return self.question.findings(own, self.cards | others, paths)


def work_through(task: Task) -> tuple[Cards, FoundIn]:
    """The cards of all documents, and what there is to say about those that are wanted."""
    paths = [
        path
        for path in task.question.files.documents
        if path in task.wanted or path not in task.cards
    ]
    shares = shares_of(paths)
    found = _in_parts(task, shares) if len(shares) > 1 else None
    return found or _alone(task, paths)


def how_many(paths: Sequence[str]) -> int:
    """How many processes are worth starting to read and inspect some documents."""
    return crew_size(len(paths), _WORTH_A_PROCESS)


def shares_of(paths: Sequence[str]) -> list[Sequence[str]]:
    """Some documents in as many shares as there are processes worth starting for them."""
    number = how_many(paths) if paths else 0
    return [paths[first::number] for first in range(number)]


def _alone(task: Task, paths: Sequence[str]) -> tuple[Cards, FoundIn]:
    own = task.read(paths)
    cards = task.cards | _cards(own)
    return cards, task.findings(own, cards)


def _in_parts(task: Task, shares: Sequence[Sequence[str]]) -> tuple[Cards, FoundIn] | None:
    """The whole work; None where a process was lost, so that one can do it alone."""
    workers = []
    for share in shares[1:]:
        ours, theirs = multiprocessing.Pipe()
        process = forked(_work, task, share, theirs)
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


def _lead(task: Task, share: Sequence[str], workers: Sequence[Connection]) -> tuple[Cards, FoundIn]:
    own = task.read(share)
    parts = [_cards(own), *(worker.recv() for worker in workers)]
    for number, worker in enumerate(workers, 1):
        worker.send(_merged([*parts[:number], *parts[number + 1 :]]))
    found = [task.findings(own, _merged(parts)), *(worker.recv() for worker in workers)]
    return task.cards | _merged(parts), _merged(found)


def _work(task: Task, share: Sequence[str], leader: Connection) -> None:
    try:
        own = task.read(share)
        leader.send(_cards(own))
        leader.send(task.findings(own, leader.recv()))
    except Exception:
        # The leader notices, does all the work alone, and meets a bug again where it is told.
        return


def _cards(readings: Readings) -> Cards:
    return {path: card_of(reading) for path, reading in readings.items()}


def _merged(parts: Sequence[dict[str, _Value]]) -> dict[str, _Value]:
    return {path: value for part in parts for path, value in part.items()}
