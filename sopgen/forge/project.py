"""What every forge offers to a project: comments under requests, issues, and approvals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Post:
    """A comment or an issue that this program wrote: its number there, its title, its text."""

    number: int
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Told:
    """A summary to show: the request it belongs to, and what all its links begin with.

    `paths` are the files that the request changes, where the forge itself told them.
    """

    request: int
    text: str
    files: str
    paths: tuple[str, ...] = ()


class Project(Protocol):
    """A project on a forge, as one job of its pipeline may see and change it."""

    def told(self, summary: Path | None) -> Told | None:
        """The summary of this job's change; None where it has no request or no summary."""
        ...

    def approvals(self) -> Mapping[str, Any]:
        """Who approved the request of this job, in the shape that change control reads."""
        ...

    def own_comments(self, request: int) -> Iterable[Post]:
        """The comments of this program under a request."""
        ...

    def write_comment(self, request: int, body: str, instead_of: Post | None) -> None:
        """Write a comment, new or in place of one."""
        ...

    def own_issues(self) -> Iterable[Post]:
        """The open issues of this program."""
        ...

    def write_issue(self, title: str, body: str, instead_of: Post | None) -> None:
        """Write an issue, new or in place of one."""
        ...

    def close_issue(self, issue: Post) -> None:
        """Close an issue: what it asked for is done."""
        ...
