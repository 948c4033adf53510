"""The summary as data (version 1 of the shape; additions only)."""

from __future__ import annotations

from typing import Any

from sopgen.exports.comparison import change_as_json
from sopgen.exports.summary.telling import Summary, Telling


def summary_as_json(summary: Summary) -> dict[str, Any]:
    """The JSON of `sopgen summary`; the findings themselves are those of `sopgen validate`."""
    inspection = summary.inspection
    return {
        "version": 1,
        "summary": {
            "changed": len(summary.tellings),
            "errors": inspection.errors,
            "warnings": inspection.warnings,
        },
        "documents": [_document(item) for item in summary.tellings],
    }


def _document(item: Telling) -> dict[str, Any]:
    return {
        "path": item.path,
        "document": item.id,
        "title": item.title,
        "department": item.department,
        "fate": item.fate.value,
        "renamed_from": item.renamed_from,
        "moved_from": item.moved_from,
        "version": item.version,
        "verdict": item.verdict.value,
        "proposed": item.proposed,
        "reason": item.reason,
        "effect": item.effect,
        "changes": [
            {**change_as_json(change), "asks_for": step.value} for change, step in item.changes
        ],
        "steps": list(item.steps),
        "roles": list(item.roles),
        "must_read": list(item.must_read),
        "reviewers": [
            {"part": one.part, "role": one.role, "teams": list(one.teams)} for one in item.reviewers
        ],
        "referrers": [
            {"document": one.id, "title": one.title, "path": one.path, "places": list(one.places)}
            for one in item.referrers
        ],
    }
