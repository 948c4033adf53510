"""The document control table, and the documents around a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sopgen.library import ids
from sopgen.model.document import Document
from sopgen.site.edition import Edition


@dataclass(frozen=True, slots=True)
class Regulation:
    """A law or standard that applies, and when its text was last compared with its source."""

    title: str
    url: str
    jurisdiction: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another document, or to a page outside the library (`is_outside`)."""

    title: str
    href: str
    id: str
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """What document control asks of a page besides the standing."""

    id: str
    version: str
    type: str
    department: str
    owner: str
    approver: str
    deputy: str
    language: str
    audience: tuple[str, ...]
    kpis: tuple[str, ...]
    last_reviewed: date | None
    regulations: tuple[Regulation, ...]
    supersedes: tuple[Reference, ...]


def control_of(edition: Edition, document: Document, base: str, department: str) -> Control:
    """The control values of the version that a page shows, as names that readers know."""

    def role(field: str) -> str:
        return edition.name("roles", document.text(field))

    return Control(
        id=document.id or "",
        version=document.text("version") or "",
        type=edition.templates.of(document.text("type")).title,
        department=department,
        owner=role("owner"),
        approver=role("approver"),
        deputy=role("deputy"),
        language=document.language,
        audience=tuple(edition.name("roles", key) for key in document.texts("audience")),
        kpis=tuple(edition.name("kpis", key) for key in document.texts("kpis")),
        last_reviewed=document.day("last_reviewed"),
        regulations=tuple(_regulations(document)),
        supersedes=tuple(_known(edition, ids(document, "supersedes"), base)),
    )


def related(edition: Edition, document: Document, base: str) -> tuple[Reference, ...]:
    """What the front matter names as related, in its order."""
    return tuple(_related(edition, document, base))


def referrers(edition: Edition, document: Document, base: str) -> tuple[Reference, ...]:
    """The published documents that name or link to this one, by id."""
    found = edition.library.referrers.get(document.id or "", ())
    published = (item for item in found if edition.is_published(item))
    ordered = sorted(published, key=lambda item: (item.id or "", item.path))
    return tuple(_reference(edition, item, base) for item in ordered)


def _related(edition: Edition, document: Document, base: str) -> Iterator[Reference]:
    entries = document.front_matter.get("related_docs")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, str):
            yield from _known(edition, (entry,), base)
        elif isinstance(entry, Mapping) and _is_web(entry.get("url")):
            url = str(entry["url"])
            yield Reference(str(entry.get("title") or url), url, "", is_outside=True)


def _known(edition: Edition, names: tuple[str, ...], base: str) -> Iterator[Reference]:
    for name in names:
        document = edition.library.by_id.get(name)
        if document is not None and edition.is_published(document):
            yield _reference(edition, document, base)


def _reference(edition: Edition, document: Document, base: str) -> Reference:
    title = edition.shown(document).title
    return Reference(title, edition.link(document, base), document.id or "")


def _regulations(document: Document) -> Iterator[Regulation]:
    entries = document.front_matter.get("regulations")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, Mapping):
            url = str(entry.get("url") or "")
            yield Regulation(
                title=str(entry.get("title") or url),
                url=url if _is_web(url) else "",
                jurisdiction=str(entry.get("jurisdiction") or ""),
                checked_on=_day(entry.get("checked_on")),
            )


def _is_web(url: Any) -> bool:  # noqa: ANN401 whatever stands in the front matter
    return isinstance(url, str) and url.startswith(("https://", "http://", "mailto:"))


def _day(value: Any) -> date | None:  # noqa: ANN401 whatever stands in the front matter
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
