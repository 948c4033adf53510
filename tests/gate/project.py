"""A library in a repository: what the mainline has, and what somebody changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sopgen.gate import check_changes
from sopgen.workspace import open_workspace
from tests.history.repository import Repository
from tests.sample import BODY, sop

PATH = "sops/answer-a-call.md"
OTHER = "sops/call-back.md"
TODAY = date(2026, 3, 1)  # the repositories of the tests begin in January 2026
DAY = "2026-03-01"
ANEW = {"version": "1.0.1", "change_summary": "Say it more clearly.", "effective_date": DAY}
OTHER_BODY = BODY.replace("who calls", "who was promised a call").replace(
    "Say your name and ask how you can help.", "Ring, and say why you ring."
)


def a(body: str = BODY, /, **fields: str | None) -> str:
    """The document under test, since January unless told otherwise."""
    return sop(body, **({"effective_date": "2026-01-01"} | fields))


def b(body: str = OTHER_BODY, /, **fields: str | None) -> str:
    """Another document."""
    return a(body, **({"id": "SOP-CS-002", "title": "Call back"} | fields))


def with_roles(body: str = BODY) -> str:
    """A change that asks for a major version."""
    return body.replace("- Time limit: 1 minute", "- Time limit: 2 minutes")


def with_typo(body: str = BODY) -> str:
    """A change that asks for a patch."""
    return body.replace("Say your name and", "Say your name, and")


class Project:
    """A repository with a library on `main`; what is written afterwards is not committed."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.top: Path = repository.top

    def base(self, files: Mapping[str, str], settings: str = "") -> str:
        """Make the commit that later changes are held against."""
        block = "".join(f"      {line}\n" for line in settings.splitlines())
        mkdocs = f"docs_dir: sops\nplugins:\n  - sopgen:\n{block}"
        made = self.repository.commit("Base", {"mkdocs.yml": mkdocs, "sops/index.md": "", **files})
        self.repository.check_out()
        return made

    def write(self, files: Mapping[str, str | None]) -> None:
        """Change the work tree; None deletes."""
        for path, text in files.items():
            file = self.top / path
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())

    def found(self, revision: str = "HEAD", today: date = TODAY) -> list[tuple[str, str]]:
        """Code and path of all violations."""
        workspace = open_workspace(self.top)
        return sorted((v.problem.code, v.path) for v in check_changes(workspace, revision, today))

    def said(self, revision: str = "HEAD", today: date = TODAY) -> list[tuple[str, str]]:
        """Message and hint of all violations."""
        found = check_changes(open_workspace(self.top), revision, today)
        return [(v.problem.message, v.problem.hint) for v in found]

    def codes(self, revision: str = "HEAD", today: date = TODAY) -> list[str]:
        """The codes alone."""
        return [code for code, _ in self.found(revision, today)]
