"""Pages that only a preview has: all findings, and the text of what has no page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final
from urllib.parse import quote

from sopgen.edition.edition import Edition
from sopgen.edition.on_demand import Sheaf, one_page
from sopgen.edition.tree import Page
from sopgen.model.finding import Finding, Severity, count
from sopgen.site.page_templates import PageTemplates, front_matter

FOLDER: Final = ".preview/"
_LONGEST: Final = 200_000  # characters of a text that is no document


@dataclass(frozen=True, slots=True)
class Bare:
    """A file of the library without a page: its path, the address to show it at, and why."""

    path: str
    address: str
    why: str


def bare_files(edition: Edition, taken: Mapping[str, str], known: Mapping[str, str]) -> list[Bare]:
    """The files that should be documents with a page, and have none.

    `taken` are the paths of the pages in the tree, by document; `known` the addresses that
    documents had while they could be read. Else a file stands where its folder and name say.
    """
    paths = {*taken.values()}
    found = []
    for path, reading in edition.library.readings.items():
        if reading.document is not None and edition.is_published(reading.document):
            continue
        name = path.removeprefix(edition.library.folder).removesuffix(".md")
        address = known.get(path) or f"{name}/"
        if f"{address.rstrip('/')}.md" in paths:
            address = f"{FOLDER}{name}/"
        is_read = reading.document is not None
        why = "Another document has this one's address." if is_read else "This file is no document."
        found.append(Bare(path, address, why))
    return found


def own_pages(
    edition: Edition,
    templates: PageTemplates,
    bare: Sequence[Bare],
    text_of: Callable[[Bare], str],
    findings: Callable[[], Sequence[Finding]],
) -> Iterator[Sheaf]:
    """The preview's own pages; `findings` gives all of the library's, by path."""
    addresses = {item.path: item.address for item in bare}
    for item in bare:
        path = f"{item.address.rstrip('/')}.md"
        yield one_page(path, partial(_text_page, item, text_of, templates))
    yield one_page(
        f"{FOLDER}index.md", lambda: _findings_page(edition, templates, findings(), addresses)
    )


def _text_page(item: Bare, text_of: Callable[[Bare], str], templates: PageTemplates) -> Page:
    title = item.path.rsplit("/", 1)[-1]
    content = templates.render(
        "preview_text.md.j2",
        front_matter=front_matter(title=title, hide=["navigation", "toc"]),
        title=title,
        why=item.why,
        text=text_of(item)[:_LONGEST],
    )
    return Page(content=content, title=title)


def _findings_page(
    edition: Edition,
    templates: PageTemplates,
    findings: Sequence[Finding],
    addresses: Mapping[str, str],
) -> Page:
    content = templates.render(
        "preview_findings.md.j2",
        front_matter=front_matter(title="Findings", hide=["navigation", "toc"]),
        documents=[
            _row(edition, path, list(found), addresses)
            for path, found in groupby(findings, key=lambda item: item.path)
        ],
        errors=count(findings, Severity.ERROR),
        warnings=count(findings, Severity.WARNING),
        count=len(edition.library.readings),
    )
    return Page(content=content, title="Findings")


def _row(
    edition: Edition, path: str, found: Sequence[Finding], addresses: Mapping[str, str]
) -> dict[str, object]:
    reading = edition.library.readings.get(path)
    document = reading.document if reading else None
    own = edition.address(document) if document else ""
    return {
        "path": path,
        "title": document.title if document else path.rsplit("/", 1)[-1],
        "href": f"/{quote(addresses.get(path, own))}",
        "findings": found,
    }
