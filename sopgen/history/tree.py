"""Which files a commit has, and which files of the work tree are not committed as they are."""

from __future__ import annotations

from collections.abc import Mapping

from sopgen.history.git import Git


def read_files(git: Git, commit: str, folder: str) -> Mapping[str, str]:
    """Give the blob of each regular file under a folder of the commit ('' for all), by path."""
    listing = git.ask(
        "ls-tree", "-r", "-z", "--full-tree", commit, "--", *([folder] if folder else [])
    )
    files: dict[str, str] = {}
    for entry in listing.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, _kind, blob = about.decode("ascii").split(" ")
        if mode.startswith("100"):
            files[path.decode("utf-8", "surrogateescape")] = blob
    return files


def read_uncommitted(git: Git) -> frozenset[str]:
    """Give the paths whose work tree or index differs from HEAD, untracked files included."""
    options = ("--porcelain", "-z", "--untracked-files=all", "--no-renames")
    listing = git.ask_in_work_tree("status", *options, "--ignore-submodules=all")
    # Two letters and a space come before each path.
    return frozenset(
        entry[3:].decode("utf-8", "surrogateescape") for entry in listing.split(b"\0")[:-1]
    )
