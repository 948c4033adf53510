"""The address by which a ticket opens the right document: by id, tag, measure or words."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from sopgen.edition.addresses import schema_link
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.tree import Page
from sopgen.model.addresses import slug_of
from sopgen.site.assets import ASSETS
from sopgen.site.page_templates import PageTemplates
from sopgen.site.words import KPIS, TAGS

OPEN: Final = "open/"
TARGETS: Final = f"{OPEN}targets.json"


def opening_pages(edition: Edition, templates: PageTemplates) -> Iterator[tuple[str, Page]]:
    """The page at `open/` with its path, and what it looks ids and words up in."""
    content = templates.render(
        "open.html.j2",
        site_name=edition.settings.site_name,
        stylesheet=relative_address(f"{ASSETS}sheets/embed.css", OPEN),
        script=relative_address(f"{ASSETS}open.js", OPEN),
        targets=relative_address(TARGETS, OPEN),
    )
    yield f"{OPEN}index.html", Page(content=content, title="Open a procedure")
    text = json.dumps(targets(edition), ensure_ascii=False, separators=(",", ":"))
    yield TARGETS, Page(content=f"{text}\n")


def targets(edition: Edition) -> dict[str, Any]:
    """Where each id, tag and measure leads within the site, by its folded name.

    Ids lead to retired documents too, whose pages say so.
    """
    documents = ((edition.library.by_id.get(item.id or ""), item) for item in edition.published)
    return {
        "$schema": schema_link("open-targets", TARGETS),
        "version": 1,
        "ids": {
            folded(item.id or ""): edition.address(item)
            for known, item in documents
            if known is item
        },
        "tags": dict(_tags(edition)),
        "kpis": dict(_kpis(edition)),
    }


def folded(words: str) -> str:
    """Words as they are looked up: however they are cased or coded."""
    return unicodedata.normalize("NFKC", words).lower().strip()


def _tags(edition: Edition) -> Iterator[tuple[str, str]]:
    for slug, documents in edition.tags.items():
        yield slug, f"{TAGS}{slug}/"
        for document in documents:
            for name in edition.shown(document).texts("tags"):
                if slug_of(name) == slug:
                    yield folded(name), f"{TAGS}{slug}/"


def _kpis(edition: Edition) -> Iterator[tuple[str, str]]:
    for key, entry in edition.vocabulary.entries("kpis").items():
        for name in (*entry.aliases, entry.name, key):
            yield folded(name), f"{KPIS}{key}/"
