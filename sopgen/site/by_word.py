"""Pages by type, by tag and by measure, each with its index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.model.addresses import slug_of
from sopgen.model.document import Document
from sopgen.model.vocabulary import Entry
from sopgen.site.listing import Way, index_page, listing_pages
from sopgen.site.page_templates import PageTemplates
from sopgen.site.words import KPIS, TAGS, TYPES, type_address

_BETTER: Final = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "neither": "Neither by itself",
}


def type_pages(edition: Edition, templates: PageTemplates) -> Iterator[tuple[str, Page]]:
    """The pages at `types/` and `types/<type>/`, with their paths."""
    ways = []
    for key, template in edition.templates.by_type.items():
        address = type_address(key)
        found = [item for item in edition.listed if _type(edition, item) == key]
        href = address.removeprefix(TYPES)
        ways.append(Way(template.title, href, len(found), template.description))
        yield from listing_pages(
            edition, templates, address, template.title, found,
            crumb="Types", description=template.description,
        )  # fmt: skip
    lead = "What kind of document it is decides what it holds."
    yield f"{TYPES}index.md", index_page(templates, "Types", lead, ways, none="There are none.")


def _type(edition: Edition, document: Document) -> str:
    return edition.templates.of(edition.shown(document).text("type")).type


def tag_pages(edition: Edition, templates: PageTemplates) -> Iterator[tuple[str, Page]]:
    """The pages at `tags/` and `tags/<slug>/`; tags that are spelt alike share a page."""
    ways = []
    for slug, documents in edition.tags.items():
        names = _spellings(edition, slug, documents)
        ways.append(Way(names[0], f"{slug}/", len(documents)))
        also = f"Also written: {', '.join(names[1:])}." if len(names) > 1 else ""
        yield from listing_pages(
            edition, templates, f"{TAGS}{slug}/", names[0], documents,
            crumb="Tags", description=also,
        )  # fmt: skip
    ways.sort(key=lambda way: (way.name.casefold(), way.href))
    lead = "Words that the writers gave their documents to find them by."
    none = "No document has a tag yet."
    yield f"{TAGS}index.md", index_page(templates, "Tags", lead, ways, none=none)


def _spellings(edition: Edition, slug: str, documents: tuple[Document, ...]) -> list[str]:
    """How a tag is written, the first document's way first."""
    names = (name for item in documents for name in edition.shown(item).texts("tags"))
    return list(dict.fromkeys(name for name in names if slug_of(name) == slug))


def kpi_pages(edition: Edition, templates: PageTemplates) -> Iterator[tuple[str, Page]]:
    """The pages at `kpis/` and `kpis/<key>/`: what a measure means, and which documents move it."""
    ways = []
    for key, entry in edition.vocabulary.entries("kpis").items():
        found = [item for item in edition.listed if key in edition.shown(item).texts("kpis")]
        definition = entry.more.get("definition", "")
        ways.append(Way(entry.name, f"{key}/", len(found), definition))
        yield from listing_pages(
            edition, templates, f"{KPIS}{key}/", entry.name, found,
            crumb="Measures", description=definition, facts=tuple(_facts(entry)),
        )  # fmt: skip
    lead = "What shows whether the work does what it should, and which documents move it."
    none = "The vocabulary has no measure yet."
    yield f"{KPIS}index.md", index_page(templates, "Measures", lead, ways, none=none)


def _facts(kpi: Entry) -> Iterator[tuple[str, str]]:
    if kpi.more.get("unit"):
        yield "Unit", kpi.more["unit"]
    if kpi.more.get("better"):
        yield "Which way", _BETTER.get(kpi.more["better"], kpi.more["better"])
    if kpi.aliases:
        yield "Also called", ", ".join(kpi.aliases)
