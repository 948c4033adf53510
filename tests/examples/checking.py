"""Checks documents that are held in memory, and reads what an example expects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from sopgen.bundled import bundled
from sopgen.inspection import inspect, levels_of
from sopgen.library import Library
from sopgen.model.finding import Finding
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.reader import read_document
from sopgen.template import Templates, load_templates, load_vocabulary

TODAY: Final = date(2026, 9, 15)
HERE: Final = Path(__file__).parent
_EXPECT: Final = re.compile(r"^(?:#|<!--) expect: (.+?)(?: -->)?\r?$", re.MULTILINE)
_EXPECTED: Final = re.compile(r"(SOP\d{3}) (\d+)(?::(\d+))?")


class Expected(NamedTuple):
    """A finding as an example announces it; without a column, any column will do."""

    code: str
    line: int
    column: int | None = None


@cache
def templates() -> Templates:
    """The templates that sopgen brings."""
    return load_templates(bundled("schema"))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that sopgen brings."""
    return load_vocabulary(bundled("schema"))


def check(files: Mapping[str, bytes], others: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Everything that is found in a library of these files; `others` are paths of other files."""
    layout_of = templates().layout_of
    readings = {path: read_document(path, content, layout_of) for path, content in files.items()}
    library = Library(readings, frozenset(others), "", vocabulary())
    return inspect(library, templates(), levels_of({}), TODAY).findings


def folder(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """The documents of a folder by their paths in it, and the paths of its other files."""
    files = {
        file.relative_to(path).as_posix(): file
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.suffix != ".expect"
    }
    documents = {name: file.read_bytes() for name, file in files.items() if name.endswith(".md")}
    return documents, [name for name in files if name not in documents]


def expected(file: Path) -> list[Expected]:
    """What an example says of itself, in its first comment or in the file beside it."""
    beside = file.with_name(f"{file.name}.expect")
    if beside.exists():
        said = beside.read_text("utf-8")
    else:
        match = _EXPECT.search(file.read_bytes().decode("utf-8", errors="replace"))
        said = match.group(1) if match else ""
    return [
        Expected(code, int(line), int(column) if column else None)
        for code, line, column in _EXPECTED.findall(said)
    ]


def as_expected(findings: Sequence[Finding], wanted: Sequence[Expected]) -> list[Expected]:
    """The findings as an example writes them: with columns only where it names one."""
    columns = {(item.code, item.line): item.column for item in wanted}
    return sorted(
        Expected(
            finding.code,
            finding.place.line,
            finding.place.column
            if columns.get((finding.code, finding.place.line)) is not None
            else None,
        )
        for finding in findings
    )
