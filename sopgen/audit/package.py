"""Everything of a package for an auditor: a pure function of what it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sopgen.audit.documents import document_files
from sopgen.audit.overviews import overview_files
from sopgen.audit.places import source_file
from sopgen.audit.scope import Scope
from sopgen.audit.sheets import Sheets
from sopgen.edition.proof import DocumentProof, Origin
from sopgen.exports.api.schemas import schemas
from sopgen.manifest.value import SCHEMA


def package_files(
    scope: Scope, tell: Callable[[int, int], None] = lambda _, __: None
) -> Iterator[tuple[str, bytes]]:
    """Every file with its path, the manifest itself excepted.

    `tell` hears after each document how many of how many are done.
    """
    sheets = Sheets(scope)
    yield from overview_files(scope, sheets)
    for number, document in enumerate(scope.documents, 1):
        yield from document_files(scope, sheets, document)
        tell(number, len(scope.documents))
    schema = json.dumps(schemas()["manifest"], ensure_ascii=False, indent=1)
    yield SCHEMA, f"{schema}\n".encode()


def package_origin(scope: Scope) -> Origin:
    """What the package was made from, with the place of each text in it."""
    files = {
        (scope.edition.names[item.document.path], item.entry.version): source_file(scope, item)
        for item in scope.versions
    }
    documents = tuple(_placed(item, files) for item in scope.origin.documents)
    return replace(scope.origin, documents=documents)


def _placed(document: DocumentProof, files: Mapping[tuple[str, str], str]) -> DocumentProof:
    versions = tuple(
        replace(item, file=files.get((document.name, item.version))) for item in document.versions
    )
    return replace(document, versions=versions)
