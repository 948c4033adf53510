"""Reads the whole log once: every commit, with the files it changed and the renames git sees."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from sopgen.history import failures
from sopgen.history.git import Git

# %x00 parts the fields: a message can hold anything but that byte.
_FIELDS = (
    *("%H", "%P", "%aN", "%aE", "%at %aI", "%cN", "%cE", "%ct %cI", "%s"),
    "%(trailers:only=true,unfold=true)",
)
_FORMAT = "--format=tformat:" + "%x00".join(_FIELDS)
# -l0: no limit on the number of files among which git looks for renames.
_CHANGES = ("-z", "--raw", "--no-abbrev", "-M", "-l0", f"-O{os.devnull}", "--no-ext-diff")


class Change(NamedTuple):
    """What a commit did to one file.

    `kind` is git's letter: A added, M modified, D deleted, R renamed, T changed its type. The paths
    are those before and after, equal unless renamed. A blob is None where there is no regular file
    on that side: none at all, a symbolic link or a submodule.
    """

    kind: str
    old_path: str
    path: str
    old_blob: str | None
    blob: str | None

    def leaves(self, path: str) -> bool:
        """Tell whether nothing is left at `path` after this change."""
        return self.kind == "D" or self.path != path


class LoggedCommit(NamedTuple):
    """One commit as the log gives it; people as in `.mailmap`, times as `moment` reads them."""

    commit: str
    parents: tuple[str, ...]
    author: str
    email: str
    authored: str
    committer: str
    committer_email: str
    committed: str
    subject: str
    trailers: str
    changes: tuple[Change, ...]


def read_log(git: Git, commit: str) -> list[LoggedCommit]:
    """Read all commits that `commit` builds on, newest first, in git's own order.

    A merge has no changes of its own here: what it brought stands in the commits it merged.
    """
    logged = list(_read(git, commit))
    known = {each.commit for each in logged}
    for each in logged:
        for parent in each.parents:
            if parent not in known:
                raise failures.damaged(f"commit {parent} is missing")
    return logged


def read_mainline_merges(git: Git, commit: str) -> dict[str, tuple[Change, ...]]:
    """Read what each merge of the mainline changed there: its difference from its first parent.

    A second pass, as one log cannot both walk every branch and compare only the mainline's merges;
    comparing all merges instead would cost a large library's log twice over.
    """
    options = ("--first-parent", "--merges", "-m")
    return {each.commit: each.changes for each in _read(git, commit, *options)}


def read_followed(git: Git, commit: str, path: str) -> list[LoggedCommit]:
    """Read what git itself lists for one file with `--follow`, newest first, merges left out.

    Git looks for copies too here, and for one file alone: no pass over all files does the same.
    """
    question = ("log", _FORMAT, "--encoding=UTF-8", "--use-mailmap", "--no-color", *_CHANGES)
    chosen = ("--follow", "--no-merges", commit, "--", f":(literal){path}")
    pieces = git.pieces(*question, *chosen, mailmap=f"{commit}:.mailmap")
    return list(_commits(_tokens(pieces)))


def moment(commit: str, text: str) -> datetime:
    """Turn git's time, seconds and ISO 8601, into a datetime with the offset that it was given.

    Offsets of days have been committed, by broken programs: the moment is certain even so, and is
    given in UTC. Where git made up a date because it could not read one, this raises.
    """
    seconds, _, local = text.partition(" ")
    try:
        found = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise failures.damaged(f"commit {commit} has an impossible date") from error
    try:
        return datetime.fromisoformat(local)
    except ValueError:
        return found


def _read(git: Git, commit: str, *options: str) -> Iterator[LoggedCommit]:
    question = ("log", _FORMAT, "--encoding=UTF-8", "--use-mailmap", "--no-color", *_CHANGES)
    pieces = git.pieces(*question, *options, commit, "--", mailmap=f"{commit}:.mailmap")
    return _commits(_tokens(pieces))


def _tokens(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
    if rest:
        raise failures.cut_short("log")


def _commits(tokens: Iterator[bytes]) -> Iterator[LoggedCommit]:
    heading: list[bytes] = []
    changes: list[Change] = []
    for token in tokens:
        # Git puts a line end, not a NUL, between a commit and its first change.
        start = token.lstrip(b"\n")
        if start.startswith(b":"):
            changes.append(_change(start, tokens))
        elif start:
            if heading:
                yield _commit(heading, changes)
            heading, changes = [start, *islice(tokens, len(_FIELDS) - 1)], []
    if heading:
        yield _commit(heading, changes)


def _commit(heading: list[bytes], changes: list[Change]) -> LoggedCommit:
    if len(heading) < len(_FIELDS):
        raise failures.cut_short("log")
    commit, parents, *rest = (field.decode("utf-8", "replace") for field in heading)
    return LoggedCommit._make((commit, tuple(parents.split()), *rest, tuple(changes)))


def _change(token: bytes, tokens: Iterator[bytes]) -> Change:
    """Read `:old-mode new-mode old-blob new-blob letter`, and the one or two paths after it."""
    old_mode, mode, old_blob, blob, letter = token[1:].decode("ascii").split(" ")
    kind = letter[0]
    old_path = _path(tokens)
    path = _path(tokens) if kind in "RC" else old_path
    return Change(kind, old_path, path, _regular(old_mode, old_blob), _regular(mode, blob))


def _path(tokens: Iterator[bytes]) -> str:
    token = next(tokens, None)
    if token is None:
        raise failures.cut_short("log")
    return token.decode("utf-8", "surrogateescape")


def _regular(mode: str, blob: str) -> str | None:
    return blob if mode.startswith("100") else None
