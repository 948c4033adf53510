"""Holds an edit of one document against the rules before it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sopgen.inspection.inspector import inspect, levels_of
from sopgen.model.document import Document
from sopgen.model.errors import OperatorError
from sopgen.model.finding import Severity
from sopgen.reading.reader import Reading
from sopgen.workspace import Workspace


def require_as_valid(workspace: Workspace, old: Document, new: Document, today: date) -> None:
    """Raise `OperatorError` where an edit would break a rule that the document kept before."""
    before, after = (_errors(workspace, document, today) for document in (old, new))
    added = sorted(after - before)
    if added:
        raise OperatorError(f"{old.path} would not be valid: {added[0][1]}", "Nothing was written.")


def _errors(workspace: Workspace, document: Document, today: date) -> set[tuple[str, str]]:
    reading = Reading(document, front_matter_usable=True)
    readings = {**workspace.library.readings, document.path: reading}
    library = replace(workspace.library, readings=readings)
    levels = levels_of(workspace.settings.rules)
    found = inspect(library, workspace.templates, levels, today, [document.path])
    return {(f.code, f.message) for f in found.findings if f.severity is Severity.ERROR}
