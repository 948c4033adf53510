"""What every file of the interface is made of: the edition, its versions and its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sopgen.edition.addresses import Addresses, schema_link, written
from sopgen.edition.edition import Edition
from sopgen.edition.news import News, all_news
from sopgen.edition.records import Records
from sopgen.edition.validity import document_validity
from sopgen.exports.api.written import Members, Written, as_object
from sopgen.model.document import Document

Data = dict[str, Any]
VERSION: Final = "v1"


@dataclass(frozen=True)
class Context:
    """One edition with what is looked up in it; drafts are never part of it."""

    edition: Edition
    records: Records
    commit: str | None = None

    @cached_property
    def _site(self) -> str:
        return self.edition.settings.site_url.rstrip("/")

    @cached_property
    def _references(self) -> dict[str, Data]:
        return {}

    @cached_property
    def news(self) -> tuple[News, ...]:
        """Every version that was issued, the latest first."""
        return tuple(all_news(self.edition, self.records))

    @cached_property
    def addresses(self) -> Addresses:
        """Where everything stands."""
        return Addresses(self.edition, self.records)

    def link(self, address: str, anchor: str = "") -> Data:
        """An address of the site, as data."""
        path = written(address, anchor)
        return {"path": path, "url": f"{self._site}/{path}" if self._site else None}

    def word(self, kind: str, key: str | None) -> Data | None:
        """A word of the vocabulary by its key, as data; None where no key is given."""
        if not key:
            return None
        entry = self.edition.vocabulary.entry(kind, key)
        return {"key": key if entry else None, "name": entry.name if entry else key}

    def words(self, kind: str, keys: tuple[str, ...]) -> list[Data]:
        """Words of the vocabulary by their keys."""
        return [word for key in keys if (word := self.word(kind, key))]

    def role_named(self, name: str) -> Data:
        """The role that a text means; its key is None where the vocabulary does not know it."""
        entry = self.edition.vocabulary.named("roles", name)
        return {"key": entry.key, "name": entry.name} if entry else {"key": None, "name": name}

    def type_of(self, document: Document) -> Data:
        """A document's type."""
        key = document.text("type") or ""
        return {"key": key or None, "name": self.edition.templates.of(key).title}

    def department(self, document: Document) -> Data:
        """The department in which a document stands."""
        key = self.edition.department(document)
        return {"key": key, "name": self.edition.name("departments", key)}

    def reference(self, document: Document) -> Data:
        """Another document, as it stands on the day."""
        if document.path not in self._references:  # a department, a role, a measure: all name it
            self._references[document.path] = self._reference(document)
        return self._references[document.path]

    def _reference(self, document: Document) -> Data:
        validity = document_validity(self.edition, document)
        return {
            "name": self.addresses.name(document),
            "id": document.id,
            "title": self.edition.shown(document).title,
            "version": validity.version,
            "phase": validity.key,
            "is_in_force": validity.is_in_force,
            "page": self.link(self.addresses.page(document)),
            "json": self.link(self.addresses.json(document)),
        }

    def file(self, path: str, schema: str, *parts: Members | Written) -> tuple[str, bytes]:
        """One file with its path; it names its schema, relative to itself, and its day."""
        there = schema_link(schema, path)
        head = {"$schema": there, "api": VERSION, "as_of": self.edition.today.isoformat()}
        return path, f"{as_object(head, *parts).text}\n".encode(errors="replace")
