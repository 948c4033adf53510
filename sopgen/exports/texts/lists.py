"""The lists of the site as Markdown: departments, roles, glossary, register and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sopgen.edition.addresses import MARKDOWN, Addresses
from sopgen.edition.dates import spoken_day, utc_day
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.job import Job, Jobs
from sopgen.edition.news import News
from sopgen.edition.plain import plain
from sopgen.edition.validity import Validity, document_validity, version_validity
from sopgen.exports.texts.words import link, literal, yaml
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.model.vocabulary import Entry

_LATEST: Final = 100


class Lists:
    """Makes the lists of an edition, each with its path; the latest of the `news` come first."""

    def __init__(self, edition: Edition, addresses: Addresses, news: Sequence[News]) -> None:
        self._edition = edition
        self._addresses = addresses
        self._latest = news[:_LATEST]

    def files(self) -> Iterator[tuple[str, str]]:
        """Every list with its path."""
        edition = self._edition
        for key in edition.departments:
            yield f"{key}/{MARKDOWN}", self._department(key)
        yield f"register/{MARKDOWN}", self._register()
        yield f"glossary/{MARKDOWN}", self._glossary()
        yield f"changes/{MARKDOWN}", self._changes()
        jobs = Jobs(edition)
        for key, job in jobs.by_role.items():
            yield f"roles/{key}/{MARKDOWN}", self._role(key, job)
        yield f"roles/{MARKDOWN}", self._roles()

    def _page(self, title: str, parts: Iterable[str]) -> str:
        front = f"---\n{yaml({'title': title, 'as_of': self._edition.today})}\n---"
        return "\n\n".join((front, f"# {literal(title)}", *filter(None, parts))) + "\n"

    def _department(self, key: str) -> str:
        lines = [self._line(item, f"{key}/") for item in self._edition.departments[key]]
        entry = self._edition.vocabulary.entry("departments", key)
        about = literal(entry.more.get("description", "")) if entry else ""
        return self._page(self._edition.name("departments", key), (about, "\n".join(lines)))

    def _line(self, document: Document, base: str) -> str:
        there = relative_address(self._addresses.markdown(document), base)
        return document_line(self._edition, document, there)

    def _register(self) -> str:
        ordered = sorted(self._edition.published, key=lambda item: (item.id or "", item.path))
        rows = [
            "| Id | Title | Version | Stands | In force from | Review due |",
            "|---|---|---|---|---|---|",
            *map(self._row, ordered),
        ]
        return self._page("Register", ("\n".join(rows),))

    def _row(self, document: Document) -> str:
        held = document_validity(self._edition, document)
        there = relative_address(self._addresses.markdown(document), "register/")
        cells = (
            literal(document.id or ""),
            link(self._edition.shown(document).title, there),
            literal(held.version),
            held.key.replace("_", " "),
            str(held.in_force_from or ""),
            f"{held.review_due or ''}{' (late)' if held.is_overdue else ''}",
        )
        return f"| {' | '.join(cells)} |"

    def _glossary(self) -> str:
        terms = self._edition.vocabulary.entries("terms").items()
        return self._page("Glossary", ("\n".join(f"- {_term(key, word)}" for key, word in terms),))

    def _roles(self) -> str:
        roles = self._edition.vocabulary.entries("roles").values()
        return self._page("Roles", ("\n".join(map(_role_line, roles)),))

    def _role(self, key: str, job: Job) -> str:
        base = f"roles/{key}/"
        entry = self._edition.vocabulary.entries("roles")[key]
        parts = [literal(entry.more.get("description", ""))]
        for path, steps in job.steps.items():
            document = job.documents[path]
            title = self._edition.shown(document).title
            there = relative_address(self._addresses.markdown(document), base)
            held = document_validity(self._edition, document)
            parts.append(f"## {link(title, there)}")
            parts.append(f"Version {literal(held.version)}, {_stands(held)}.")
            parts.append(
                "\n".join(f"- Step {item.number}: {literal(item.title)}" for item in steps)
            )
        return self._page(entry.name, parts)

    def _changes(self) -> str:
        return self._page("Changes", ("\n\n".join(map(self._news, self._latest)),))

    def _news(self, item: News) -> str:
        there = relative_address(self._addresses.markdown(item.document, item.entry), "changes/")
        title = self._edition.shown(item.document).title
        day = spoken_day(utc_day(item.moment))
        again = " again" if item.is_again else ""
        held = version_validity(self._edition, item.document, item.entry)
        name = f"{link(title, there)} {literal(held.version)}{again}"
        first = f"- {day}: {name}, {_stands(held)}"
        revision = item.entry.issued.revision
        reason = (revision.change_summary if revision else None) or ""
        first += f": {literal(reason)}" if reason else ""
        return "\n".join([first, *(f"  - {literal(said)}" for said in item.sentences)])


def document_line(edition: Edition, document: Document, there: str) -> str:
    """One document in a list: its title, how it holds, and what it is for."""
    shown, held = edition.shown(document), document_validity(edition, document)
    name = f"{literal(document.id)}, " if document.id else ""
    stands = f"version {literal(held.version)}, {_stands(held)}"
    return f"- {link(shown.title, there)}: {name}{stands}. {literal(_purpose(shown))}".rstrip()


def _stands(held: Validity) -> str:
    since = held.in_force_from if held.is_in_force else None
    if held.phase is Phase.UPCOMING and held.in_force_from:
        return f"not in force before {spoken_day(held.in_force_from)}"
    return held.key.replace("_", " ") + (f" since {spoken_day(since)}" if since else "")


def _purpose(document: Document) -> str:
    """The first sentence of what a document is for."""
    section = document.section("purpose")
    words = " ".join(plain(section.blocks).split()) if section else ""
    first, stop, _ = words.partition(". ")
    return f"{first}." if stop else first


def _role_line(role: Entry) -> str:
    there = link(role.name, f"{role.key}/{MARKDOWN}")
    about = role.more.get("description", "")
    return f"- {there}: {literal(about)}" if about else f"- {there}"


def _term(key: str, word: Entry) -> str:
    name = "" if word.name == key else f" ({literal(word.name)})"
    return f"**{literal(key)}**{name}: {literal(word.more.get('meaning', ''))}"
