"""The permanent address of a document: a page that leads to wherever it stands now."""

from __future__ import annotations

from urllib.parse import quote

from sopgen.model.document import Document
from sopgen.site.assets import ASSETS
from sopgen.site.edition import Edition, relative_address
from sopgen.site.page_templates import PageTemplates
from sopgen.site.tree import Page


def permanent_page(edition: Edition, document: Document, templates: PageTemplates) -> Page:
    """The page at `id/<ID>/`: whole HTML, for no engine has anything to add to it."""
    base = permanent_address(document)
    target = edition.link(document, base)
    site_url = edition.settings.site_url.rstrip("/")
    content = templates.render(
        "permanent.html.j2",
        title=edition.shown(document).title,
        id=document.id,
        href=target,
        canonical=f"{site_url}/{quote(edition.address(document))}" if site_url else target,
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
