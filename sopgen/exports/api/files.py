"""Every file beneath `api/v1/`: a pure function of the edition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from sopgen import __version__
from sopgen.edition.addresses import API, API_V1, LLMS, SCHEMAS
from sopgen.edition.tree import Page
from sopgen.edition.validity import document_validity
from sopgen.exports.api.changes import changes_files
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.documents import document_files, open_entries
from sopgen.exports.api.lists import by_id, documents_file, register_file
from sopgen.exports.api.schemas import ENDING, schemas
from sopgen.exports.api.vocabulary import (
    departments_file,
    glossary_file,
    kpis_file,
    role_files,
)

INDEX: Final = f"{API_V1}index.json"
# By their path beneath `api/v1/`: the schema, and what they hold in plain words.
ENDPOINTS: Final = {
    "index.json": ("index", "What there is: start here."),
    "documents.json": ("documents", "Every published document in short, with its validity."),
    "documents/{name}.json": ("document", "One document as its page shows it today."),
    "documents/{name}/steps/{number}.json": ("step", "One step of it, with its citation."),
    "documents/{name}/versions/{version}.json": ("version", "One published version of it."),
    "roles.json": ("roles", "Every role."),
    "roles/{key}.json": ("role", "One role: its steps, duties and reading list."),
    "departments.json": ("departments", "Every department with its documents."),
    "glossary.json": ("glossary", "The organisation's terms."),
    "kpis.json": ("kpis", "The organisation's measures, and what moves them."),
    "register.json": ("register", "The register of document control."),
    "changes.json": ("changes", "The latest changes."),
    "changes/{year}.json": ("changes", "The changes of one year."),
}


def api_files(context: Context) -> Iterator[tuple[str, Page]]:
    """Every file of the interface with its path, document by document."""
    yield index_file(context)
    yield documents_file(context, f"{API_V1}documents.json")
    yield register_file(context, f"{API_V1}register.json")
    yield departments_file(context, f"{API_V1}departments.json")
    yield from role_files(context, f"{API_V1}roles.json")
    yield glossary_file(context, f"{API_V1}glossary.json")
    yield kpis_file(context, f"{API_V1}kpis.json")
    yield from changes_files(context, f"{API_V1}changes.json")
    for document in by_id(context):
        yield from document_files(context, document)
    yield from schema_files()


def schema_files() -> Iterator[tuple[str, Page]]:
    """The schemas, with their paths."""
    for name, schema in schemas().items():
        content = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        yield f"{SCHEMAS}{name}{ENDING}", Page(content=content)


def index_file(context: Context) -> tuple[str, Page]:
    """What there is, and how much of it."""
    edition = context.edition
    return context.file(
        INDEX,
        "index",
        {
            "site": edition.settings.site_name,
            "url": edition.settings.site_url or None,
            "sopgen": __version__,
            "commit": context.commit,
            "notice": edition.notice,
            "counts": _counts(context),
            "endpoints": [
                {
                    "path": f"{API_V1}{path}",
                    "url": _url(context, f"{API_V1}{path}"),
                    "schema": context.link(f"{SCHEMAS}{schema}{ENDING}"),
                    "description": description,
                }
                for path, (schema, description) in ENDPOINTS.items()
            ],
            "documentation": context.link(API),
            "llms": context.link(LLMS),
        },
    )


def _url(context: Context, path: str) -> str | None:
    """A whole address with its braces, which no address that is followed may hold."""
    site = context.edition.settings.site_url.rstrip("/")
    return f"{site}/{path}" if site else None


def _counts(context: Context) -> Data:
    edition = context.edition
    held = [document_validity(edition, item) for item in edition.published]
    phases = [item.key for item in held]
    return {
        "documents": len(held),
        **{phase: phases.count(phase) for phase in ("in_force", "upcoming", "pilot", "retired")},
        "overdue": sum(item.is_overdue for item in held),
        "steps": sum(len(edition.shown(item).steps) for item in edition.published),
        "versions": sum(len(open_entries(context, item)) for item in edition.published),
    }
