"""The page of a department: its documents to scan, and its roles."""

from __future__ import annotations

from typing import Any

from sopgen.model.document import Document
from sopgen.model.vocabulary import Entry
from sopgen.site.edition import Edition
from sopgen.site.page_templates import PageTemplates, front_matter
from sopgen.site.sop import purpose_sentence
from sopgen.site.tree import Page


def department_page(edition: Edition, key: str, templates: PageTemplates) -> Page:
    """The page at `<department>/`."""
    name = edition.name("departments", key)
    entry = edition.vocabulary.entry("departments", key)
    roles = edition.vocabulary.entries("roles").values()
    content = templates.render(
        "department.md.j2",
        front_matter=front_matter(title=name, hide=["navigation", "toc"], search={"exclude": True}),
        name=name,
        description=entry.more.get("description", "") if entry else "",
        documents=[_row(edition, item, key) for item in edition.departments[key]],
        roles=[_role(edition, role) for role in roles if role.more.get("department") == key],
    )
    return Page(content=content, title=name, is_listed=True)


def _row(edition: Edition, document: Document, key: str) -> dict[str, Any]:
    shown = edition.shown(document)
    return {
        "id": document.id or "",
        "title": shown.title,
        "href": edition.link(document, f"{key}/"),
        "purpose": purpose_sentence(shown),
        "type": edition.templates.of(shown.text("type")).title,
        "steps": len(shown.steps),
        "version": shown.text("version") or "",
        "standing": edition.standing(document),
    }


def _role(edition: Edition, role: Entry) -> dict[str, str]:
    return {
        "name": role.name,
        "description": role.more.get("description", ""),
        "reports_to": edition.name("roles", role.more.get("reports_to")),
    }
