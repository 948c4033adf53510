"""The register: one table of every published document."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from sopgen.edition.addresses import schema_link
from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.alternates import of_list
from sopgen.site.page_templates import LIST_SHEET, PageTemplates, front_matter
from sopgen.site.register_csv import as_csv

ADDRESS: Final = "register/"
CSV: Final = f"{ADDRESS}register.csv"
JSON: Final = f"{ADDRESS}register.json"
COLUMNS: Final = (
    "id", "title", "type", "department", "version", "status", "in_force_since", "owner",
    "approver", "review_due", "address", "as_of",
)  # fmt: skip


def register_page(edition: Edition, templates: PageTemplates) -> Page:
    """The page at `register/`, with late reviews first."""
    documents = sorted(edition.published, key=lambda item: _order(edition, item))
    content = templates.render(
        "register.md.j2",
        front_matter=front_matter(
            title="Register",
            hide=["navigation", "toc"],
            sheets=[LIST_SHEET],
            alternates=of_list(edition, ADDRESS, "register"),
        ),
        rows=[_row(edition, item) for item in documents],
        late=sum(1 for item in documents if edition.standing(item).is_overdue),
        today=edition.today,
    )
    return Page(content=content, title="Register", is_listed=True)


def register_csv(edition: Edition) -> Page:
    """The same register as a file for spreadsheets."""
    return Page(
        content=as_csv(COLUMNS, (register_cells(edition, item) for item in _by_id(edition)))
    )


def register_json(edition: Edition) -> Page:
    """The same register for other programs: the columns of the CSV by name, empty text for none."""
    documents = [register_cells(edition, item) for item in _by_id(edition)]
    register = {
        "$schema": schema_link("register-table", JSON),
        "version": 1,
        "as_of": edition.today.isoformat(),
        "documents": documents,
    }
    return Page(content=json.dumps(register, ensure_ascii=False, indent=1) + "\n")


def _by_id(edition: Edition) -> list[Document]:
    return sorted(edition.published, key=lambda item: (item.id or "", item.path))


def register_cells(edition: Edition, document: Document) -> dict[str, str]:
    """What the register states of a document, by column."""
    row, standing = _row(edition, document), edition.standing(document)
    site_url = edition.settings.site_url.rstrip("/")
    cells = {
        **{name: str(row.get(name, "")) for name in COLUMNS},
        "status": standing.name,
        "in_force_since": standing.since.isoformat() if standing.since else "",
        "review_due": standing.review_due.isoformat() if standing.review_due else "",
        "address": f"{site_url}/{edition.address(document)}",
        "as_of": edition.today.isoformat(),
    }
    return {name: cells[name] for name in COLUMNS}


def _order(edition: Edition, document: Document) -> tuple[bool, date, str, str]:
    standing = edition.standing(document)
    due = standing.review_due if standing.is_overdue else None
    return (not standing.is_overdue, due or date.max, document.id or "", document.path)


def _row(edition: Edition, document: Document) -> dict[str, Any]:
    shown = edition.shown(document)
    return {
        "id": document.id or "",
        "title": shown.title,
        "href": edition.link(document, ADDRESS),
        "type": edition.templates.of(shown.text("type")).title,
        "department": edition.name("departments", edition.department(document)),
        "version": shown.text("version") or "",
        "standing": edition.standing(document),
        "owner": edition.name("roles", shown.text("owner")),
        "approver": edition.name("roles", shown.text("approver")),
        "keys": {
            "type": shown.text("type") or "",
            "department": edition.department(document),
            "owner": shown.text("owner") or "",
        },
    }
