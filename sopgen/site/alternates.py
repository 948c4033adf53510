"""The same as a page for machines: where it is, for the page's head."""

from __future__ import annotations

from typing import Final

from sopgen.edition.addresses import API_V1, LLMS, MARKDOWN, Addresses
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records
from sopgen.edition.timeline import Entry
from sopgen.model.document import Document

_MARKDOWN: Final = "text/markdown"
_JSON: Final = "application/json"
Alternate = dict[str, str]


def of_document(
    edition: Edition, records: Records, document: Document, entry: Entry | None = None
) -> list[Alternate]:
    """A document, or one version of it, as Markdown and as data.

    A preview has none: it shows drafts, which machines never read.
    """
    if edition.drafts:
        return []
    addresses = Addresses(edition, records)
    base = addresses.page(document, entry)
    data = addresses.version_json(document, entry) if entry else addresses.json(document)
    return [
        _alternate(_MARKDOWN, MARKDOWN, "This page as Markdown"),
        _alternate(_JSON, relative_address(data, base), "This page as data"),
    ]


def of_list(edition: Edition, base: str, data: str = "") -> list[Alternate]:
    """A list of the site at `base` as Markdown, and its file among the data, where it has one."""
    if edition.drafts:
        return []
    found = [_alternate(_MARKDOWN, MARKDOWN, "This page as Markdown")]
    if data:
        there = relative_address(f"{API_V1}{data}.json", base)
        found.append(_alternate(_JSON, there, "This page as data"))
    return found


def of_home(edition: Edition) -> list[Alternate]:
    """What there is for machines at all."""
    if edition.drafts:
        return []
    return [
        _alternate(_MARKDOWN, LLMS, "Every procedure for language models"),
        _alternate(_JSON, f"{API_V1}index.json", "Every procedure for programs"),
    ]


def _alternate(kind: str, href: str, title: str) -> Alternate:
    return {"type": kind, "href": href, "title": title}
