"""Leads from where a document's pages stood earlier to where they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.records import Records, history_address
from sopgen.edition.timeline import Entry
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.site.check import rendered_path
from sopgen.site.page_templates import PageTemplates
from sopgen.site.permanent import leading_page

_EVER: Final = datetime.min.replace(tzinfo=UTC)


def moved_pages(
    edition: Edition, templates: PageTemplates, records: Records
) -> Iterator[tuple[str, Page]]:
    """A page at each address that no document has any more, with its path."""
    own = {
        rendered_path(path.removeprefix(edition.library.folder)) for path in edition.library.files
    }
    for address, document in _former(edition, records).items():
        for here, there in _ways(edition, document, records, address):
            path = f"{here}index.html"
            if path not in own:
                yield path, leading_page(edition, document, templates, here, there)


def own_version_pages(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> Iterator[tuple[str, Page]]:
    """The address that the shown version has beside the others: it stays when its time is over."""
    for entry in records.timeline(document):
        if entry.is_on_page and entry.is_open:
            home = edition.address(document)
            here = f"{home}{entry.segment}/"
            yield f"{here}index.html", leading_page(edition, document, templates, here, home)


def _ways(
    edition: Edition, document: Document, records: Records, address: str
) -> Iterator[tuple[str, str]]:
    yield address, edition.address(document)
    yield f"{address}history/", history_address(edition, document)
    for entry in records.timeline(document):
        if entry.is_open:
            yield f"{address}{entry.segment}/", records.address(document, entry)


def _former(edition: Edition, records: Records) -> Mapping[str, Document]:
    """Whose address each former one was; of two documents, the one that had it last."""
    taken = {edition.address(document) for document in edition.published}
    found: dict[str, tuple[datetime, Document]] = {}
    for document in edition.published:
        for address, moment in _addresses(edition, document, records):
            if address not in taken and moment > found.get(address, (_EVER, document))[0]:
                found[address] = moment, document
    return {address: document for address, (_, document) in sorted(found.items())}


def _addresses(
    edition: Edition, document: Document, records: Records
) -> Iterator[tuple[str, datetime]]:
    """Where a document may have stood: its path in each commit, in its version's department."""
    departments = {item.version: _department(item) for item in records.timeline(document)}
    history = edition.histories.get(document.path)
    for commit in history.commits if history else ():
        department = departments.get(commit.version or "")
        if department:
            slug = commit.path.rsplit("/", 1)[-1].removesuffix(".md")
            yield f"{department}/{slug}/", commit.committed_at


def _department(entry: Entry) -> str:
    """The department of a version that had a page; an old text may name none, or nonsense."""
    revision = entry.issued.revision
    if revision is not None:
        name = revision.department or ""
    else:
        name = (entry.document and entry.document.text("department")) or ""
    return name if entry.is_open and "/" not in name and name not in {".", ".."} else ""
