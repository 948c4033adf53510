"""Compares the history of every file of a repository with git's own answer.

Run it on any clone: `python -m tests.history.agreement FOLDER`.

For a file that is no document (see `sopgen.archive`), commits, order and paths must be those of
`git log --follow --no-merges`. A document has at least those since it began, and may have more by
its id; git goes on into the document that it was copied from, which is another one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sopgen.archive import open_repository
from sopgen.history import History


class Listed(NamedTuple):
    """A commit as git lists it for one file, with the path that the file had there."""

    commit: str
    path: str
    copied: bool


def paths_of(top: Path) -> list[str]:
    """Every path that a commit of HEAD's past ever had, deleted ones too."""
    names = _git(top, "log", "-z", "-m", "--no-renames", "--name-only", "--format=", "HEAD")
    return sorted({name.removeprefix("\n") for name in names.split("\0")} - {""})


def followed(top: Path, path: str) -> list[Listed]:
    """The commits that git lists for one file, newest first."""
    options = ("--follow", "--no-merges", "-z", "--name-status", "--format=%x01%H")
    listing = _git(top, "log", *options, "HEAD", "--", f":(literal){path}")
    blocks = (block.replace("\0\n", "\0").split("\0") for block in listing.split("\1")[1:])
    listed = (list(filter(None, block)) for block in blocks)
    return [
        Listed(commit, [path, *names][-1], copied="".join(names).startswith("C"))
        for commit, *names in listed
    ]


def disagreements(top: Path, paths: Iterable[str]) -> Iterator[str]:
    """The paths whose history is not git's."""
    history = open_repository(top)
    for path in paths:
        if not _agrees(history, path, followed(top, path)):
            yield path


def _agrees(history: History, path: str, theirs: list[Listed]) -> bool:
    found = history.history_of(path)
    if found.document is not None:
        return {each.commit for each in _since_it_began(theirs)} <= {
            each.commit for each in found.commits
        }
    ours = [(each.commit, each.path) for each in found.commits]
    return ours == [(each.commit, each.path) for each in theirs]


def _since_it_began(theirs: list[Listed]) -> Iterator[Listed]:
    for each in theirs:
        yield each
        if each.copied:
            break


def _git(top: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(top), *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogateescape")


def main(folder: str) -> int:
    """Print the paths that differ; 1 where there are any."""
    top = Path(folder)
    paths = paths_of(top)
    different = list(disagreements(top, paths))
    print(*different, f"{len(paths)} files, {len(different)} differ", sep="\n")  # noqa: T201
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
