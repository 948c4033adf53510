"""Puts what git complains of into one sentence, with the command that mends it."""

from __future__ import annotations

import re
import signal
from pathlib import Path

from sopgen.model.errors import HistoryUnavailableError

_PARTIAL = re.compile(r"promisor|lazy fetching")
_DAMAGED = re.compile(
    r"unable to read|bad object|missing|could not read|failed to read|corrupt|bad tree|loose object"
    r"|unable to parse|object file|packfile|does not point to a valid object|not a tree object"
    r"|traverse parents"
)


def git_missing() -> HistoryUnavailableError:
    """Say that there is no git on the search path."""
    return HistoryUnavailableError(
        "git was not found on this machine.",
        "install git, and make sure that `git --version` works",
    )


def no_repository() -> HistoryUnavailableError:
    """Say that the folder is not inside the work tree of a repository."""
    return HistoryUnavailableError(
        "the folder is not in a git repository, so its history is not known.",
        "git clone the repository instead of copying its files (or git init, and commit)",
    )


def no_commits() -> HistoryUnavailableError:
    """Say that the repository is there, without a first commit."""
    return HistoryUnavailableError(
        "the repository has no commit yet, so nothing has a history.",
        "git add . && git commit",
    )


def shallow() -> HistoryUnavailableError:
    """Say that the clone was cut off at some depth."""
    return HistoryUnavailableError(
        "the repository is a shallow clone: older commits are missing, and dates would be guesses.",
        "git fetch --unshallow",
    )


def partial() -> HistoryUnavailableError:
    """Say that objects were left at the server; history never fetches them unasked."""
    return HistoryUnavailableError(
        "the repository is a partial clone: texts of earlier versions are missing.",
        "git fetch --refetch --no-filter",
    )


def damaged(detail: str) -> HistoryUnavailableError:
    """Say that an object which history needs is missing or broken; `detail` names it."""
    return HistoryUnavailableError(
        f"the repository lacks a part of its history: {detail}.",
        "git fsck --full to see what is broken, then git fetch --refetch, or clone again",
    )


def cut_short(command: str) -> HistoryUnavailableError:
    """Say that git ended well by its own word, but its answer is not whole."""
    return HistoryUnavailableError(
        f"git {command} ended in the middle of its answer.",
        "check that `git` is the real git (git --version), then run the command again",
    )


def broken_mailmap(detail: str) -> HistoryUnavailableError:
    """Say that `.mailmap` has what git would drop without a word, so that names would be wrong."""
    return HistoryUnavailableError(
        f".mailmap cannot be used: {detail}.",
        "write each line as: Proper Name <proper@example.org> <as-committed@example.org>",
    )


def unknown_commit(name: str) -> HistoryUnavailableError:
    """Say that no commit, branch or tag has the name that the operator gave."""
    return HistoryUnavailableError(
        f"the repository has no commit that is called {name}.",
        "git fetch --tags, or choose one that git log shows",
    )


def no_common_commit(name: str) -> HistoryUnavailableError:
    """Say that HEAD and the commit that the operator gave have grown from different roots."""
    return HistoryUnavailableError(
        f"HEAD and {name} have no commit in common, so there is nothing to compare with.",
        "name the branch that this one started from",
    )


def explain(command: str, code: int, complaint: str, top: Path) -> HistoryUnavailableError:
    """Turn a failed run of git into the exception to raise; `complaint` is its standard error."""
    lines = [line for line in complaint.splitlines() if line.strip()] or ["it gave no reason"]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[-1])
    detail = fatal.removeprefix("fatal: ").rstrip(".")
    if code < 0:
        return _stopped(command, -code)
    if "dubious ownership" in complaint:
        return _owned_by_another(top)
    if "not a git repository" in complaint:
        return no_repository()
    if _PARTIAL.search(complaint):
        return partial()
    if _DAMAGED.search(complaint):
        return damaged(detail)
    return HistoryUnavailableError(
        f"git {command} failed with exit code {code}: {detail}.",
        f"run git {command} in {top} to see more",
    )


def _stopped(command: str, number: int) -> HistoryUnavailableError:
    name = signal.Signals(number).name if number in list(signal.Signals) else f"signal {number}"
    return HistoryUnavailableError(
        f"git {command} was stopped ({name}) before its answer was whole.",
        "run the command again, with more memory or time if it was stopped for want of them",
    )


def _owned_by_another(top: Path) -> HistoryUnavailableError:
    return HistoryUnavailableError(
        "the repository belongs to another user, and git refuses to read it.",
        f"git config --global --add safe.directory {top}",
    )
