"""The reviews that are due, as data and as the text of an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sopgen.exports.markdown import escaped
from sopgen.model.document import Document
from sopgen.model.spoken import spoken_day
from sopgen.model.vocabulary import Vocabulary

Due = tuple[Document, date]


def reviews_as_json(
    due: Sequence[Due], words: Vocabulary, until: date, today: date
) -> dict[str, Any]:
    """The JSON of `sopgen reviews` (version 1 of the shape; additions only).

    `departments` has every department of the vocabulary, also those where nothing is due.
    """
    return {
        "version": 1,
        "due_by": until.isoformat(),
        "departments": [
            {"department": key, "name": entry.name, "due": _count(due, key)}
            for key, entry in words.entries("departments").items()
        ],
        "reviews": [_review(document, day, today) for document, day in due],
    }


def reviews_as_markdown(due: Sequence[Due], words: Vocabulary, until: date, today: date) -> str:
    """What is due by department, with what is to be done; what documents say stays text."""
    if not due:
        return f"No review is due by {spoken_day(until)}.\n"
    lines = [f"Due by {spoken_day(until)}, the longest due first:", ""]
    ordered = sorted(due, key=lambda item: _department(item[0]))
    for key, items in groupby(ordered, key=lambda item: _department(item[0])):
        lines += [f"### {escaped(words.name('departments', key)) or 'No department'}", ""]
        lines += [*_lines(list(items), words, today), ""]
    lines += ["Read each against the work and the law. Where nothing has to change:", ""]
    lines += ['    sopgen reviewed ID -m "what was looked at"', ""]
    lines += ["Where something has, change it, and give it its version with `sopgen bump`."]
    return "\n".join(lines) + "\n"


def _lines(due: Sequence[Due], words: Vocabulary, today: date) -> Iterator[str]:
    for document, day in due:
        late = f", **{(today - day).days} days late**" if day < today else ""
        owner = words.name("roles", document.text("owner")) or "nobody"
        yield (
            f"- [ ] {escaped(f'{document.id or document.path} {document.title}')}: "
            f"{spoken_day(day)}{late}; owner {escaped(owner)}"
        )


def _review(document: Document, day: date, today: date) -> dict[str, Any]:
    return {
        "document": document.id,
        "title": document.title,
        "path": document.path,
        "department": document.text("department"),
        "owner": document.text("owner"),
        "last_reviewed": document.text("last_reviewed"),
        "due": day.isoformat(),
        "days_late": max(0, (today - day).days),
    }


def _count(due: Sequence[Due], department: str) -> int:
    return sum(_department(document) == department for document, _ in due)


def _department(document: Document) -> str:
    return document.text("department") or ""
