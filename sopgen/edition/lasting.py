"""What stays when a document is renamed or moved: its addresses, and its identity for programs."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records
from sopgen.edition.timeline import Entry
from sopgen.model.document import Document

# Drawn once at random: it tells sopgen's names from all others'.
_NAMESPACE: Final = UUID("ea464a9a-7993-4d46-b107-e387f45f7d06")


def lasting_address(edition: Edition, document: Document) -> str:
    """The permanent address of a document, else that of its page; within the site."""
    if edition.library.by_id.get(document.id or "") is document:
        return f"id/{document.id}/"
    return edition.address(document)


def lasting_version_address(
    edition: Edition, document: Document, entry: Entry, records: Records
) -> str:
    """The permanent address of a version that is published, else that of its page."""
    home = lasting_address(edition, document)
    is_permanent = home != edition.address(document)
    return f"{home}{entry.segment}/" if is_permanent else records.address(document, entry)


def lasting_link(edition: Edition, address: str, base: str) -> str:
    """A link to an address of the site: absolute where the settings say where the site stands."""
    path, mark, anchor = address.partition("#")
    site_url = edition.settings.site_url.rstrip("/")
    link = f"{site_url}/{quote(path)}" if site_url else relative_address(path, base)
    return f"{link}{mark}{quote(anchor)}"


def lasting_id(edition: Edition, *names: str) -> UUID:
    """The identity of something in this library, by names that never change (RFC 9562, 5.5).

    The first commit of the repository tells this library from all others, which may use the same
    ids and versions; neither the site's address nor the file's path has a part in it.
    """
    return uuid5(_NAMESPACE, "\n".join((edition.first_commit or "", *names)))


def document_names(edition: Edition, document: Document) -> tuple[str, str]:
    """What a document is called for ever: its id; without one, the commit and path it came with."""
    if document.id:
        return "id", document.id
    history = edition.histories.get(document.path)
    if history is None or not history.commits:
        return "path", document.path
    first = history.commits[-1]
    return first.commit, first.path
