"""Makes the package for an auditor out of a library as it stood at a commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sopgen.archive import Archive
from sopgen.audit.links import bind
from sopgen.audit.package import package_files, package_origin
from sopgen.audit.places import shown_files
from sopgen.audit.scope import Scope
from sopgen.audit.zipping import Written, write_zip
from sopgen.checkout import Past
from sopgen.edition.edition import Edition
from sopgen.inspection import inspect, levels_of
from sopgen.model.errors import OperatorError
from sopgen.model.suggestion import did_you_mean
from sopgen.workspace import Workspace


class Exported(NamedTuple):
    """A package that was written, and what it is about."""

    file: Path
    written: Written
    scope: Scope


def export(
    file: Path,
    past: Past,
    day: date,
    departments: Sequence[str] = (),
    tell: Callable[[int, int], None] = lambda _, __: None,
) -> Exported:
    """Write the package of a library as it stood at a commit, for a day.

    `departments` limit it; none means all. `tell` hears after each document how many of how many
    are done. Raises `HistoryUnavailableError` where git cannot answer exactly, and
    `OperatorError` for a department that is none, and where the file cannot be written.
    """
    scope = scope_of(past, day, departments)
    files = package_files(scope, tell)
    origin, at = package_origin(scope), scope.committed_at
    return Exported(file, write_zip(file, files, origin, scope.departments, at), scope)


def scope_of(past: Past, day: date, departments: Sequence[str] = ()) -> Scope:
    """What a package is about; it raises as `export` does."""
    past.history.require_complete()
    workspace, history = past.workspace, past.history
    edition = _edition(
        workspace, Archive(workspace.library, workspace.templates.layout_of, history), day
    )
    chosen = tuple(sorted({_known(edition, key) for key in departments}))
    bound = bind(edition, chosen, shown_files(edition))
    blobs = sorted({item.blob for found in edition.histories.values() for item in found.revisions})
    levels = levels_of(workspace.settings.rules)
    return Scope(
        edition=bound,
        commit=history.commit,
        committed_at=history.committed_at,
        departments=chosen,
        texts=history.texts(blobs),
        findings=inspect(workspace.library, workspace.templates, levels, day).findings,
    )


def _edition(workspace: Workspace, archive: Archive, day: date) -> Edition:
    library = workspace.library
    return Edition(
        library,
        workspace.settings,
        workspace.templates,
        day,
        archive.histories,
        {item.path: archive.standing(item, day) for item in library.documents},
        {item.path: archive.versions(item) for item in library.documents},
    )


def _known(edition: Edition, key: str) -> str:
    known = {edition.department(item) for item in edition.published}
    if key in known:
        return key
    close = did_you_mean(key, known)
    hint = f'Did you mean "{close}"?' if close else f"There are: {', '.join(sorted(known))}."
    raise OperatorError(f'No published document is in a department "{key}".', hint)
