"""One open issue for each topic with something to do; closed when there is nothing left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sopgen.forge.project import Project

_LARGEST: Final = 60_000  # characters; an issue holds a few more


@dataclass(frozen=True, slots=True)
class Topic:
    """What an issue is about: its permanent key, its title, its text; None when all is done."""

    key: str
    title: str
    text: str | None

    @property
    def marker(self) -> str:
        """The first line, by which the issue is found again; nobody sees it."""
        return f"<!-- sopgen: {self.key} -->"

    @property
    def body(self) -> str:
        """The issue's text, cut at the end of a line where a forge has no room for it."""
        text = self.text or ""
        if len(text) > _LARGEST:
            text = f"{text[:_LARGEST].rpartition(chr(10))[0]}\n\n… sopgen shows the rest.\n"
        return f"{self.marker}\n{text}"


def keep_issues(project: Project, topics: Iterable[Topic]) -> None:
    """Bring the issue of every topic up to date."""
    issues = list(project.own_issues())
    for topic in topics:
        own = next((post for post in issues if post.body.startswith(topic.marker)), None)
        if topic.text is None:
            if own is not None:
                project.close_issue(own)
        elif own is None or (own.title, own.body) != (topic.title, topic.body):
            project.write_issue(topic.title, topic.body, own)
