"""The page of one version of a document that is not the one its readers follow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records
from sopgen.edition.standing import PageStanding
from sopgen.edition.timeline import Entry
from sopgen.edition.tree import Page
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.alternates import Alternate, of_document
from sopgen.site.arrangement import arrange
from sopgen.site.banners import version_banner
from sopgen.site.page_templates import ARCHIVE_SHEET, PageTemplates, front_matter
from sopgen.site.paper import SHEET, document_sheet
from sopgen.site.sop import Showing, show
from sopgen.site.steps import Alike


def version_pages(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> Iterator[tuple[str, Page]]:
    """A page for each version, the one on the document's own page apart, with its path.

    Their headings are not checked after rendering: nobody can mend an old text, so it must not
    stop the build.
    """
    page = partial(_page, alike=Alike())
    for entry in records.timeline(document):
        if entry.is_open and not entry.is_on_page:
            address = records.address(document, entry)
            render = _text if entry.document is None else page
            alternates = tuple(of_document(edition, records, document, entry))
            content = render(edition, document, entry, templates, address, alternates=alternates)
            yield (
                f"{address.rstrip('/')}.md",
                Page(content=content, title=_title(edition, document, entry), is_archived=True),
            )
            shown = entry.document or document
            standing = _standing(entry, shown)
            sheet = document_sheet(edition, shown, standing, version=entry.version)
            yield f"{address}{SHEET}", sheet


def _page(
    edition: Edition,
    document: Document,
    entry: Entry,
    templates: PageTemplates,
    base: str,
    *,
    alternates: tuple[Alternate, ...],
    alike: Alike,
) -> str:
    shown = entry.document or document
    department = edition.name("departments", shown.text("department"))
    showing = Showing(
        document=shown,
        base=base,
        department=department,
        title=_title(edition, document, entry),
        crumbs=_crumbs(edition, document, base),
        standing=_standing(entry, shown),
        banner=version_banner(entry, edition.standing(document)),
        history=f"../history/#{entry.segment}",
        is_archived=True,
        commit=entry.issued.revision.commit if entry.issued.revision else None,
        in_force=edition.shown(document),
        alike=alike,
        alternates=alternates,
    )
    layout = edition.templates.layout_of(shown.text("type"))
    return show(edition, showing, arrange(shown, layout), templates)


def _text(
    edition: Edition,
    document: Document,
    entry: Entry,
    templates: PageTemplates,
    base: str,
    *,
    alternates: tuple[Alternate, ...],
) -> str:
    """The bare text of a version that cannot be read as a document."""
    title = _title(edition, document, entry)
    return templates.render(
        "version_text.md.j2",
        front_matter=archived(title, alternates=list(alternates)),
        title=title,
        crumbs=_crumbs(edition, document, base),
        banner=version_banner(entry, edition.standing(document)),
        text=entry.issued.text,
        history_link=f"../history/#{entry.segment}",
    )


def archived(title: str, **more: Any) -> str:  # noqa: ANN401 whatever the page states
    """Front matter of a page of the archive, which search engines leave alone."""
    fields = {"title": title, "hide": ["navigation"], "sheets": [ARCHIVE_SHEET]}
    return front_matter(**fields, robots="noindex", **more)


def _title(edition: Edition, document: Document, entry: Entry) -> str:
    shown = entry.document or edition.shown(document)
    return f"{shown.title}, version {entry.version}"


def _crumbs(edition: Edition, document: Document, base: str) -> tuple[tuple[str, str], ...]:
    key = edition.department(document)
    department = relative_address(f"{key}/", base)
    return ((edition.name("departments", key), department), (edition.shown(document).title, "../"))


def _standing(entry: Entry, document: Document) -> PageStanding:
    return PageStanding(
        phase=entry.phase if entry.phase is not Phase.IN_FORCE else Phase.SUPERSEDED,
        document=document,
        since=entry.issued.effective_date,
        review_due=None,
        is_overdue=False,
    )
