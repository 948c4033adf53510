"""Work that is shared out comes to the same, whoever does it; and what goes wrong is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import weakref
from collections import Counter
from collections.abc import Callable
from threading import Event

import pytest

from sopgen import crew
from sopgen.crew import crew_size, meanwhile, shared_out
from sopgen.model.errors import OperatorError
from tests.commandline import process_environment
from tests.site.libraries import ROOT

LEADER = """
import os, signal, sys
from sopgen.crew import shared_out
from threading import Event

def work(number):
    os.write(1, f"{os.getpid()} ".encode())
    os.kill(os.getppid(), signal.SIGKILL)
    Event().wait()

list(shared_out(work, 1, 2))
"""


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("pieces", [0, 1, 2, 50])
def test_each_piece_is_done_once(pieces: int, processes: int) -> None:
    outcomes = list(shared_out(square, pieces, processes))
    assert sorted((number, it) for number, (it, _) in outcomes) == [
        (number, number * number) for number in range(pieces)
    ]
    doers = {doer for _, (_, doer) in outcomes}
    assert len(doers) <= processes
    assert (os.getpid() in doers) is (processes == 1 and pieces > 0)


class UnsendableError(Exception):
    def __init__(self, callback: Callable[[], int]) -> None:
        super().__init__("cannot be sent")
        self.callback = callback


def raising(error: Exception) -> Callable[[int], int]:
    def work(number: int) -> int:
        if number == 3:
            raise error
        return number

    return work


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    "error", [OperatorError("The disk is full.", "Make room."), OSError(28, "No space", "a.html")]
)
def test_what_is_raised_there_is_raised_here(error: Exception, processes: int) -> None:
    with pytest.raises(type(error)) as raised:
        list(shared_out(raising(error), 9, processes))
    assert vars(raised.value).keys() >= vars(error).keys()
    assert (str(raised.value), getattr(raised.value, "remedy", None)) == (
        str(error),
        getattr(error, "remedy", None),
    )


def test_what_cannot_be_sent_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="UnsendableError: cannot be sent"):
        list(shared_out(raising(UnsendableError(lambda: 1)), 9, 2))


def test_a_lost_process_is_told() -> None:
    def work(number: int) -> int:
        if number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(OperatorError, match="was ended from outside"):
        list(shared_out(work, 9, 2))


def test_nobody_works_on_when_the_outcome_is_not_wanted_any_more() -> None:
    outcomes = shared_out(square, 50, 2)
    _, (_, doer) = next(outcomes)
    outcomes.close()  # type: ignore[attr-defined] # a generator, which is an iterator for callers
    with pytest.raises(ProcessLookupError):
        os.kill(doer, 0)


def test_who_is_told_to_end_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    def asked_to_stop(*_: object) -> None:
        raise RuntimeError("asked to stop")

    before = signal.signal(signal.SIGTERM, asked_to_stop)
    try:
        outcomes = shared_out(square, 500, 3)
        next(outcomes)
        outcomes.close()  # type: ignore[attr-defined] # as above
    finally:
        signal.signal(signal.SIGTERM, before)
    assert capfd.readouterr() == ("", "")


def test_the_processes_end_with_their_leader_however_it_ends() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEADER],
        env=process_environment(PYTHONPATH=str(ROOT)),
        stdout=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    # The pipe is at its end only when the last process that had it is gone.
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == 1


def test_a_small_piece_of_work_is_done_alone() -> None:
    assert crew_size(39, 40) == 1
    assert 1 <= crew_size(10_000, 40) <= 8


class Knot:
    """What only a collection frees, for it holds itself."""

    def __init__(self) -> None:
        self.itself = self


ALIVE: weakref.WeakSet[Knot] = weakref.WeakSet()


def tie(_: int) -> int:
    for _ in range(1_000):
        ALIVE.add(Knot())
    return len(ALIVE)


def test_a_process_lets_go_of_what_its_pieces_leave_behind() -> None:
    most = max(held for _, held in shared_out(tie, 40, 2))
    assert most == 1_000  # those of the piece itself


@pytest.mark.parametrize("lasting", [1, 2, 3])
def test_a_process_does_no_more_pieces_than_it_may(lasting: int) -> None:
    outcomes = list(shared_out(square, 7, 2, lasting=lasting))
    assert sorted(it for _, (it, _) in outcomes) == [number * number for number in range(7)]
    assert max(Counter(doer for _, (_, doer) in outcomes).values()) <= lasting


@pytest.mark.parametrize("processors", [1, 2])
def test_what_is_done_meanwhile(monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: processors)
    with meanwhile(os.getpid) as doer:
        assert (doer() == os.getpid()) is (processors == 1)
    with (
        meanwhile(lambda: raising(ValueError("no"))(3)) as outcome,
        pytest.raises(ValueError, match="no"),
    ):
        outcome()
    with meanwhile(lambda: Event().wait()):
        pass  # nobody asks, and nobody waits


def test_who_has_given_the_outcome_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    with meanwhile(os.getpid) as outcome:
        doer = outcome()
        with pytest.raises(ProcessLookupError):
            os.kill(doer, 0)
