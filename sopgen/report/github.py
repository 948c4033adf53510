"""Findings as GitHub's workflow commands: each becomes an annotation on its line.

The form is GitHub's "Workflow commands for GitHub Actions"; it shows ten errors and ten warnings
of a step beside the change, and all of them in the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sopgen.inspection import Inspection
from sopgen.model.finding import Finding

# A line break or a sign that ends a part would let a document's words become a command.
_IN_TEXT: Final[Mapping[str, str]] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY: Final = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def render_github(inspection: Inspection) -> str:
    """The findings, one command a line; nothing where there are none."""
    return "".join(f"{_command(finding)}\n" for finding in inspection.findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": finding.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
        "title": f"{finding.code} {finding.rule}",
    }
    shown = ",".join(f"{name}={_escaped(text, _IN_PROPERTY)}" for name, text in properties.items())
    words = f"{finding.message} {finding.hint}".strip()
    return f"::{finding.severity.value} {shown}::{_escaped(words, _IN_TEXT)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
