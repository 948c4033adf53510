"""Where machines find what the pages tell people: addresses that stay."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.edition.timeline import Entry
from sopgen.model.document import Document, Step

API: Final = "api/"
API_V1: Final = f"{API}v1/"
SCHEMAS: Final = f"{API_V1}schemas/"
SCHEMA_ENDING: Final = ".schema.json"
MARKDOWN: Final = "index.md"
LLMS: Final = "llms.txt"
LLMS_FULL: Final = "llms-full.txt"
_PLAIN: Final = re.compile("[0-9A-Za-z_.~/-]*")  # what is quoted as it is


def schema_address(name: str) -> str:
    """Where the schema stands that describes files of one kind."""
    return f"{SCHEMAS}{name}{SCHEMA_ENDING}"


def schema_link(name: str, path: str) -> str:
    """The same, relative to the file at `path`, which keeps to it."""
    if path.startswith(API_V1):
        return "../" * path.count("/", len(API_V1)) + schema_address(name).removeprefix(API_V1)
    return posixpath.relpath(schema_address(name), posixpath.dirname(path))


class Addresses:
    """The addresses of an edition, within the site and without a slash at the beginning."""

    def __init__(self, edition: Edition, records: Records) -> None:
        self._edition = edition
        self._records = records

    def name(self, document: Document) -> str:
        """What machines call a published document."""
        return self._edition.names[document.path]

    def json(self, document: Document) -> str:
        """The document as data."""
        return f"{API_V1}documents/{self.name(document)}.json"

    def step_json(self, document: Document, step: Step) -> str:
        """One step of the version that the document's page shows, as data."""
        return f"{API_V1}documents/{self.name(document)}/steps/{step.number}.json"

    def version_json(self, document: Document, entry: Entry) -> str:
        """One published version as data."""
        version = entry.segment.removeprefix("v")
        version = f"commit{version}" if version.startswith("-") else version
        return f"{API_V1}documents/{self.name(document)}/versions/{version}.json"

    def page(self, document: Document, entry: Entry | None = None) -> str:
        """The page for people; of one version, where it is given."""
        if entry is None:
            return self._edition.address(document)
        return self._records.address(document, entry)

    def markdown(self, document: Document, entry: Entry | None = None) -> str:
        """The page as Markdown; of one version, where it is given."""
        return f"{self.page(document, entry)}{MARKDOWN}"

    def permanent(self, document: Document, entry: Entry | None = None) -> str:
        """What leads for ever to the document; with an entry, to exactly that version."""
        part = f"{entry.segment}/" if entry else ""
        home = f"id/{document.id}/" if self._edition.is_permanent(document) else self.page(document)
        return f"{home}{part}"

    def shown(self, document: Document) -> Entry | None:
        """The version that the document's page shows, None without a history."""
        found = (entry for entry in self._records.timeline(document) if entry.is_on_page)
        return next(found, None)

    def url(self, address: str, anchor: str = "") -> str | None:
        """The whole address, None where the settings do not say where the site is."""
        site = self._edition.settings.site_url.rstrip("/")
        return f"{site}/{written(address, anchor)}" if site else None


def written(address: str, anchor: str = "") -> str:
    """An address as it stands in a link, from the site's root."""
    return f"{_quoted(address)}#{_quoted(anchor)}" if anchor else _quoted(address)


@lru_cache(maxsize=4096)  # what is made of one document names the same ones again and again
def _quoted(part: str) -> str:
    return part if _PLAIN.fullmatch(part) else quote(part)
