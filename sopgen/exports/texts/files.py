"""Every text for machines, with its path: what stands beside the pages, and at the site's top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.edition.addresses import Addresses
from sopgen.edition.edition import Edition
from sopgen.edition.news import News
from sopgen.edition.records import Records
from sopgen.exports.texts.document import document_markdown, version_markdown
from sopgen.exports.texts.lists import Lists
from sopgen.exports.texts.llms import Llms
from sopgen.in_force import Phase
from sopgen.model.document import Document


def list_texts(
    edition: Edition, addresses: Addresses, news: Sequence[News]
) -> Iterator[tuple[str, str]]:
    """The lists as Markdown."""
    yield from Lists(edition, addresses, news).files()


def llms_texts(edition: Edition, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """What language models look for at the top of a site."""
    yield from Llms(edition, addresses).files()


def document_texts(
    edition: Edition, records: Records, addresses: Addresses, document: Document
) -> Iterator[tuple[str, str]]:
    """A document and each of its other published versions as Markdown."""
    yield addresses.markdown(document), document_markdown(edition, addresses, document)
    for entry in records.timeline(document):
        if entry.phase is not Phase.DRAFT and not entry.is_on_page:
            text = version_markdown(edition, addresses, document, entry)
            yield addresses.markdown(document, entry), text
