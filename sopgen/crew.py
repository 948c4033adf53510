"""Shares out pieces of work among processes, where that is faster than one alone."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import traceback
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Final, Generic, NamedTuple, TypeVar, cast

from sopgen.model.errors import OperatorError

T = TypeVar("T")

_MOST: Final = 8
_HELD: Final = frozenset({signal.SIGINT, signal.SIGTERM})
_AHEAD: Final = 2  # pieces given to a process at once, so that it never waits for the next


def crew_size(pieces: int, worth_a_process: int) -> int:
    """How many processes to share so many pieces among, if starting one is worth that many."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, min(_processors(), _MOST, pieces // worth_a_process))


def shared_out(
    work: Callable[[int], T], pieces: int, processes: int, *, lasting: int | None = None
) -> Iterator[tuple[int, T]]:
    """What `work` gives for each number below `pieces`, with the number, as each is done.

    With more than one process the outcomes come in any order, and must be such that they can be
    pickled. Each process is a copy of this one as it is at the first step, and ends with it,
    however that ends. One that has done `lasting` pieces ends and another begins, a copy of this
    one as it is then: what a process has gathered in its memory is gone with it. What `work`
    raises is raised here. Raises `OperatorError` where a process was lost.
    """
    if processes <= 1:
        yield from ((number, work(number)) for number in range(pieces))
        return
    waiting = deque(range(pieces))
    members: dict[Connection, _Member[T]] = {}
    try:
        while waiting or members:
            _fill(members, min(processes, len(members) + len(waiting)), work, lasting, waiting)
            for ready in wait(list(members)):
                member = members[cast("Connection", ready)]
                outcome = member.receive()
                member.give(waiting)
                if member.is_done:
                    members.pop(member.connection).end()
                yield outcome
    finally:
        for member in members.values():
            member.end()


def _fill(
    members: dict[Connection, _Member[T]],
    wanted: int,
    work: Callable[[int], T],
    lasting: int | None,
    waiting: deque[int],
) -> None:
    """Begin as many members as are missing, and give each a piece before any gets a second."""
    begun: list[_Member[T]] = []
    while len(members) < wanted:
        member = _Member(work, lasting, members)
        members[member.connection] = member
        begun.append(member)
    for _ in range(_AHEAD):
        for member in begun:
            member.give(waiting)


@contextmanager
def meanwhile(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Have another process do some work; asked, it waits for the outcome, which comes once.

    What the work raises is raised where it is asked for. With a single processor the work is done
    then, and here.
    """
    if crew_size(2, 1) == 1:
        yield work
        return
    member: _Member[T] = _Member(lambda _: work(), None, ())

    def outcome() -> T:
        try:
            return member.receive()[1]
        finally:
            member.end()  # it would keep its memory until nobody could ask any more

    try:
        member.give(deque([0]))
        yield outcome
    finally:
        member.end()


def forked(work: Callable[..., object], *given: object) -> BaseProcess:
    """A process that does some work, begun as a copy of this one.

    Whoever interrupts or stops the program tells this process, which then ends its copies.
    """
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_begin, args=(work, *given), daemon=True)
    with warnings.catch_warnings(), _signals_held():
        # In the copy a lock that another thread holds now is held for ever. The threads that there
        # may be here draw on the terminal or wait for a leader; what is begun does neither.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    return process


def _begin(work: Callable[..., object], *given: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD)
    work(*given)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let no signal reach a copy that still has our handlers; ours come a moment later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Member(Generic[T]):
    """A process that does what it is given, one piece after the other, and no more than it may."""

    def __init__(
        self, work: Callable[[int], T], lasting: int | None, earlier: Iterable[Connection]
    ) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        self._left = lasting
        self._at = 0
        # The process has copies of our ends, and must not keep them open: only so does it notice
        # when we are gone.
        ours = (*earlier, self.connection)
        self._process = forked(_serve, work, theirs, ours)
        theirs.close()

    @property
    def is_done(self) -> bool:
        """Whether it has done all that it was given."""
        return self._at == 0

    def give(self, waiting: deque[int]) -> None:
        """Give it the next piece, if there is one and it may do one more."""
        if not waiting or self._left == 0:
            return
        with suppress(OSError):  # that the process is lost is told by what it does not answer
            self.connection.send(waiting.popleft())
        self._at += 1
        if self._left is not None:
            self._left -= 1

    def receive(self) -> tuple[int, T]:
        """What it has done; raises what that raised."""
        try:
            number, outcome = self.connection.recv()
        except (EOFError, OSError) as error:
            raise OperatorError(
                "A process that sopgen had started was ended from outside.",
                "The machine may lack memory: see what it says, and try again.",
            ) from error
        self._at -= 1
        if isinstance(outcome, _Raised):
            raise outcome.error
        return number, outcome

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


class _Raised(NamedTuple):
    """What a piece of work raised."""

    error: Exception


def _serve(work: Callable[[int], object], leader: Connection, others: Iterable[Connection]) -> None:
    for other in others:
        other.close()
    _collect_between_pieces()
    given: SimpleQueue[int] = SimpleQueue()
    Thread(target=_listen, args=(leader, given), daemon=True).start()
    with suppress(OSError):
        while True:
            leader.send_bytes(_answer(work, given.get()))
            gc.collect(0)


def _collect_between_pieces() -> None:
    """Let what was there before alone, which to look through would copy it; clear away the rest.

    When a piece is done, little of what was made for it is left: to look through that costs a
    fraction of what looking through all of it does while it is in use.
    """
    gc.freeze()
    gc.disable()


def _listen(leader: Connection, given: SimpleQueue[int]) -> None:
    """Take what is given; where the leader is gone, go as well, in the middle of whatever it is."""
    try:
        while True:
            given.put(leader.recv())
    except (EOFError, OSError):
        os._exit(1)


def _answer(work: Callable[[int], object], number: int) -> bytes:
    try:
        return pickle.dumps((number, work(number)))
    except Exception as error:
        told = "".join(traceback.format_exception(error))
        return pickle.dumps((number, _Raised(_portable(error, told))))


def _portable(error: Exception, told: str) -> Exception:
    """The error as it is, where it can be sent; else what Python says of it."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 it was made two lines above
    except Exception:
        return RuntimeError(told)
    error.add_note(told)
    return error


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
