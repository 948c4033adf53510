"""The document control table, and the documents around a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from sopgen.edition.edition import Edition
from sopgen.edition.pointers import pointers
from sopgen.library import ids
from sopgen.model.document import Document, Step
from sopgen.site.words import Word, Words


class Regulation(NamedTuple):
    """A law or standard that applies, and when its text was last compared with its source."""

    title: str
    url: str
    jurisdiction: str
    checked_on: date | None


class Reference(NamedTuple):
    """A link to another document, or to a page outside the library (`is_outside`).

    `steps` are those that lead from the one to the other: each by its number and address.
    """

    title: str
    href: str
    id: str
    is_outside: bool = False
    steps: tuple[tuple[int, str], ...] = ()


class Control(NamedTuple):
    """What document control asks of a page besides the standing."""

    id: str
    version: str
    type: Word
    department: Word
    owner: Word
    approver: Word
    deputy: Word
    language: str
    audience: tuple[Word, ...]
    kpis: tuple[Word, ...]
    tags: tuple[Word, ...]
    last_reviewed: date | None
    regulations: tuple[Regulation, ...]
    supersedes: tuple[Reference, ...]


def control_of(edition: Edition, document: Document, base: str, department: str) -> Control:
    """The control values of the version that a page shows, as names that readers know."""
    words = Words(edition, base)
    return Control(
        id=document.id or "",
        version=document.text("version") or "",
        type=words.type(document),
        department=words.department(document.text("department"), department),
        owner=words.role(document.text("owner")),
        approver=words.role(document.text("approver")),
        deputy=words.role(document.text("deputy")),
        language=document.language,
        audience=words.roles(document.texts("audience")),
        kpis=words.kpis(document.texts("kpis")),
        tags=words.tags(document.texts("tags")),
        last_reviewed=document.day("last_reviewed"),
        regulations=tuple(_regulations(document)),
        supersedes=tuple(_known(edition, ids(document, "supersedes"), base)),
    )


def related(edition: Edition, document: Document, base: str) -> tuple[Reference, ...]:
    """What the front matter names as related, in its order, then where else the steps lead."""
    steps = {
        pointer.document.path: _own_steps(pointer.steps)
        for pointer in pointers(document, edition.target)
    }
    named = tuple(_related(edition, document, base, steps))
    taken = {item.href for item in named}
    led = [
        _reference(edition, pointer.document, base, steps[pointer.document.path])
        for pointer in pointers(document, edition.target)
        if edition.is_published(pointer.document)
    ]
    return (*named, *(item for item in led if item.href not in taken))


def referrers(edition: Edition, document: Document, base: str) -> tuple[Reference, ...]:
    """The published documents that name or link to this one, by id, with the steps that do."""
    return tuple(
        _reference(edition, item, base, _steps_of(edition, item, base, steps))
        for item, steps in edition.pointing_to(document)
    )


def _own_steps(steps: tuple[Step, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((step.number, f"#{step.anchor}") for step in steps)


def _steps_of(
    edition: Edition, document: Document, base: str, steps: tuple[Step, ...]
) -> tuple[tuple[int, str], ...]:
    there = edition.link(document, base)
    return tuple((step.number, f"{there}#{step.anchor}") for step in steps)


def _related(
    edition: Edition,
    document: Document,
    base: str,
    steps: Mapping[str, tuple[tuple[int, str], ...]],
) -> Iterator[Reference]:
    entries = document.front_matter.get("related_docs")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, str):
            yield from _known(edition, (entry,), base, steps)
        elif isinstance(entry, Mapping) and _is_web(entry.get("url")):
            url = str(entry["url"])
            yield Reference(str(entry.get("title") or url), url, "", is_outside=True)


def _known(
    edition: Edition,
    names: tuple[str, ...],
    base: str,
    steps: Mapping[str, tuple[tuple[int, str], ...]] = MappingProxyType({}),
) -> Iterator[Reference]:
    for name in names:
        document = edition.with_id(name)
        if document is not None and edition.is_published(document):
            yield _reference(edition, document, base, steps.get(document.path, ()))


def _reference(
    edition: Edition, document: Document, base: str, steps: tuple[tuple[int, str], ...]
) -> Reference:
    title = edition.shown(document).title
    return Reference(title, edition.link(document, base), document.id or "", steps=steps)


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
