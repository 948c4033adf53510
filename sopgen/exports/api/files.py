"""Every file beneath `api/v1/`: a pure function of the edition."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from sopgen import __version__
from sopgen.edition.addresses import API, API_V1, LLMS, schema_address
from sopgen.edition.plain_files import Bundle
from sopgen.edition.subscriptions import CHANGES_FEED, JSON, department_feed, role_feed
from sopgen.edition.together import Group
from sopgen.edition.validity import document_validity
from sopgen.exports.api.changes import changes_files
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.documents import document_files, open_entries
from sopgen.exports.api.lists import by_id, documents_file, register_file
from sopgen.exports.api.schemas import schemas
from sopgen.exports.api.vocabulary import (
    departments_file,
    glossary_file,
    kpis_file,
    role_files,
)

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

# By their path within the site: the JSON files that are made for its own pages and for others.
FILES: Final = {
    "manifest.json": ("manifest", "The hash of every file: what sopgen verify checks."),
    "register/register.json": ("register-table", "The register as its page shows it, in words."),
    "open/targets.json": ("open-targets", "What ids, tags and measures lead to, for open/."),
    f"{CHANGES_FEED}{JSON}": ("feed", "The latest changes as a JSON Feed."),
    f"{department_feed('{key}')}{JSON}": ("feed", "Those of one department."),
    f"{role_feed('{key}')}{JSON}": ("feed", "Those that concern one role."),
    "search/index.json": ("search-index", "Where the search begins."),
    "search/{folder}/documents-{number}.json": ("search-documents", "What its results show."),
    "search/{folder}/filters.json": ("search-filters", "What they can be narrowed to."),
    "search/{folder}/asks.json": ("search-asks", "What people ask, as documents say it."),
}

Files = Iterable[tuple[str, bytes]]
MakeOne = Callable[[Context, str], tuple[str, bytes]]


def api_files(context: Context) -> Iterator[tuple[str, bytes]]:
    """Every file of the interface with its path, document by document."""
    for bundle in list_files(context):
        yield from bundle.make()
    for document in by_id(context):
        yield from document_files(context, document)
    yield from schema_files()


def list_files(context: Context) -> Iterator[Bundle]:
    """What is told of all documents together."""
    for name, make in _ONE_FILE.items():
        path = f"{API_V1}{name}.json"
        yield Bundle((path,), partial(_only, make, context, path), Group.LIST_FILES)
    for name, (make_many, group) in _MANY_FILES.items():
        path = f"{API_V1}{name}.json"
        there = path, f"{API_V1}{name}/"
        yield Bundle(there, partial(make_many, context, path), group)


def _only(make: MakeOne, context: Context, path: str) -> Files:
    return (make(context, path),)


def schema_files() -> Iterator[tuple[str, bytes]]:
    """The schemas, with their paths."""
    for name, schema in schemas().items():
        content = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        yield schema_address(name), content.encode()


def index_file(context: Context, path: str) -> tuple[str, bytes]:
    """What there is, and how much of it."""
    edition = context.edition
    return context.file(
        path,
        "index",
        {
            "site": edition.settings.site_name,
            "url": edition.settings.site_url or None,
            "sopgen": __version__,
            "commit": context.commit,
            "notice": edition.notice,
            "counts": _counts(context),
            "endpoints": _kinds(context, ENDPOINTS, API_V1),
            "files": _kinds(context, FILES),
            "documentation": context.link(API),
            "llms": context.link(LLMS),
        },
    )


def _kinds(context: Context, kinds: Mapping[str, tuple[str, str]], folder: str = "") -> list[Data]:
    return [
        {
            "path": f"{folder}{path}",
            "url": _url(context, f"{folder}{path}"),
            "schema": context.link(schema_address(schema)),
            "description": description,
        }
        for path, (schema, description) in kinds.items()
    ]


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


_ONE_FILE: Final[Mapping[str, MakeOne]] = {
    "index": index_file,
    "documents": documents_file,
    "register": register_file,
    "departments": departments_file,
    "glossary": glossary_file,
    "kpis": kpis_file,
}
_MANY_FILES: Final[Mapping[str, tuple[Callable[[Context, str], Files], Group]]] = {
    "roles": (role_files, Group.LIST_FILES),
    "changes": (changes_files, Group.NEWS_FILES),
}
