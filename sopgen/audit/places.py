"""Where everything stands in a package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sopgen.audit.scope import Scope, Version
from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.model.document import Document

START: Final = "index.html"
STATEMENT: Final = "statement.html"
STATEMENT_JSON: Final = "statement.json"
REGISTER: Final = "register.html"
REGISTER_CSV: Final = "register.csv"
REGISTER_JSON: Final = "register.json"
APPROVALS: Final = "approvals.html"
REVIEWS: Final = "reviews.html"
DOCUMENTS: Final = "documents/"
_RECORD: Final = "index.html"


def shown_files(edition: Edition) -> Mapping[str, str]:
    """The file of the version that each document's page shows, below the documents' folder."""
    records = Records(edition)
    found = {}
    for item in edition.published:
        shown = next((entry for entry in records.timeline(item) if entry.is_on_page), None)
        file = f"{shown.segment}.html" if shown else _RECORD
        found[item.path] = f"{edition.names[item.path]}/{file}"
    return found


def file_of(scope: Scope, document: Document) -> str:
    """The record of a document: its versions, approvals and changes."""
    return f"{DOCUMENTS}{scope.edition.names[document.path]}/{_RECORD}"


def history_file(scope: Scope, version: Version) -> str:
    """Where the record of a document speaks of a version."""
    return f"{file_of(scope, version.document)}#{version.entry.segment}"


def text_file(scope: Scope, version: Version) -> str:
    """A version to be read and printed."""
    name = scope.edition.names[version.document.path]
    return f"{DOCUMENTS}{name}/{version.entry.segment}.html"


def source_file(scope: Scope, version: Version) -> str:
    """A version as git holds it, byte for byte."""
    return f"{text_file(scope, version).removesuffix('.html')}.md"
