"""The reviews that are due: the late ones first, then those of the next 90 days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.subscriptions import REVIEWS_CALENDAR
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.page_templates import LIST_SHEET, PageTemplates, front_matter

ADDRESS: Final = "reviews/"
_AHEAD: Final = timedelta(days=90)


def reviews_page(edition: Edition, templates: PageTemplates) -> Page:
    """The page at `reviews/`."""
    until = edition.today + _AHEAD
    dated = ((_due(edition, item), item) for item in edition.published)
    due = [(day, item) for day, item in dated if day is not None and day <= until]
    due.sort(key=lambda pair: (pair[0], pair[1].id or "", pair[1].path))
    content = templates.render(
        "reviews.md.j2",
        front_matter=front_matter(
            title="Reviews due", hide=["navigation", "toc"], sheets=[LIST_SHEET]
        ),
        rows=[_row(edition, item, day) for day, item in due],
        calendar=relative_address(REVIEWS_CALENDAR, ADDRESS),
        today=edition.today,
        until=until,
    )
    return Page(content=content, title="Reviews due")


def _due(edition: Edition, document: Document) -> date | None:
    return edition.standing(document).review_due


def _row(edition: Edition, document: Document, due: date) -> dict[str, Any]:
    shown = edition.shown(document)
    return {
        "id": document.id or "",
        "title": shown.title,
        "href": edition.link(document, ADDRESS),
        "department": edition.name("departments", edition.department(document)),
        "owner": edition.name("roles", shown.text("owner")),
        "due": due,
        "is_overdue": edition.standing(document).is_overdue,
    }
