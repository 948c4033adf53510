"""Tells a finding again after the lines above it have moved, for services that track findings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from sopgen.inspection import Inspection
from sopgen.model.finding import Finding


def fingerprinted(inspection: Inspection) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint: of its rule, its file, its line's text, and which of like.

    Sixty-four hexadecimal digits, different for every finding of an inspection.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in inspection.findings:
        source = inspection.sources.get(finding.path)
        line = source.line(finding.place.line).strip() if source else ""
        key = (finding.code, finding.path, line, finding.message)
        seen[key] += 1
        parts = "\0".join((*key, str(seen[key])))
        yield finding, hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
