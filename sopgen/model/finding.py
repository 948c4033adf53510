"""What is wrong with a document: a problem as a rule sees it, a finding as a person reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sopgen.model.source import Place, Span

# Control characters, ends of lines, overrides of the direction of text, halves of characters.
_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
Route = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding matters: an error fails the check, a warning does not."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def rank(self) -> int:
        """Errors come first."""
        return 0 if self is Severity.ERROR else 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a rule noticed, before severity and place are known.

    `at` names the place as a route into the document's data, such as ("steps", 2, "time_limit"),
    or as a span of its text.
    """

    code: str
    message: str
    at: Route | Span
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, with its place; `path` is relative to the repository, with slashes."""

    code: str
    rule: str
    severity: Severity
    message: str
    hint: str
    path: str
    place: Place
    document: str | None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings stand in the order of the text, so that the output is always the same."""
        return (self.path, self.place.line, self.place.column, self.code, self.message)


def told(text: str) -> str:
    """Words about a document on one line; nothing in them steers a terminal or hides the rest."""
    return _STEERING.sub(lambda match: " " if match[0] in "\t\r\n" else "\ufffd", text)


def count(findings: Sequence[Finding], severity: Severity) -> int:
    """How many findings have this severity."""
    return sum(1 for finding in findings if finding.severity is severity)
