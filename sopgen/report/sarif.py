"""Findings as SARIF 2.1.0 (OASIS), which code scanning services keep and show on their lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from sopgen import __version__
from sopgen.inspection import Inspection
from sopgen.model.finding import Finding
from sopgen.report.fingerprints import fingerprinted
from sopgen.rules import RULES, Rule

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"


def render_sarif(inspection: Inspection) -> str:
    """The findings as JSON text, with the page of every rule that found something."""
    codes = sorted({finding.code for finding in inspection.findings})
    run = {
        "tool": {
            "driver": {
                "name": "sopgen",
                "version": __version__,
                "rules": [_descriptor(RULES[code]) for code in codes],
            }
        },
        # Columns count characters, as people do (section 3.14.17).
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, mark, codes) for item, mark in fingerprinted(inspection)],
    }
    value = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    """What the rule is (section 3.49 reportingDescriptor)."""
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {"text": f"{rule.summary} {rule.why}".strip()},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, fingerprint: str, codes: Sequence[str]) -> dict[str, Any]:
    place = finding.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
    }
    file = {"uri": quote(finding.path), "uriBaseId": _ROOT}
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity.value,
        "message": {"text": f"{finding.message} {finding.hint}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "partialFingerprints": {"sopgen/v1": fingerprint},
    }
