"""Where a forge shows a line of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urlsplit

Lines = Callable[[str, int], str | None]
_SCHEMES: Final = frozenset({"http", "https"})


def lines_of(repo_url: str, commit: str) -> Lines:
    """The lines of the files of a commit, by the address of its repository; none without one."""
    middle = "/-/blob/" if "gitlab" in repo_url else "/blob/"
    return lines_at(f"{repo_url.rstrip('/')}{middle}{commit}" if repo_url else "")


def lines_at(files_at: str) -> Lines:
    """The lines of the files below an address; none where that is no address of the web.

    Markdown is asked for as text, for only there lines have an address.
    """
    if urlsplit(files_at).scheme not in _SCHEMES:
        return lambda _, __: None
    return lambda path, line: f"{files_at.rstrip('/')}/{quote(path)}?plain=1#L{line}"
