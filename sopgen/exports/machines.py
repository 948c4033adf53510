"""What a site holds for machines: data and texts, as files beside its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from sopgen.edition.addresses import API_V1, LLMS, LLMS_FULL, SCHEMAS
from sopgen.edition.edition import Edition
from sopgen.edition.plain_files import Bundle, PlainFiles
from sopgen.edition.records import Records
from sopgen.edition.subscriptions import CALENDARS, FEEDS
from sopgen.edition.together import Group
from sopgen.exports.api.context import Context
from sopgen.exports.api.documents import document_files
from sopgen.exports.api.files import list_files, schema_files
from sopgen.exports.calendars import calendar_files
from sopgen.exports.feeds import feed_files
from sopgen.exports.texts.files import document_texts, list_texts, llms_texts
from sopgen.model.document import Document

Texts = Iterable[tuple[str, str]]


def machine_files(edition: Edition, records: Records, commit: str | None) -> PlainFiles:
    """The files of an edition; a preview's are those of the site that would be published.

    `commit` is the one that the library was read from.
    """
    if edition.drafts:
        edition = replace(edition, drafts=False)
        records = Records(edition)
    return PlainFiles(tuple(_bundles(Context(edition, records, commit))))


def _bundles(context: Context) -> Iterator[Bundle]:
    edition, records = context.edition, context.records
    departments = tuple(f"{key}/" for key in edition.departments)
    yield Bundle((SCHEMAS,), schema_files, kin=Group.LIST_FILES)
    yield from list_files(context)
    yield Bundle(
        (
            *(f"{key}index.md" for key in departments),
            "register/",
            "glossary/",
            "changes/",
            "roles/",
        ),
        lambda: _encoded(list_texts(edition, context.addresses, context.news)),
        kin=Group.NEWS_FILES,
    )
    yield Bundle(
        (LLMS, LLMS_FULL, *departments),
        lambda: _encoded(llms_texts(edition, context.addresses)),
        kin=Group.LIST_FILES,
    )
    yield Bundle(
        (FEEDS,),
        lambda: feed_files(edition, records, context.news),
        kin=Group.NEWS_FILES,
    )
    yield Bundle((CALENDARS,), partial(calendar_files, edition, records), kin=Group.NEWS_FILES)
    for document in edition.published:
        yield _of(context, document)


def _of(context: Context, document: Document) -> Bundle:
    """What there is of one document, its versions and its steps."""
    addresses = context.addresses
    name = f"{API_V1}documents/{addresses.name(document)}"

    def make() -> Iterator[tuple[str, bytes]]:
        yield from document_files(context, document)
        yield from _encoded(document_texts(context.edition, context.records, addresses, document))

    there = (f"{name}.json", f"{name}/", addresses.page(document))
    return Bundle(there, make, kin=document.path)


def _encoded(texts: Texts) -> Iterator[tuple[str, bytes]]:
    return ((path, text.encode(errors="replace")) for path, text in texts)
