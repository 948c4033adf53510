"""Findings for programs, as one JSON object (version 1 of the shape; additions only)."""

from __future__ import annotations

import json
from typing import Any

from sopgen.inspection import Inspection
from sopgen.model.finding import Finding


def render_json(inspection: Inspection) -> str:
    """The findings as JSON text: `{"version": 1, "summary": {…}, "findings": […]}`."""
    value = {
        "version": 1,
        "summary": {
            "documents": inspection.documents,
            "errors": inspection.errors,
            "warnings": inspection.warnings,
        },
        "findings": [_finding(finding) for finding in inspection.findings],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "document": finding.document,
    }
