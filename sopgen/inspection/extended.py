"""Adds to an inspection what was found in another way than by the rules on one document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sopgen.inspection.inspector import Inspection, Levels, finding_of
from sopgen.model.document import Document
from sopgen.model.finding import Finding, Problem, told
from sopgen.model.source import Place, Span
from sopgen.rules import RULES

_NOWHERE = Span(0, 0)


def extended(
    inspection: Inspection, found: Iterable[tuple[str, Document, Problem]], levels: Levels
) -> Inspection:
    """The inspection with more problems, each with its path and its document.

    A problem with an empty span is of a document that is gone: its text is not shown.
    """
    findings, sources = list(inspection.findings), dict(inspection.sources)
    for path, document, problem in found:
        severity = levels[problem.code]
        if severity is not None:
            rule = RULES[problem.code]
            findings.append(finding_of(path, document, rule, severity, problem))
            if problem.at != _NOWHERE:
                sources[path] = document.source
    findings.sort(key=lambda finding: finding.sort_key)
    return replace(inspection, findings=tuple(findings), sources=sources)


def with_finding(
    inspection: Inspection, levels: Levels, path: str, line: int, problem: Problem
) -> Inspection:
    """The inspection with a problem of a file that is no document, on a line of it."""
    severity = levels[problem.code]
    if severity is None:
        return inspection
    found = Finding(
        code=problem.code,
        rule=RULES[problem.code].name,
        severity=severity,
        message=told(problem.message),
        hint=told(problem.hint),
        path=path,
        place=Place(line, 1),
        document=None,
    )
    findings = sorted((*inspection.findings, found), key=lambda finding: finding.sort_key)
    return replace(inspection, findings=tuple(findings))
