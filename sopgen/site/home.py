"""The home page: search first, then departments, what changed and what comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Final

from sopgen.edition.dates import utc_day
from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.edition.words import silence
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.alternates import of_home
from sopgen.site.page_templates import (
    LIST_SHEET,
    SEARCH_SHEET,
    WAYS_SHEET,
    PageTemplates,
    front_matter,
)
from sopgen.site.roles import browse_ways
from sopgen.site.search_page import ADDRESS as SEARCH
from sopgen.site.search_page import example_id

_SHOWN_IN_TILE: Final = 3
_LATELY: Final = 6


@dataclass(frozen=True, slots=True)
class Tile:
    """A department with the documents that the others refer to most."""

    name: str
    description: str
    href: str
    count: int
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A version that was issued, or that takes effect, on a day."""

    day: date
    title: str
    href: str
    version: str
    summary: str


def home_page(edition: Edition, templates: PageTemplates) -> Page:
    """The page at the root of the site."""
    content = templates.render("home.md.j2", **_values(edition))
    return Page(content=content, title=edition.settings.site_name, is_listed=True)


def _values(edition: Edition) -> dict[str, Any]:
    name = edition.settings.site_name
    return {
        "front_matter": front_matter(
            title=name,
            hide=["navigation", "toc"],
            sheets=[LIST_SHEET, SEARCH_SHEET, WAYS_SHEET],
            has_search_field=True,
            alternates=of_home(edition),
        ),
        "site_name": name,
        "tiles": [_tile(edition, key) for key in edition.departments],
        "changed": list(_changes(edition)),
        "coming": sorted(_coming(edition), key=lambda item: (item.day, item.title))[:_LATELY],
        "notice": edition.notice,
        "today": edition.today,
        "ways": browse_ways(edition, ""),
        "example": example_id(edition),
        "search": SEARCH,
    }


def _tile(edition: Edition, key: str) -> Tile:
    documents = edition.departments[key]
    entry = edition.vocabulary.entry("departments", key)
    return Tile(
        name=edition.name("departments", key),
        description=entry.more.get("description", "") if entry else "",
        href=f"{key}/",
        count=len(documents),
        documents=tuple(
            (edition.shown(item).title, edition.link(item, ""))
            for item in _most_used(edition, documents)
        ),
    )


def _most_used(edition: Edition, documents: tuple[Document, ...]) -> list[Document]:
    referrers = edition.library.referrers
    used = sorted(documents, key=lambda item: -len(referrers.get(item.id or "", ())))
    return used[:_SHOWN_IN_TILE]


def _changes(edition: Edition) -> Iterator[Event]:
    """The latest of the versions that their documents issued last; drafts never are."""
    found = []
    for document in edition.listed:
        issued = [item for item in edition.revisions(document) if item.status != "draft"]
        if issued:
            why = issued[0].change_summary or silence(is_first=len(issued) == 1)
            order = -issued[0].issued_at.timestamp(), edition.shown(document).title
            found.append((order, document, issued[0], why))
    found.sort(key=itemgetter(0))
    for _, document, item, why in found[:_LATELY]:
        yield _event(edition, document, utc_day(item.issued_at), item.version, why)


def _coming(edition: Edition) -> Iterator[Event]:
    """The versions that wait for their day: the first of a document, or the next."""
    for document in edition.listed:
        standing = edition.standing(document)
        coming = standing.upcoming.document if standing.upcoming else None
        if standing.phase is Phase.UPCOMING:
            coming = standing.document
        day = coming.day("effective_date") if coming else None
        if coming and day:
            version, why = coming.text("version") or "", coming.text("change_summary")
            yield _event(edition, document, day, version, why)


def _event(edition: Edition, document: Document, day: date, version: str, why: str | None) -> Event:
    return Event(
        day=day,
        title=edition.shown(document).title,
        href=edition.link(document, ""),
        version=version,
        summary=why or "First version.",
    )
