"""The page for whoever connects other systems: how to open, show and follow the documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from sopgen.edition.edition import Edition
from sopgen.edition.subscriptions import (
    CHANGES_FEED,
    REVIEWS_CALENDAR,
    VERSIONS_CALENDAR,
    department_calendar,
    department_feed,
    owner_calendar,
    role_feed,
)
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.embed import EMBED
from sopgen.site.following import SYSTEMS, Following, following
from sopgen.site.opening import OPEN
from sopgen.site.page_templates import LIST_SHEET, PageTemplates, front_matter

_TITLE: Final = "For other systems"
_SOMEWHERE: Final = "https://procedures.example.org"


def embedding_page(edition: Edition, templates: PageTemplates) -> Page:
    """The page at `embedding/`; its examples are of the library's own documents."""
    site_url = edition.settings.site_url.rstrip("/")
    example = example_of(edition)
    content = templates.render(
        "embedding.md.j2",
        front_matter=front_matter(title=_TITLE, hide=["navigation"], sheets=[LIST_SHEET]),
        title=_TITLE,
        site=site_url or _SOMEWHERE,
        is_site_known=bool(site_url),
        example=_example(edition, example, site_url or _SOMEWHERE) if example else None,
        openings=list(_openings(edition, example)) if example else [],
        follow=following(SYSTEMS, CHANGES_FEED),
        reviews=following(SYSTEMS, CHANGES_FEED, REVIEWS_CALENDAR).calendar,
        versions=following(SYSTEMS, CHANGES_FEED, VERSIONS_CALENDAR).calendar,
        departments=list(_departments(edition)),
        roles=list(_roles(edition)),
    )
    return Page(content=content, title=_TITLE)


def example_of(edition: Edition) -> Document | None:
    """A document to show everything with: the first with steps and an id, None where none has."""
    found = (item for item in edition.listed if item.id and edition.shown(item).steps)
    return next(found, None)


def _example(edition: Edition, document: Document, site: str) -> dict[str, Any]:
    shown = edition.shown(document)
    address = f"{edition.address(document)}{EMBED}"
    return {
        "id": document.id,
        "title": shown.title,
        "version": shown.text("version") or "",
        "href": f"../{address}",
        "frame": f"{site}/{address}",
        "by_id": f"{site}/{OPEN}?{urlencode({'id': document.id, 'embed': 1})}",
    }


def _openings(edition: Edition, document: Document) -> Iterator[tuple[str, str]]:
    """Addresses to open, each with where it leads; of what the document has."""
    shown = edition.shown(document)
    yield _query(id=document.id or ""), f"{shown.title}, as it is in force"
    last = shown.steps[-1].number
    yield _query(id=document.id or "", step=str(last)), f"its step {last}"
    yield _query(id=document.id or "", embed="1"), "its bare view, for a frame"
    for tag in shown.texts("tags")[:1]:
        yield _query(tag=tag), f"every document tagged “{tag}”"
    for key in shown.texts("kpis")[:1]:
        name = edition.name("kpis", key)
        yield _query(kpi=key), f"every document that moves {name}"
    for words in (shown.texts("asks") or (shown.title,))[:1]:
        yield _query(q=words), "a search for these words"
    yield _query(id=f"{document.id}-X"), "a search for this id, since no document has it"


def _query(**asked: str) -> str:
    return f"{OPEN}?{urlencode(asked)}"


def _departments(edition: Edition) -> Iterator[tuple[str, Following]]:
    for key, entry in edition.vocabulary.entries("departments").items():
        yield entry.name, following(SYSTEMS, department_feed(key), department_calendar(key))


def _roles(edition: Edition) -> Iterator[tuple[str, Following]]:
    for key, entry in edition.vocabulary.entries("roles").items():
        yield entry.name, following(SYSTEMS, role_feed(key), owner_calendar(key))
