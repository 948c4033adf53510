"""What differs between the work tree and a base commit: only that is read and compared."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sopgen.history import History
from sopgen.library import LibraryFiles, find_files, printable
from sopgen.model.document import Document
from sopgen.reading.reader import Reading, read_document
from sopgen.workspace import Workspace


@dataclass(frozen=True)
class Difference:
    """The documents that are not the same on both sides, each by its path on its side.

    `before` are those of the base which changed or are gone, `now` the files which changed or are
    new. `blobs` has every Markdown file that the base has under the library's folder.
    `folder` is that folder, with a slash at its end, or empty.
    """

    before: Mapping[str, Document]
    now: Mapping[str, Reading]
    blobs: Mapping[str, str]
    folder: str = ""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents of now whose front matter can be read; the others' findings say why not."""
        return {
            path: reading.document
            for path, reading in self.now.items()
            if reading.document is not None and reading.front_matter_usable
        }


def read_difference(workspace: Workspace, base: History) -> Difference:
    """Read both sides where they differ.

    Raises `HistoryUnavailableError` where git cannot answer, and `SettingsError` where the
    library's folder is not there.
    """
    files = find_files(workspace.settings)
    blobs = _documents_of(base, files)
    same = {path for path, file in files.documents.items() if _is_same(file, blobs.get(path, ""))}
    changed = [path for path in files.documents if path not in same]
    layout_of = workspace.templates.layout_of
    now = files.read(changed, layout_of, workspace.settings)
    texts = base.texts(blob for path, blob in blobs.items() if path not in same)
    before = {
        path: read_document(path, texts[blob], layout_of).document
        for path, blob in blobs.items()
        if path not in same
    }
    known = {path: found for path, found in before.items() if found is not None}
    return Difference(known, now, blobs, files.folder)


def _documents_of(base: History, files: LibraryFiles) -> dict[str, str]:
    """The blob of each document that the base had; what is a page now was one then."""
    found = {printable(path): blob for path, blob in base.files(files.folder).items()}
    return {
        path: blob
        for path, blob in found.items()
        if path.lower().endswith(".md")
        and posixpath.basename(path) != "index.md"
        and path not in files.others
    }


def _is_same(file: Path, blob: str) -> bool:
    """Whether git would give the file's content this name: far faster than reading documents."""
    if not blob or file.is_symlink():
        return False
    try:
        content = file.read_bytes()
    except OSError:
        return False
    digest = hashlib.sha256 if len(blob) == 64 else hashlib.sha1
    named = digest(b"blob %d\0" % len(content), usedforsecurity=False)
    named.update(content)
    return named.hexdigest() == blob
