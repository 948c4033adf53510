"""Findings for people: grouped by file, each with its line, a caret and a hint."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.text import Text

from sopgen.inspection import Inspection
from sopgen.model.finding import Finding, Severity
from sopgen.model.source import Source

_STYLE: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_LONGEST_LINE: Final = 110


def render_text(inspection: Inspection, *, colour: bool) -> str:
    """The findings as text, with a summary at the end; with escape codes where `colour`."""
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=colour,
        no_color=not colour,
        width=200,
        highlight=False,
        soft_wrap=True,
    )
    for path, findings in groupby(inspection.findings, key=lambda finding: finding.path):
        console.print(Text(_printable(path), "bold"))
        for finding in findings:
            for line in _lines(finding, inspection.sources.get(path)):
                console.print(line)
        console.print()
    console.print(_summary(inspection))
    return out.getvalue()


def _lines(finding: Finding, source: Source | None) -> Iterator[Text]:
    place = finding.place
    yield Text.assemble(
        f"  {place.line}:{place.column} ",
        (finding.severity.value, _STYLE[finding.severity]),
        f" {finding.message} ",
        (f"{finding.code} {finding.rule}", "dim"),
    )
    if source is not None:
        yield from _excerpt(finding, source)
    if finding.hint:
        yield Text.assemble("      ", ("help: ", "cyan"), finding.hint)


def _excerpt(finding: Finding, source: Source) -> Iterator[Text]:
    """The line and a caret under the place; of a long line, the part around it."""
    place = finding.place
    line = source.line(place.line).replace("\t", " ")
    start = max(0, min(place.column - 1 - 40, len(line) - _LONGEST_LINE))
    shown = _printable(line[start : start + _LONGEST_LINE])
    if not shown.strip():
        return
    number = f"{place.line:>5} "
    cut = "…" if start else ""
    yield Text.assemble((f"{number}│ ", "dim"), cut, shown)
    before = " " * (place.column - 1 - start + len(cut))
    length = max(1, min(place.length, _LONGEST_LINE - (place.column - 1 - start)))
    marks = Text("^" * length, _STYLE[finding.severity])
    yield Text.assemble((" " * len(number) + "│ ", "dim"), before, marks)


def _printable(text: str) -> str:
    """The text with a mark for each character that would steer the terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _summary(inspection: Inspection) -> Text:
    documents = _counted(inspection.documents, "document")
    if not inspection.documents:
        return Text("There is no document here, so nothing was checked.", "yellow")
    if not inspection.findings:
        return Text.assemble((f"{documents} checked, all in order.", "green"))
    counts = ", ".join(
        _counted(number, word)
        for number, word in ((inspection.errors, "error"), (inspection.warnings, "warning"))
        if number
    )
    style = "bold red" if inspection.errors else "bold yellow"
    return Text.assemble(f"{documents} checked: ", (counts, style), ".")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
