"""The permanent addresses of a document: pages that lead to wherever it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.assets import ASSETS
from sopgen.site.page_templates import PageTemplates


def permanent_pages(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> Iterator[tuple[str, Page]]:
    """The pages at `id/<ID>/` and `id/<ID>/<version>/`, with their paths."""
    base = permanent_address(document)
    home = edition.address(document)
    yield f"{base}index.html", leading_page(edition, document, templates, base, home)
    for entry in records.timeline(document):
        if entry.is_open:
            there, here = records.address(document, entry), f"{base}{entry.segment}/"
            yield f"{here}index.html", leading_page(edition, document, templates, here, there)


def leading_page(
    edition: Edition, document: Document, templates: PageTemplates, base: str, address: str
) -> Page:
    """A page at `base` that leads on: whole HTML, for no engine has anything to add to it."""
    target = relative_address(address, base)
    site_url = edition.settings.site_url.rstrip("/")
    content = templates.render(
        "permanent.html.j2",
        title=edition.shown(document).title,
        id=document.id or "",
        href=target,
        canonical=f"{site_url}/{quote(address)}" if site_url else target,
        script=relative_address(f"{ASSETS}permanent.js", base),
    )
    return Page(
        content=content,
        title=edition.shown(document).title,
        source=document.path.removeprefix(edition.library.folder),
    )


def permanent_address(document: Document) -> str:
    """The address that stays for ever, with a slash at its end."""
    return f"id/{document.id}/"
