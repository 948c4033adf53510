"""An edition as assistants may read it: what its site would publish, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from sopgen.answering.published import (
    Issue,
    Listed,
    Named,
    PublishedDocument,
    PublishedVersion,
    TypedChange,
    VersionEntry,
)
from sopgen.assistants.text import TextOf
from sopgen.compare import Change
from sopgen.edition.edition import Edition
from sopgen.edition.pointers import pointers
from sopgen.edition.records import Records
from sopgen.edition.timeline import Entry
from sopgen.edition.validity import document_validity, version_validity
from sopgen.library import ids
from sopgen.model.document import Document
from sopgen.search import Search, open_search
from sopgen.site.changes import News, all_news
from sopgen.site.search_index import FOLDER, search_pages
from sopgen.site.sop import purpose_sentence


class PublishedEdition:
    """One edition of a library."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._records = Records(edition)
        self.day: date = edition.today
        self.site_url: str = edition.settings.site_url

    @cached_property
    def _by_id(self) -> Mapping[str, Document]:
        known = self._edition.library.by_id
        return {
            item.id: item
            for item in sorted(self._edition.published, key=lambda item: item.id or "")
            if item.id is not None and known.get(item.id) is item
        }

    @cached_property
    def documents(self) -> Mapping[str, Listed]:
        """Every published document by its id."""
        return {id_: self._listed(id_, item) for id_, item in self._by_id.items()}

    @cached_property
    def search(self) -> Search:
        """The search of the site that would be made of the edition."""
        files = {path: page.content for path, page in search_pages(self._edition)}

        def read(name: str) -> bytes:
            content = files[f"{FOLDER}{name}"]
            return content if isinstance(content, bytes) else content.encode()

        return open_search(read)

    def document(self, id_: str) -> PublishedDocument:
        """One published document."""
        edition, document = self._edition, self._by_id[id_]
        shown = edition.shown(document)
        key = shown.text("type") or ""
        entries = self._entries(document)
        return PublishedDocument(
            id=id_,
            title=shown.title,
            department=self._department(document),
            type=Named(key, edition.templates.of(key).title),
            owner=edition.name("roles", shown.text("owner")),
            purpose=purpose_sentence(shown),
            shown=shown.text("version") or "",
            in_force=next((item.version for item in entries if self._in_force(id_, item)), None),
            replaced_by=next(iter(ids(shown, "superseded_by")), None),
            versions=tuple(VersionEntry(item.version, item.phase) for item in entries),
            leads_to=self._leads(document),
            led_from=tuple(self._led(id_)),
        )

    def version(self, id_: str, version: str) -> PublishedVersion:
        """One published version of it."""
        document = self._by_id[id_]
        entry = next(item for item in self._entries(document) if item.version == version)
        revision, text = entry.issued.revision, TextOf(self._edition, entry)
        return PublishedVersion(
            title=text.title or document.title,
            validity=version_validity(self._edition, document, entry),
            effective_date=entry.issued.effective_date,
            issued_at=revision.issued_at if revision else None,
            commit=revision.commit if revision else None,
            permanent=f"id/{id_}/{entry.segment}/",
            sections=tuple(text.sections()),
            steps=tuple(text.steps()),
            replies=tuple(text.replies()),
            source=text.source,
        )

    def issues(self) -> list[Issue]:
        """Every published version when it was issued, the latest first."""
        news = all_news(self._edition, self._records)
        return [self._issue(item) for item in news if item.document.id in self._by_id]

    def _issue(self, news: News) -> Issue:
        revision = news.entry.issued.revision
        validity = version_validity(self._edition, news.document, news.entry)
        return Issue(
            id=news.document.id or "",
            version=news.entry.version,
            issued_at=news.moment,
            is_again=news.is_again,
            in_force_from=validity.in_force_from,
            reason=(revision.change_summary or "") if revision else "",
            roles=tuple(key for key, _ in news.roles),
            changes=tuple(_change(item) for item in news.changes),
        )

    def _entries(self, document: Document) -> list[Entry]:
        return [item for item in self._records.timeline(document) if item.is_open]

    def _in_force(self, id_: str, entry: Entry) -> bool:
        return version_validity(self._edition, self._by_id[id_], entry).is_in_force

    def _listed(self, id_: str, document: Document) -> Listed:
        shown = self._edition.shown(document)
        return Listed(
            id=id_,
            title=shown.title,
            department=self._department(document),
            purpose=purpose_sentence(shown),
            validity=document_validity(self._edition, document),
        )

    def _department(self, document: Document) -> Named:
        key = self._edition.department(document)
        return Named(key, self._edition.name("departments", key))

    def _led(self, id_: str) -> Iterator[str]:
        """The published documents that name a document or lead to it."""
        edition, document = self._edition, self._by_id[id_]
        named = {item.path for item in edition.library.referrers.get(id_, ())}
        led = {item.path for item, _ in edition.step_pointers.get(document.path, ())}
        for other, item in self._by_id.items():
            if item.path in named | led:
                yield other

    def _leads(self, document: Document) -> tuple[str, ...]:
        """Where the version that a page shows leads: what it names, then where its steps lead."""
        shown = self._edition.shown(document)
        led = (pointer.document.id or "" for pointer in pointers(shown, self._edition.target))
        found = dict.fromkeys((*shown.texts("related_docs"), *led))
        return tuple(other for other in found if other in self._by_id and other != document.id)


def _change(change: Change) -> TypedChange:
    where = change.where
    step = where.after if where.part == "steps" else None
    return TypedChange(kind=change.kind.value, part=where.part, step=step, sentence=change.sentence)
