"""The pages of a package that are about all of its documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sopgen import __version__
from sopgen.audit.documents import version_values
from sopgen.audit.margins import page_margins
from sopgen.audit.measures import Measure
from sopgen.audit.places import (
    APPROVALS,
    REGISTER,
    REGISTER_CSV,
    REGISTER_JSON,
    REVIEWS,
    START,
    STATEMENT,
    STATEMENT_JSON,
    file_of,
    text_file,
)
from sopgen.audit.scope import Scope
from sopgen.audit.sheets import Sheets
from sopgen.audit.statement import Standard, statement, statement_as_data
from sopgen.edition.validity import version_validity
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.register import COLUMNS, register_cells
from sopgen.site.register_csv import as_csv


def overview_files(scope: Scope, sheets: Sheets) -> Iterator[tuple[str, bytes]]:
    """Every page about all of the package, with its path."""
    standards = statement(scope)
    rows = [_row(scope, item) for item in scope.documents]
    yield START, _start(scope, sheets, rows, standards)
    yield STATEMENT, _statement(scope, sheets, standards)
    yield STATEMENT_JSON, as_json(statement_as_data(scope, standards))
    yield REGISTER, _page(scope, sheets, REGISTER, "Register", rows=rows)
    yield REGISTER_CSV, as_csv(COLUMNS, (row["cells"] for row in rows))
    yield REGISTER_JSON, as_json(_register(scope, rows))
    yield APPROVALS, _approvals(scope, sheets)
    yield REVIEWS, _page(scope, sheets, REVIEWS, "Reviews", **_reviews(rows))


def as_json(data: Any) -> bytes:  # noqa: ANN401 any JSON
    """Data as the bytes of a file: the same ones for the same data."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode(errors="replace")


def _page(scope: Scope, sheets: Sheets, path: str, title: str, **values: Any) -> bytes:  # noqa: ANN401 whatever the page states
    template = f"audit_{path.removesuffix('.html')}.html.j2"
    return sheets.page(template, path, title, page_margins(scope, title), **values)


def _start(
    scope: Scope, sheets: Sheets, rows: Sequence[dict[str, Any]], standards: Sequence[Standard]
) -> bytes:
    phases = Counter(row["standing"].phase for row in rows)
    return _page(
        scope,
        sheets,
        START,
        "Audit package",
        groups=[
            (name, list(items)) for name, items in groupby(sorted(rows, key=_place), key=_place)
        ],
        counts=[(phase, phases[phase]) for phase in Phase if phases[phase]],
        overdue=sum(row["standing"].is_overdue for row in rows),
        approved=_measure(standards, "approved"),
        standards=standards,
        sopgen=__version__,
        limits=[scope.edition.name("departments", key) for key in scope.departments],
    )


def _statement(scope: Scope, sheets: Sheets, standards: Sequence[Standard]) -> bytes:
    measures = {
        item.key: item
        for standard in standards
        for clause in standard.clauses
        for item in clause.measures
    }
    title = "Statement by clause"
    return _page(
        scope, sheets, STATEMENT, title, standards=standards, measures=list(measures.values())
    )


def _approvals(scope: Scope, sheets: Sheets) -> bytes:
    versions = [version_values(scope, item) for item in scope.versions]
    kinds = Counter(item["evidence"]["kind"] for item in versions)
    return _page(scope, sheets, APPROVALS, "Approvals", versions=versions, kinds=kinds)


def _reviews(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    due = [row for row in rows if row["standing"].review_due]
    due.sort(key=lambda row: (row["standing"].review_due, row["id"]))
    return {
        "late": [row for row in due if row["standing"].is_overdue],
        "coming": [row for row in due if not row["standing"].is_overdue],
    }


def _row(scope: Scope, document: Document) -> dict[str, Any]:
    shown, edition = scope.shown(document), scope.edition
    return {
        "id": document.id or "",
        "title": edition.shown(document).title,
        "file": text_file(scope, shown) if shown else file_of(scope, document),
        "record": file_of(scope, document),
        "department": edition.name("departments", edition.department(document)),
        "standing": edition.standing(document),
        "held": version_validity(edition, document, shown.entry) if shown else None,
        "days_late": _days_late(scope, document),
        "versions": len(scope.versions_of(document)),
        "cells": register_cells(edition, document),
    }


def _days_late(scope: Scope, document: Document) -> int:
    due = scope.edition.standing(document).review_due
    return max(0, (scope.edition.today - due).days) if due else 0


def _register(scope: Scope, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    documents = [row["cells"] for row in rows]
    return {"version": 1, "as_of": scope.edition.today.isoformat(), "documents": documents}


def _measure(standards: Sequence[Standard], key: str) -> Measure | None:
    found = (
        item
        for standard in standards
        for clause in standard.clauses
        for item in clause.measures
        if item.key == key
    )
    return next(found, None)


def _place(row: dict[str, Any]) -> str:
    return str(row["department"])
