"""Checks a site or a package: its files against its manifest, and its manifest against git."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sopgen.archive import open_repository
from sopgen.engines.rebuilding import made_anew, why_not
from sopgen.history import History
from sopgen.manifest import Manifest
from sopgen.manifest.checking import Difference, How, against_another, against_files, against_git
from sopgen.manifest.contents import Contents, opened
from sopgen.manifest.reading import NoManifestError, read_manifest
from sopgen.manifest.value import MANIFEST
from sopgen.model.errors import HistoryUnavailableError, OperatorError
from sopgen.settings import Settings


@dataclass
class Report:
    """What was found: `checked` says what was looked at, `unchecked` what could not be, and why.

    `manifest` is None where what stands in its place is none.
    """

    manifest: Manifest | None = None
    differences: list[Difference] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)


def verify(
    path: Path,
    settings: Callable[[], Settings],
    config: str,
    *,
    rebuild: bool = False,
    stage: Callable[[str], None] = lambda _: None,
) -> Report:
    """Check a site's folder or a zip; with `rebuild` also that its commit gives the same again.

    `settings` gives those of the library whose git is asked, from the file called `config`; it
    may raise `OperatorError`. Nothing of a zip is unpacked. Raises `OperatorError` where the path
    is neither, or has no manifest.
    """
    report = Report()
    with opened(path) as contents:
        stage("Comparing the files")
        try:
            manifest = report.manifest = read_manifest(contents)
        except NoManifestError as error:
            report.differences.append(Difference(How.UNREADABLE, MANIFEST, str(error)))
            report.unchecked.append("All other files: there is nothing to hold them against.")
            return report
        report.differences += against_files(manifest, contents)
        report.checked.append(f"{len(manifest.files)} files against {MANIFEST}")
        stage("Asking git")
        history = _git(report, manifest, settings)
        if not rebuild:
            report.unchecked.append(
                "Whether the commit gives these very files: a manifest can be forged together with "
                "what it lists. Add --rebuild."
            )
        elif history is not None:
            stage("Making it anew")
            again = partial(made_anew, manifest, settings(), history, config)
            _anew(report, manifest, contents, again)
    return report


def _git(report: Report, manifest: Manifest, settings: Callable[[], Settings]) -> History | None:
    """Hold the manifest against git; gives the history for more, None where there is none."""
    if manifest.origin.commit is None:
        report.unchecked.append("Git: it was made without any.")
        return None
    try:
        here = open_repository(settings().root)
    except OperatorError as error:
        report.unchecked.append(f"Git: {error.message} {error.remedy}".rstrip(". ") + ".")
        return None
    try:
        then = here.as_of(manifest.origin.commit)
    except HistoryUnavailableError:
        detail = "git here does not know it: fetch, or run this in the library's own repository"
        named = f"commit {manifest.origin.commit}"
        report.differences.append(Difference(How.NOT_IN_GIT, named, detail))
        return None
    report.differences += against_git(manifest, then)
    documents = manifest.origin.documents
    versions = sum(len(item.versions) for item in documents)
    report.checked.append(f"{versions} versions of {len(documents)} documents against git")
    return here


def _anew(
    report: Report,
    manifest: Manifest,
    contents: Contents,
    again: Callable[[], AbstractContextManager[Contents]],
) -> None:
    reason = why_not(manifest)
    if reason is not None:
        report.unchecked.append(f"Whether its commit gives these very files: {reason}.")
        return
    try:
        with again() as other:
            report.differences += against_another(contents, other)
            report.checked.append(f"{len(other.names)} files made anew from the commit")
    except OperatorError as error:
        told = f"{error.message} {error.remedy}".rstrip(". ")
        report.unchecked.append(f"Whether its commit gives these very files: {told}.")
