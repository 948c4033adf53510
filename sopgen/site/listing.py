"""Pages that list documents, such as those of a type or a tag, and the indexes of such pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.page_templates import LIST_SHEET, WAYS_SHEET, PageTemplates, front_matter
from sopgen.site.paging import pages_of
from sopgen.site.sop import purpose_sentence

_ON_A_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Way:
    """A page of an index: what it is called, what it means, and how many documents it leads to."""

    name: str
    href: str
    count: int
    description: str = ""


def listed_documents(
    edition: Edition, documents: Iterable[Document], base: str
) -> list[dict[str, Any]]:
    """What a list on the page at `base` says of each document."""
    return [_row(edition, item, base) for item in documents]


def listing_pages(
    edition: Edition,
    templates: PageTemplates,
    home: str,
    title: str,
    documents: Sequence[Document],
    *,
    crumb: str,
    facts: Sequence[tuple[str, str]] = (),
    description: str = "",
) -> Iterator[tuple[str, Page]]:
    """The page at `home` with the documents that have something in common, and those after it.

    `crumb` names the index above it, `facts` are shown by their names.
    """
    for page in pages_of(home, len(documents), _ON_A_PAGE):
        content = templates.render(
            "listing.md.j2",
            front_matter=_plain(page.title(title)),
            title=page.title(title),
            crumbs=((crumb, "../"),) if page.is_first else ((crumb, "../../"), (title, "../")),
            description=description if page.is_first else "",
            facts=facts if page.is_first else (),
            page=page,
            count=len(documents),
            documents=listed_documents(edition, page.cut(documents), page.address),
        )
        yield page.path, Page(content=content, title=page.title(title))


def index_page(
    templates: PageTemplates, title: str, lead: str, ways: Sequence[Way], *, none: str
) -> Page:
    """The page that leads to the lists of one kind; `none` is said where there are none."""
    content = templates.render(
        "ways.md.j2",
        front_matter=_plain(title),
        title=title,
        lead=lead,
        ways=ways,
        none=none,
    )
    return Page(content=content, title=title)


def _plain(title: str) -> str:
    return front_matter(title=title, hide=["navigation", "toc"], sheets=[LIST_SHEET, WAYS_SHEET])


def _row(edition: Edition, document: Document, base: str) -> dict[str, Any]:
    shown = edition.shown(document)
    return {
        "id": document.id or "",
        "title": shown.title,
        "href": edition.link(document, base),
        "purpose": purpose_sentence(shown),
        "type": edition.templates.of(shown.text("type")).title,
        "steps": len(shown.steps),
        "version": shown.text("version") or "",
        "standing": edition.standing(document),
    }
