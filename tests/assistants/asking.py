"""Asks a source as the server does, without the server, and looks into the answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sopgen.answering.answers import Cited
from sopgen.answering.published import Source
from sopgen.answering.refusals import Reason, RefusalAnswer
from sopgen.answering.tools import ask
from sopgen.assistants.files import Files
from sopgen.assistants.repository import Repository
from sopgen.assistants.sites import Site
from sopgen.workspace import open_workspace
from tests.assistants.library import TODAY


def repository(folder: Path) -> Repository:
    """The repository as a source, on the day of the tests."""
    return Repository(open_workspace(folder).settings, lambda: TODAY, "mkdocs.yml")


def site(files: Files, today: date = TODAY) -> Site:
    """A built site as a source, on the day of the tests."""
    return Site(files, lambda: today)


def answered(source: Source, tool: str, **arguments: object) -> Any:  # noqa: ANN401 any answer
    """A tool's answer, which must be one."""
    answer = ask(source, tool, arguments)
    assert not isinstance(answer, RefusalAnswer), answer.error.message
    return answer


def refused(source: Source, tool: str, **arguments: object) -> Reason:
    """Why a tool gives no answer."""
    answer = ask(source, tool, arguments)
    assert isinstance(answer, RefusalAnswer)
    return answer.error


def cited(answer: Cited) -> tuple[str, str, int | None]:
    """Id, version and step of an answer."""
    citation = answer.citation
    return citation.id, citation.version, citation.step
