"""Everything that has to be right before an engine starts: settings, library, history, pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from sopgen.archive import Archive, open_archive
from sopgen.edition.edition import Edition
from sopgen.exports.machines import machine_files
from sopgen.inspection import inspect, levels_of
from sopgen.library import Library
from sopgen.model.day import stated_day
from sopgen.model.finding import Finding, Severity
from sopgen.site import PageTree
from sopgen.site.building import plan_tree
from sopgen.workspace import Workspace


@dataclass(frozen=True)
class Sources:
    """Where a build gets what is not in the documents themselves.

    `archive` gets whether it must be exact: then it raises an `OperatorError` where git cannot
    answer. `findings` are all that the rules say; those of severity error stop the build.
    """

    archive: Callable[[Workspace, bool], Archive]
    findings: Callable[[Workspace, date], Sequence[Finding]]

    def lenient(self) -> Sources:
        """The same, for a preview that goes on in spite of findings."""
        return Sources(self.archive, lambda _, __: ())


class LibraryHasErrorsError(Exception):
    """The library must not be published as it is; `findings` are its errors."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(_spoken(findings))
        self.findings = tuple(findings)


def git_archive(workspace: Workspace, exact: bool) -> Archive:
    """The archive of a library as git has it.

    Where git cannot answer, raises `HistoryUnavailableError` if it must be exact; else the pages
    say what is missing.
    """
    layout_of, root = workspace.templates.layout_of, workspace.settings.root
    return open_archive(workspace.library, layout_of, root, exact=exact)


def rule_findings(workspace: Workspace, today: date) -> Sequence[Finding]:
    """What the rules say of the whole library."""
    levels = levels_of(workspace.settings.rules)
    return inspect(workspace.library, workspace.templates, levels, today).findings


DEFAULT_SOURCES = Sources(git_archive, rule_findings)


def prepare_tree(
    workspace: Workspace,
    today: date,
    sources: Sources = DEFAULT_SOURCES,
    *,
    drafts: bool = False,
    exact: bool = False,
) -> PageTree:
    """Read and check the library; each of its pages is made when it is asked for.

    With `exact` only with its history.

    Raises `LibraryHasErrorsError` for a library with errors, and `OperatorError` for what only
    the operator can mend.
    """
    findings = sources.findings(workspace, today)
    errors = [item for item in findings if item.severity is Severity.ERROR]
    if errors:
        raise LibraryHasErrorsError(errors)
    return plan_library(workspace, sources.archive(workspace, exact), today, drafts=drafts)


def plan_library(
    workspace: Workspace, archive: Archive, today: date, *, drafts: bool = False
) -> PageTree:
    """The page tree of a library, each page of which is made when it is asked for."""
    archive.gather()
    edition = edition_of(workspace, workspace.library, archive, today, drafts=drafts)
    return plan_of(edition, archive)


def plan_of(edition: Edition, archive: Archive) -> PageTree:
    """The page tree of an edition with what machines read, each part made when it is asked for."""
    beside = partial(machine_files, commit=archive.commit)
    return plan_tree(edition, beside, commit=archive.commit)


def edition_of(
    workspace: Workspace, library: Library, archive: Archive, today: date, *, drafts: bool
) -> Edition:
    """What the pages of a library may state as of a day; the past is read as they ask for it."""
    return Edition(
        library,
        workspace.settings,
        workspace.templates,
        today,
        archive.histories,
        archive.standings(today),
        archive.all_versions,
        archive.notice or None,
        drafts=drafts,
        first_commit=archive.first_commit,
    )


def build_day(environment: Mapping[str, str] = os.environ) -> date:
    """The day a build is for: that of SOURCE_DATE_EPOCH where it is set, else today (UTC).

    Raises `OperatorError` where SOURCE_DATE_EPOCH is no number of seconds.
    """
    return stated_day(environment) or datetime.now(UTC).date()


def must_be_exact(*, strict: bool, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a build needs the whole history: a strict one does, and any that CI runs."""
    return strict or environment.get("CI", "").lower() in {"1", "true"}


def _spoken(findings: Sequence[Finding]) -> str:
    lines = [
        f"{item.path}:{item.place.line}:{item.place.column}: {item.code} {item.message}"
        for item in findings
    ]
    many = "1 error" if len(lines) == 1 else f"{len(lines)} errors"
    return "\n".join([f"The library has {many} and is not published.", *lines])
