"""The figures of a run as a table in Markdown, and that table's place in the README."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

_BEGIN: Final = "<!-- benchmarks: made by `make bench` -->"
_END: Final = "<!-- end of benchmarks -->"


def table(results: Sequence[Mapping[str, Any]]) -> str:
    """Rows of what was measured, for each size of library; times against sopgen's own."""
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


def _cell(results: Sequence[Mapping[str, Any]], name: str, size: int) -> str:
    kind = next(row["kind"] for row in results if row["name"] == name)
    own = next(row for row in results if (row["documents"], row["kind"]) == (size, kind))
    for row in results:
        if row["name"] == name and row["documents"] == size:
            ratio = row["wall"] / own["wall"]
            times = "" if row is own else f" ({ratio:.1f} ×)"
            return f"{row['wall']:.1f} s{times}, {row['memory'] / 1e6:.0f} MB"
    return ""
