"""Everything there is to say about a library: its documents, the change to them, code owners."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sopgen.inspection import (
    Inspection,
    Levels,
    extended,
    inspect,
    inspect_folder,
    levels_of,
    with_finding,
)
from sopgen.library import find_files
from sopgen.model.errors import OperatorError
from sopgen.model.finding import Problem
from sopgen.owners import kept_owners
from sopgen.workspace import Workspace

if TYPE_CHECKING:
    from sopgen.gate import Evidence, Violation


def check_library(
    workspace: Workspace, base: str | None, today: date, evidence: Evidence | None = None
) -> Inspection:
    """Check the whole library, and where a base is named, what changed since.

    `evidence` is what the forge knows of approvals. Raises `OperatorError` where git cannot
    answer.
    """
    levels = levels_of(workspace.settings.rules)
    # First what may fail for want of history, then the long work.
    violations = _violations(workspace, base, today, evidence) if base else []
    inspection = _inspected(workspace, levels, today)
    return _with_owners(extended(inspection, violations, levels), workspace, levels)


def check_paths(
    workspace: Workspace,
    paths: Sequence[Path],
    base: str | None,
    today: date,
    evidence: Evidence | None = None,
) -> Inspection:
    """Check some files or folders, against the whole library where they belong to it.

    Raises `OperatorError` for a path that is not there, and for a base with files of no library.
    """
    levels = levels_of(workspace.settings.rules)
    if not workspace.holds(paths):
        if base:
            raise OperatorError(
                "With --base only documents of the library can be checked.", "Leave out --base."
            )
        return inspect(workspace.apart(paths), workspace.templates, levels, today)
    only = workspace.select(paths)
    inspection = _inspected(workspace, levels, today, only)
    if not base:
        return inspection
    violations = _violations(workspace, base, today, evidence)
    documents = find_files(workspace.settings).documents
    wanted = (v for v in violations if v.path in only or v.path not in documents)
    return extended(inspection, wanted, levels)


def _inspected(
    workspace: Workspace, levels: Levels, today: date, only: Collection[str] | None = None
) -> Inspection:
    return inspect_folder(
        workspace.settings,
        workspace.templates,
        workspace.vocabulary,
        workspace.store,
        levels=levels,
        today=today,
        only=only,
    )


def _with_owners(inspection: Inspection, workspace: Workspace, levels: Levels) -> Inspection:
    """The inspection with what is wrong with the code owners, where sopgen keeps them."""
    owners = kept_owners(workspace)
    if owners is None or owners.is_current:
        return inspection
    message = "The code owners no longer follow from the documents and the vocabulary."
    problem = Problem("SOP614", message, (), 'Run "sopgen owners --write".')
    return with_finding(inspection, levels, owners.path, owners.line, problem)


def _violations(
    workspace: Workspace, base: str, today: date, evidence: Evidence | None
) -> Sequence[Violation]:
    from sopgen.gate import check_changes  # noqa: PLC0415 only a base needs git and comparing

    return check_changes(workspace, base, today, evidence)
