"""Findings as GitLab's code quality report, which a merge request shows beside the change.

The form is the subset of the Code Climate report that GitLab's "Code Quality" documents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from sopgen.inspection import Inspection
from sopgen.model.finding import Severity
from sopgen.report.fingerprints import fingerprinted

_SEVERITY: Final[Mapping[Severity, str]] = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render_gitlab(inspection: Inspection) -> str:
    """The findings as a JSON array; an empty one where there are none."""
    issues = [
        {
            "description": f"{finding.message} {finding.hint}".strip(),
            "check_name": f"{finding.code} {finding.rule}",
            "fingerprint": fingerprint,
            "severity": _SEVERITY[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.place.line}},
        }
        for finding, fingerprint in fingerprinted(inspection)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
