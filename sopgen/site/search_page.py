"""The page of all search results, and of the documents by department for who cannot search."""

from __future__ import annotations

from typing import Any, Final

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.page_templates import LIST_SHEET, SEARCH_SHEET, PageTemplates, front_matter

ADDRESS: Final = "search/"
# More would make whoever searches wait for what they do not need.
MOST_NAMED: Final = 250


def search_page(edition: Edition, templates: PageTemplates) -> Page:
    """The page at `search/`; what is searched for stands in its address.

    It names every document, of a large library only the departments: it does not grow with it.
    """
    content = templates.render(
        "search.md.j2",
        front_matter=front_matter(
            title="Search",
            hide=["navigation", "toc"],
            sheets=[LIST_SHEET, SEARCH_SHEET],
            robots="noindex",
            has_search_field=True,
        ),
        example=example_id(edition),
        is_whole=len(edition.listed) <= MOST_NAMED,
        departments=[_department(edition, key) for key in edition.departments],
    )
    return Page(content=content, title="Search")


def example_id(edition: Edition) -> str | None:
    """An id that a reader may type, None in a library without documents."""
    return edition.listed[0].id if edition.listed else None


def _department(edition: Edition, key: str) -> dict[str, Any]:
    return {
        "name": edition.name("departments", key),
        "href": relative_address(f"{key}/", ADDRESS),
        "documents": [_row(edition, item) for item in edition.departments[key]],
    }


def _row(edition: Edition, document: Document) -> dict[str, Any]:
    return {
        "id": document.id or "",
        "title": edition.shown(document).title,
        "href": edition.link(document, ADDRESS),
        "standing": edition.standing(document),
    }
