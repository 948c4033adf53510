"""The figures of a run as a table in Markdown, and that table's place in the README."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.measure import Cut

_BEGIN: Final = "<!-- benchmarks: made by `make bench` -->"
_END: Final = "<!-- end of benchmarks -->"


Row = Mapping[str, Any]


def merged(earlier: Sequence[Row], later: Sequence[Row]) -> list[Row]:
    """The figures of two runs; of what both measured, the later ones."""
    rows = {(row["name"], row["documents"]): row for row in (*earlier, *later)}
    names = list(dict.fromkeys(name for name, _ in rows))
    return sorted(rows.values(), key=lambda row: (names.index(row["name"]), row["documents"]))


def table(results: Sequence[Row]) -> str:
    """Rows of what was measured, for each size of library.

    Times stand against sopgen's own of the same kind, and against those of the size before.
    """
    sizes = sorted({row["documents"] for row in results})
    heads = [f"{size:,} documents" for size in sizes]
    lines = [
        "| command | " + " | ".join(heads) + " |",
        "|---" + "|---:" * len(sizes) + "|",
    ]
    for name in dict.fromkeys(row["name"] for row in results):
        cells = [_cell(results, name, size) for size in sizes]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def put_into(file: Path, made: str) -> None:
    """Replace the table of a Markdown file; raises `ValueError` where it has no place for one."""
    text = file.read_text("utf-8")
    before, found, rest = text.partition(_BEGIN)
    _, ended, after = rest.partition(_END)
    if not found or not ended:
        raise ValueError(f"{file} has no place for the table.")
    file.write_text(f"{before}{_BEGIN}\n{made}\n{_END}{after}", "utf-8")


def _cell(results: Sequence[Row], name: str, size: int) -> str:
    by_size = {row["documents"]: row for row in results if row["name"] == name}
    row = by_size.get(size)
    if row is None:
        return ""
    if row.get("cut") == Cut.MEMORY:
        return f"out of memory after {row['wall']:.1f} s, {row['memory'] / 1e6:.0f} MB"
    over = "over " if row.get("cut") else ""
    notes = []
    own = next((item for item in results if _is_own(item) and _group(item) == _group(row)), None)
    if own is not None and not _is_own(row):
        notes.append(f"{over}{row['wall'] / own['wall']:.1f} × sopgen's")
    before = by_size.get(max((item for item in by_size if item < size), default=0))
    if before is not None and not before.get("cut"):
        notes.append(f"{over}{row['wall'] / before['wall']:.1f} × {before['documents']:,}'s")
    told = f" ({', '.join(notes)})" if notes else ""
    if "loaded" in row:  # a search, in a browser
        return f"{row['wall'] * 1000:.0f} ms{told}, {row['loaded'] / 1000:.0f} kB"
    return f"{over}{row['wall']:.1f} s{told}, {row['memory'] / 1e6:.0f} MB"


def _is_own(row: Row) -> bool:
    return bool(row["name"].startswith("sopgen"))


def _group(row: Row) -> tuple[str, int]:
    return row["kind"], row["documents"]
