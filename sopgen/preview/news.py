"""Says in a line for each document what a save brought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sopgen.model.finding import Severity, count
from sopgen.preview.keeping import Stopped
from sopgen.preview.site import Site

_MOST: Final = 10


def news(before: Site | Stopped, after: Site | Stopped) -> list[str]:
    """What is different now; nothing where nothing is."""
    if after is before or (isinstance(after, Stopped) and after == before):
        return []
    if isinstance(after, Stopped):
        return [f"The preview waits: {after.message} {after.remedy}".rstrip()]
    if isinstance(before, Stopped):
        return ["The preview goes on."]
    lines = list(_lines(before, after))
    more = [f"... and {len(lines) - _MOST} more documents."] if len(lines) > _MOST else []
    return [*lines[:_MOST], *more]


def _lines(before: Site, after: Site) -> Iterator[str]:
    old, new = before.edition.library.readings, after.edition.library.readings
    for path, reading in new.items():
        if old.get(path) is not reading:
            yield f"{path}: {_found(after, path)}"
    yield from (f"{path}: removed" for path in old if path not in new)


def _found(site: Site, path: str) -> str:
    findings = site.findings.of(path)
    errors, warnings = (count(findings, level) for level in (Severity.ERROR, Severity.WARNING))
    many = [_counted(errors, "error"), _counted(warnings, "warning")]
    return ", ".join(filter(None, many)) or "nothing to mend"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}" if number else ""
