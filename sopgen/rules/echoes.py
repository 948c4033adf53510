"""Drops findings that only echo another: one slip is one finding, at its root."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Problem
from sopgen.model.source import Span

_SECTION: Final = frozenset({"SOP301", "SOP302", "SOP310"})
# A block that is never closed hides what follows it.
_IN_DOCUMENT: Final[Mapping[str, frozenset[str]]] = {
    "SOP113": _SECTION,
    "SOP328": _SECTION,
    "SOP329": _SECTION,
    # A heading of the wrong level is no step, so the numbers after it do not fit.
    "SOP335": frozenset({"SOP319"}),
}
# What is wrong inside a section is why the section as a whole seems empty.
_IN_SECTION: Final = frozenset(
    {"SOP324", "SOP327", "SOP330", "SOP331", "SOP335", "SOP336", "SOP337", "SOP340"}
)
_ON_LINE: Final[Mapping[str, frozenset[str]]] = {
    "SOP205": frozenset({"SOP501"}),
    "SOP301": frozenset({"SOP307", "SOP308", "SOP309", "SOP330", "SOP335"}),
    "SOP303": frozenset({"SOP304"}),
    "SOP305": frozenset({"SOP335"}),
    "SOP317": frozenset({"SOP314"}),
    "SOP327": frozenset({"SOP301", "SOP336"}),
    "SOP330": frozenset({"SOP302", "SOP332"}),
    "SOP331": frozenset({"SOP301", "SOP314", "SOP315", "SOP339"}),
    "SOP336": frozenset({"SOP301", "SOP314", "SOP315", "SOP317", "SOP340"}),
    "SOP338": frozenset({"SOP302", "SOP309"}),
    "SOP339": frozenset({"SOP214", "SOP314", "SOP315"}),
}
_NO_FRONT_MATTER: Final = "SOP103"
# Guidance, and an item that runs on into the one above.
_NOT_READ: Final = frozenset({"SOP324", "SOP336"})
_READING: Final = "SOP1"


def without_echoes(document: Document, problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that go away when another one is mended."""
    problems = list(problems)
    if len(problems) < 2:
        return problems
    dropped = _Echoes(document, problems)
    return [problem for problem in problems if not dropped.has(problem)]


class _Echoes:
    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self._document = document
        codes = {problem.code for problem in problems}
        self._everywhere = {code for cause in codes for code in _IN_DOCUMENT.get(cause, ())}
        if _NO_FRONT_MATTER in codes and not any(item.property for item in document.sections):
            # Such a file is most likely no SOP at all.
            self._everywhere |= {*_SECTION, "SOP333"}
        self._lines: dict[int, set[str]] = {}
        spans: list[Span] = []
        causes: list[int] = []
        for problem in problems:
            span = document.locate(problem.at)
            if problem.code in _ON_LINE:
                self._lines.setdefault(self._line(span), set()).update(_ON_LINE[problem.code])
            if problem.code in _IN_SECTION:
                causes.append(span.start)
            if self._is_unread(problem, span):
                spans.append(span)
        self._causes = sorted(causes)
        self._sections = {
            section.heading.span.start: index for index, section in enumerate(document.sections)
        }
        self._unread = _Spans(spans)

    def has(self, problem: Problem) -> bool:
        """Whether another problem is the root of this one."""
        span = self._document.locate(problem.at)
        if problem.code.startswith(_READING) or problem.code in _NOT_READ:
            return False
        return (
            problem.code in self._everywhere
            or problem.code in self._lines.get(self._line(span), ())
            or self._unread.touch(span)
            or (problem.code in _SECTION and self._explained_inside(span))
        )

    def _line(self, span: Span) -> int:
        return self._document.source.place(span).line

    def _is_unread(self, problem: Problem, span: Span) -> bool:
        """Whether a value could not be read or is not written yet: then it is not judged."""
        if problem.code in _NOT_READ:
            return True
        return problem.code.startswith(_READING) and span.start < self._document.body_span.start

    def _explained_inside(self, heading: Span) -> bool:
        """Whether a cause stands between a section's heading and the end of the next one."""
        index = self._sections.get(heading.start)
        if index is None:
            return False
        following = self._document.sections[index + 1 : index + 2]
        end = following[0].heading.span.end if following else len(self._document.source.text) + 1
        first = bisect_right(self._causes, heading.start)
        return first < len(self._causes) and self._causes[first] < end


class _Spans:
    """Spans that can be asked quickly whether one of them touches another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((max(span.end, span.start + 1) for span in ordered), max))

    def touch(self, span: Span) -> bool:
        index = bisect_left(self._starts, max(span.end, span.start + 1))
        return index > 0 and self._ends[index - 1] > span.start
