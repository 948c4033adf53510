"""The page of a department: its documents to scan, and its roles."""

from __future__ import annotations

from typing import Any

from sopgen.edition.edition import Edition
from sopgen.edition.subscriptions import department_calendar, department_feed
from sopgen.edition.tree import Page
from sopgen.model.vocabulary import Entry
from sopgen.site.alternates import of_list
from sopgen.site.following import announced, following
from sopgen.site.handout import FILE, in_force
from sopgen.site.listing import listed_documents
from sopgen.site.page_templates import LIST_SHEET, PageTemplates, front_matter
from sopgen.site.words import Words


def department_page(edition: Edition, key: str, templates: PageTemplates) -> Page:
    """The page at `<department>/`."""
    name = edition.name("departments", key)
    entry = edition.vocabulary.entry("departments", key)
    description = entry.more.get("description", "") if entry else ""
    roles = edition.vocabulary.entries("roles").values()
    content = templates.render(
        "department.md.j2",
        front_matter=front_matter(
            title=name,
            description=description,
            hide=["navigation", "toc"],
            sheets=[LIST_SHEET],
            alternates=of_list(edition, f"{key}/"),
            feed=announced(f"Changes in {name}", department_feed(key)),
        ),
        follow=following(f"{key}/", department_feed(key), department_calendar(key)),
        name=name,
        description=description,
        documents=listed_documents(edition, edition.departments[key], f"{key}/"),
        handout=FILE if in_force(edition, key) else "",
        roles=[
            _role(edition, role, f"{key}/") for role in roles if role.more.get("department") == key
        ],
    )
    return Page(content=content, title=name, is_listed=True)


def _role(edition: Edition, role: Entry, base: str) -> dict[str, Any]:
    words = Words(edition, base)
    return {
        "name": role.name,
        "word": words.role(role.key),
        "description": role.more.get("description", ""),
        "reports_to": words.role(role.more.get("reports_to")),
    }
