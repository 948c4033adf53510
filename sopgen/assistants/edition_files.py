"""The files of a site that is not built: made of an edition when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from sopgen.edition.addresses import API_V1
from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.edition.tree import Page
from sopgen.exports.api.changes import changes_files
from sopgen.exports.api.context import Context
from sopgen.exports.api.documents import document_files
from sopgen.exports.api.files import INDEX, index_file
from sopgen.exports.api.lists import by_id, documents_file
from sopgen.model.document import Document
from sopgen.site.search_index import FOLDER, search_pages

_DOCUMENTS: Final = f"{API_V1}documents.json"
_DOCUMENT: Final = f"{API_V1}documents/"
_CHANGES: Final = f"{API_V1}changes.json"


class EditionFiles:
    """The very files that `sopgen build` would publish of an edition."""

    place = "the repository"

    def __init__(self, edition: Edition, commit: str) -> None:
        self._context = Context(edition, Records(edition), commit)
        self._made: dict[str, bytes] = {}

    def read(self, path: str) -> bytes:
        """The content of one; those that are made together are kept."""
        where = unquote(path)
        if where not in self._made:
            for made, page in self._make(where):
                content = page.content
                self._made[made] = content if isinstance(content, bytes) else content.encode()
        return self._made[where]

    @cached_property
    def _by_name(self) -> Mapping[str, Document]:
        return {self._context.addresses.name(item): item for item in by_id(self._context)}

    def _make(self, path: str) -> Iterator[tuple[str, Page]]:
        if path == INDEX:
            yield index_file(self._context)
        elif path == _DOCUMENTS:
            yield documents_file(self._context, path)
        elif path.startswith(_DOCUMENT):
            name = path.removeprefix(_DOCUMENT).split("/")[0].removesuffix(".json")
            yield from document_files(self._context, self._by_name[name])
        elif path.startswith(FOLDER):
            yield from search_pages(self._context.edition)
        else:
            yield from changes_files(self._context, _CHANGES)
