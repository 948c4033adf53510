"""A file's text, and the way from an offset in it to the line and column a person sees."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of character offsets in a source's text."""

    start: int
    end: int


class Place(NamedTuple):
    """Where a person finds something: line and column are 1-based, length is in characters."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True)
class Source:
    """The text of one file.

    `text` has no byte-order mark (`has_bom` says that the file had one) and keeps its line ends.
    """

    path: str
    text: str
    has_bom: bool = False

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, to look for words in quickly; positions may differ."""
        return self.text.lower()

    def encoded(self) -> bytes:
        """The bytes of the file that the text was read from (where they were UTF-8)."""
        return (b"\xef\xbb\xbf" if self.has_bom else b"") + self.text.encode()

    def place(self, span: Span) -> Place:
        """Line and column of a span; the length never reaches past the end of its first line."""
        start = min(max(span.start, 0), len(self.text))
        line = bisect_right(self._line_starts, start)
        line_start = self._line_starts[line - 1]
        line_end = line_start + len(self.line(line))
        length = max(1, min(span.end, line_end) - start)
        return Place(line, start - line_start + 1, length)

    def line(self, number: int) -> str:
        """The text of a 1-based line without its end; empty where there is no such line."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def line_span(self, number: int) -> Span:
        """The span of a 1-based line without its end."""
        start = self._line_starts[min(max(number, 1), len(self._line_starts)) - 1]
        return Span(start, start + len(self.line(number)))

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        return self.text[span.start : span.end]
