"""The bare view of a document, for a frame within a help desk or a CRM."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.arrangement import CONTROL, arrange, own_anchor
from sopgen.site.assets import ASSETS
from sopgen.site.banners import banner_of
from sopgen.site.page_templates import PageTemplates
from sopgen.site.run import run_block
from sopgen.site.sop import body_values, described, next_link_of, shown_commit

EMBED: Final = "embed/"  # beneath the page of its document
# A pattern that begins with letters finds them far sooner than one that begins with any space.
_ID: Final = re.compile(r'id="(?<=\sid=")([^"]*)"')
_LINK_WITHIN: Final = re.compile(r'href="#(?<=\shref="#)([^"]*)"')


def embed_page(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> tuple[str, Page]:
    """The page at `…/embed/` of a published document, with its path: whole HTML.

    Every link opens beside the frame, but for those to what the view itself holds; those to other
    parts of the document lead to its page.
    """
    base = f"{edition.address(document)}{EMBED}"
    shown = edition.shown(document)
    rendered = templates.render("embed.html.j2", **_values(edition, document, base, records))
    return f"{base}index.html", Page(
        content=_links_bound(rendered),
        title=shown.title,
        source=document.path.removeprefix(edition.library.folder),
        anchors=tuple(step.anchor for step in shown.steps),
    )


def _values(edition: Edition, document: Document, base: str, records: Records) -> dict[str, Any]:
    shown, standing = edition.shown(document), edition.standing(document)
    body = body_values(
        edition, shown, base, arrange(shown, edition.templates.layout_of(shown.text("type")))
    )
    site_url = edition.settings.site_url.rstrip("/")
    home = edition.address(document)
    return {
        **body,
        "id": document.id or "",
        "title": shown.title,
        "version": shown.text("version") or "none",
        "description": described(shown, standing),
        "standing": standing,
        "banner": banner_of(edition, document, base, records),
        "control": f"../#{own_anchor(shown, CONTROL)}",
        "next_link": next_link_of(edition, document, records, base),
        "canonical": f"{site_url}/{quote(home)}" if site_url else "../",
        "stylesheet": relative_address(f"{ASSETS}sheets/embed.css", base),
        "script": relative_address(f"{ASSETS}embed.js", base),
        "today": edition.today,
        "run": run_block(
            edition,
            shown,
            body["steps"],
            base,
            standing=standing,
            commit=shown_commit(edition, document),
            # What comes into force has no such view yet: the banner leads to it.
            next_link="",
            in_force=None,
            view=EMBED,
        ),
    }


def _links_bound(rendered: str) -> str:
    """Links within the document, to where the view holds it, else to the document's page."""
    held = frozenset(_ID.findall(rendered))

    def bound(match: re.Match[str]) -> str:
        anchor = match.group(1)
        return f'{match.group()} target="_self"' if anchor in held else f'href="../#{anchor}"'

    return _LINK_WITHIN.sub(bound, rendered)
