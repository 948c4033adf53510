"""The site as it is at one moment: each page rendered when asked for, with its findings."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from sopgen.edition.edition import Edition
from sopgen.edition.tree import PageTree
from sopgen.engines.rendering import Rendered, Renderer
from sopgen.preview.findings import Findings
from sopgen.preview.marking import Marks, mark
from sopgen.preview.notes import Note, notes_of
from sopgen.preview.own_pages import FOLDER, Bare
from sopgen.site.arrangement import arrange
from sopgen.site.page_templates import PageTemplates, site_folders

_HTML: Final = "text/html; charset=utf-8"
# What a browser must be told exactly, whatever this machine believes.
_TYPES: Final = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for an address: `leads_to` another address, or the content."""

    content: bytes = b""
    type: str = _HTML
    state: str = ""
    code: int = 200
    leads_to: str = ""


@dataclass(frozen=True)
class Site:
    """A library and its pages; `looks` changes with what is no page, such as a stylesheet.

    `former` leads from addresses that documents had to their paths.
    """

    edition: Edition
    tree: PageTree
    renderer: Renderer
    findings: Findings
    bare: Sequence[Bare]
    looks: str
    former: Mapping[str, str] = field(default_factory=dict)
    _answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, address: str) -> Answer | None:
        """What is at an address within the site; None where nothing is.

        May raise whatever an organisation's own templates raise.
        """
        if address not in self._answers:
            found = self._made(address)
            if found is None:
                return None
            self._answers[address] = found
        return self._answers[address]

    def _made(self, address: str) -> Answer | None:
        if address.startswith(FOLDER) and not address.endswith("/"):
            return self._own_asset(address.removeprefix(FOLDER))
        found = self.renderer.render(address) or self._plain(address)
        if found is None:
            return self._elsewhere(address)
        type_ = _HTML if not address or address.endswith("/") else type_of(address)
        if type_ != _HTML:
            return Answer(found.content, type_, _digest(found.content))
        source, notes = self._source(found.path), self._notes(found.path)
        state = _digest(found.content, self.looks.encode(), repr(notes).encode())
        page = mark(found.content.decode("utf-8"), Marks(state, source, notes), self._templates)
        return Answer(page.encode("utf-8"), _HTML, state)

    def _plain(self, address: str) -> Rendered | None:
        """A file that stands beside the pages, for machines."""
        content = self.tree.files.find(address)
        return None if content is None else Rendered(content)

    def _elsewhere(self, address: str) -> Answer | None:
        """The way on: of a page without its slash, or of a document that stood there."""
        if address and not address.endswith("/"):
            there = f"{address}/" if self.answer(f"{address}/") is not None else ""
        else:
            reading = self.edition.library.readings.get(self.former.get(address, ""))
            document = reading.document if reading else None
            there = self.edition.address(document) if document else ""
        leads_on = there and there != address
        return Answer(code=302, leads_to=f"/{quote(there)}") if leads_on else None

    def _own_asset(self, name: str) -> Answer | None:
        for folder in site_folders(self.edition.settings):
            file = folder / "preview" / name
            if "/" not in name and file.is_file():
                content = file.read_bytes()
                return Answer(content, type_of(name), _digest(content))
        return None

    @cached_property
    def _templates(self) -> PageTemplates:
        return PageTemplates(self.edition.settings)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """The path in the library of what each page shows, by the page's path in the tree."""
        folder = self.edition.library.folder
        documents = {path: folder + source for source, path in self.tree.pages_of.items()}
        return {f"{item.address.rstrip('/')}.md": item.path for item in self.bare} | documents

    def _source(self, path: str) -> str:
        return self._sources.get(path, "")

    def _notes(self, path: str) -> tuple[Note, ...]:
        source = self._source(path)
        if not source:
            return ()
        document = self.edition.library.readings[source].document
        if document is None or path not in self.tree.pages_of.values():
            return notes_of(None, None, self.findings.of(source))
        layout = self.edition.templates.layout_of(document.text("type"))
        return notes_of(document, arrange(document, layout), self.findings.of(source))


def type_of(path: str) -> str:
    """What a browser is told that a file is."""
    ending = path.rsplit(".", 1)[-1].lower()
    return _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _digest(*parts: bytes) -> str:
    whole = sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()[:24]
