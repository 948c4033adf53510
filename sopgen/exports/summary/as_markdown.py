"""The summary as the comment under a pull request.

Whatever documents say, people and addresses named in them are only text here: a comment reaches
everybody who follows the repository, and its author is a machine that they trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from sopgen.exports.markdown import link
from sopgen.exports.summary.document_markdown import document_as_markdown
from sopgen.exports.summary.phrases import (
    LONGEST,
    LONGEST_TITLE,
    more,
    plural,
    said,
    shortened,
)
from sopgen.exports.summary.telling import Summary, Telling
from sopgen.model.finding import Finding

# A comment holds 65,536 characters; a little is left for what a workflow adds.
LARGEST: Final = 65_000
_MOST_FINDINGS: Final = 30
_MOST_ROWS: Final = 40
_LEAST: Final = "There is no room here for what changed: `sopgen summary` shows it.\n"
Address = Callable[[str, int], str | None]


def summary_as_markdown(summary: Summary, address: Address, largest: int = LARGEST) -> str:
    """The summary in at most `largest` characters, counted as forges do; what is cut is said.

    `address` gives the forge's address of a line in a file, None where that is not known.
    """
    forms = _forms(summary, address, largest)
    return next((made for made in forms if size(made) <= largest), _LEAST)


def size(text: str) -> int:
    """How long a text is where characters beyond the basic plane count as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _forms(summary: Summary, address: Address, largest: int) -> Iterator[str]:
    """The summary in ever shorter forms; each says what it leaves out."""
    head, findings = _head(summary), _findings(summary, address)
    yield "\n".join([*head, *map(document_as_markdown, summary.tellings), *findings])
    texts = [document_as_markdown(item, with_redline=False) for item in summary.tellings]
    yield "\n".join([*head, *texts, *findings])
    around = "\n".join([*head, _left_out(len(texts)), *findings])
    shown = _fitting(texts, largest - size(around))
    yield "\n".join([*head, *texts[:shown], _left_out(len(texts) - shown), *findings])
    yield "\n".join([*head, _left_out(len(texts)), findings[0], "", "There is no room for them."])


def _fitting(texts: Sequence[str], room: int) -> int:
    """How many of the texts have room, each with a line end."""
    return sum(total <= room for total in accumulate(size(text) + 1 for text in texts))


def _left_out(documents: int) -> str:
    left = f"{documents} more document{plural(documents)} changed"
    return f"_{left}; there is no room for them here. `sopgen summary` shows all._\n"


def _head(summary: Summary) -> list[str]:
    tellings = summary.tellings
    if not tellings:
        return ["## No procedure changed", ""]
    lines = [f"## {len(tellings)} procedure{plural(len(tellings))} changed", ""]
    lines += ["| Document | What | Version | Must read it |", "|---|---|---|---|"]
    lines += [_row(item) for item in tellings[:_MOST_ROWS]]
    return [*lines, "", *more(len(tellings) - _MOST_ROWS, "row")]


def _row(item: Telling) -> str:
    name = item.title if item.id is None else f"{item.id} {item.title}"
    cells = (name, item.fate.value, item.version, ", ".join(item.must_read) or "nobody")
    return "| " + " | ".join(said(cell, LONGEST_TITLE) for cell in cells) + " |"


def _findings(summary: Summary, address: Address) -> list[str]:
    inspection = summary.inspection
    own = {item.path for item in summary.tellings}
    found = sorted(
        inspection.findings, key=lambda one: (one.severity.rank, one.path not in own, one.sort_key)
    )
    if not found:
        return ["### Findings", "", "None: every document keeps every rule.", ""]
    counts = f"{inspection.errors} error{plural(inspection.errors)}, "
    counts += f"{inspection.warnings} warning{plural(inspection.warnings)}"
    lines = [f"### Findings: {counts}", ""]
    lines += [_finding(one, address) for one in found[:_MOST_FINDINGS]]
    return [*lines, *more(len(found) - _MOST_FINDINGS, "finding"), ""]


def _finding(one: Finding, address: Address) -> str:
    place, there = f"{one.path}:{one.place.line}", address(one.path, one.place.line)
    shown = link(shortened(place, LONGEST), there) if there else said(place)
    severity = f"**{one.severity}**" if one.severity.rank == 0 else one.severity.value
    return f"- {severity} {shown} {said(f'{one.message} {one.hint}')} ({one.code})"
