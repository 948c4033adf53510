"""What is asked of the documents of a folder, and the keys of all that an answer follows from.

The rules see of the other documents their cards alone. So what they find in a document follows
from its text and path, the cards of all, the schemas, the vocabulary, the levels and the day.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sopgen.caching import key_of, origin
from sopgen.inspection.inspector import Found, Levels, findings_in
from sopgen.library import Library, LibraryFiles, read_file
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.cards import read_card
from sopgen.reading.reader import Reading, read_document
from sopgen.settings import Settings
from sopgen.template import Templates

Readings = dict[str, Reading]


@dataclass(frozen=True)
class Question:
    """A library as it lies on disk, and what its documents are held to on a day.

    `contents` are the bytes of the documents that can be opened.
    """

    settings: Settings
    templates: Templates
    vocabulary: Vocabulary
    files: LibraryFiles
    contents: Mapping[str, bytes]
    levels: Levels
    today: date

    def read(self, paths: Iterable[str]) -> Readings:
        """Read some of the documents."""
        return {path: self._read(path) for path in paths}

    def _read(self, path: str) -> Reading:
        layout_of, largest = self.templates.layout_of, self.settings.largest_file
        content = self.contents.get(path)
        if content is not None and len(content) <= largest:
            return read_document(path, content, layout_of, largest)
        return read_file(self.files.documents[path], path, layout_of, self.settings)

    def findings(
        self, own: Readings, cards: Mapping[str, str], paths: Collection[str]
    ) -> dict[str, Found]:
        """What there is to say about some of the own documents; of the others there are cards."""
        if not paths:
            return {}
        readings = {
            path: own[path] if path in own else read_card(path, cards[path])
            for path in self.files.documents
        }
        library = Library(readings, self.files.others, self.files.folder, self.vocabulary)
        return findings_in(library, self.templates, self.levels, self.today, paths)

    @cached_property
    def keys(self) -> Mapping[str, bytes]:
        """The key of the reading of each document that can be opened, by its path."""
        types = [(name, it.schema) for name, it in self.templates.by_type.items()]
        schemas = repr((self.templates.base.schema, types))
        how = key_of("reading", origin(), schemas, str(self.settings.largest_file))
        return {
            path: key_of(how, path, content, str(self._size(path)))
            for path, content in self.contents.items()
        }

    def _size(self, path: str) -> int:
        """The bytes of a file, also where its content is cut."""
        content = self.contents[path]
        is_cut = len(content) > self.settings.largest_file
        return self.files.documents[path].stat().st_size if is_cut else len(content)

    def surroundings(self, cards: Mapping[str, str]) -> bytes:
        """The key of all that a document is held against, besides itself and its template."""
        levels, day = repr(dict(self.levels)), self.today.isoformat()
        files = json.dumps([self.files.folder, sorted(self.files.others)])
        known = json.dumps([(path, cards[path]) for path in self.files.documents])
        return key_of("surroundings", repr(self.vocabulary), levels, day, files, known)
