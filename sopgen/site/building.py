"""Makes the page tree of a library: a pure function of what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from sopgen.edition.addresses import API
from sopgen.edition.edition import Edition
from sopgen.edition.news import all_news
from sopgen.edition.plain_files import NO_FILES, PlainFiles
from sopgen.edition.records import Records, history_address
from sopgen.edition.tree import NavigationItem, Page, PageTree
from sopgen.in_force import Issued, Standing
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.revision import DocumentHistory
from sopgen.settings import Settings
from sopgen.site.api_page import api_page
from sopgen.site.assets import asset_pages, scripts, stylesheets
from sopgen.site.by_word import kpi_pages, tag_pages, type_pages
from sopgen.site.card import card_page
from sopgen.site.changes import ADDRESS as CHANGES
from sopgen.site.changes import changes_pages
from sopgen.site.department import department_page
from sopgen.site.embed import embed_page
from sopgen.site.embedding import embedding_page
from sopgen.site.following import SYSTEMS
from sopgen.site.glossary import ADDRESS as GLOSSARY
from sopgen.site.glossary import glossary_page
from sopgen.site.handout import handout_pages
from sopgen.site.history import history_page
from sopgen.site.home import home_page
from sopgen.site.moved import moved_pages, own_version_pages
from sopgen.site.opening import opening_pages
from sopgen.site.page_templates import PageTemplates
from sopgen.site.paper import EDITION, SHEET, document_sheet, edition_sheet
from sopgen.site.permanent import permanent_pages
from sopgen.site.register import CSV, JSON, register_csv, register_json, register_page
from sopgen.site.reviews import ADDRESS as REVIEWS
from sopgen.site.reviews import reviews_page
from sopgen.site.roles import ADDRESS as ROLES
from sopgen.site.roles import role_pages
from sopgen.site.rule_pages import rule_pages
from sopgen.site.run import RECORD_SCHEMA, record_schema_page
from sopgen.site.search_index import search_pages
from sopgen.site.search_page import ADDRESS as SEARCH
from sopgen.site.search_page import search_page
from sopgen.site.sop import sop_page
from sopgen.site.versions import version_pages
from sopgen.template import Templates

# What is made of an edition beside its pages.
Beside = Callable[[Edition, Records], PlainFiles]
_HOME: Final = "index.md"
_REGISTER: Final = "register/index.md"


def build_tree(
    library: Library,
    histories: Mapping[str, DocumentHistory],
    settings: Settings,
    templates: Templates,
    today: date,
    *,
    standings: Mapping[str, Standing] | None = None,
    versions: Mapping[str, Sequence[Issued]] | None = None,
    notice: str | None = None,
    drafts: bool = False,
    first_commit: str | None = None,
    beside: Beside | None = None,
) -> PageTree:
    """Make every page of the site as of a day.

    `histories`, `standings` (which version is in force) and `versions` (every one with its text,
    the latest first) are by document path; where git could not answer they are empty and `notice`
    is the sentence that each page shows instead. With `drafts` it is a preview: every document has
    a page, and shows its current text. `first_commit` is the repository's; `beside` makes the files
    that stand beside the pages.
    """
    edition = Edition(
        library,
        settings,
        templates,
        today,
        histories,
        standings or {},
        versions or {},
        notice,
        drafts=drafts,
        first_commit=first_commit,
    )
    own, records = _own_pages(library), Records(edition)
    files = beside(edition, records) if beside else NO_FILES
    pages = {path: page for path, page in _pages(edition, records, files) if path not in own}
    return PageTree(
        pages=pages,
        navigation=_navigation(edition, own),
        documents=frozenset(path.removeprefix(library.folder) for path in library.readings),
        own_pages=own,
        stylesheets=stylesheets(pages),
        scripts=scripts(pages),
        day=today,
        notice=notice,
        files=files,
    )


def _pages(edition: Edition, records: Records, files: PlainFiles) -> Iterator[tuple[str, Page]]:
    templates = PageTemplates(edition.settings)
    yield _HOME, home_page(edition, templates)
    for key in edition.departments:
        yield f"{key}/index.md", department_page(edition, key, templates)
    yield _REGISTER, register_page(edition, templates)
    yield CSV, register_csv(edition)
    yield JSON, register_json(edition)
    yield f"{REVIEWS}index.md", reviews_page(edition, templates)
    yield f"{SEARCH}index.md", search_page(edition, templates)
    yield f"{SYSTEMS}index.md", embedding_page(edition, templates)
    yield from opening_pages(edition, templates)
    yield from _ways(edition, templates, records)
    for document in edition.published:
        path = f"{edition.address(document).rstrip('/')}.md"
        yield path, sop_page(edition, document, templates, records)
        yield from _sheets(edition, document, records)
        yield card_page(edition, document, templates)
        yield embed_page(edition, document, templates, records)
        if edition.is_permanent(document):
            yield from permanent_pages(edition, document, templates, records)
        if records.timeline(document):
            path = f"{history_address(edition, document).rstrip('/')}.md"
            yield path, history_page(edition, document, templates, records)
            yield from version_pages(edition, document, templates, records)
            yield from own_version_pages(edition, document, templates, records)
    yield from rule_pages(edition, templates)
    yield from moved_pages(edition, templates, records)
    yield from search_pages(edition)
    yield f"{API}index.md", api_page(edition, templates, files)
    yield RECORD_SCHEMA, record_schema_page()
    yield from asset_pages(edition.settings).items()
    yield EDITION, edition_sheet(edition)


def _ways(
    edition: Edition, templates: PageTemplates, records: Records
) -> Iterator[tuple[str, Page]]:
    """The ways in besides departments."""
    news = all_news(edition, records)
    yield from changes_pages(edition, templates, records, news)
    yield from role_pages(edition, templates, records, news)
    yield from type_pages(edition, templates)
    yield from tag_pages(edition, templates)
    yield from kpi_pages(edition, templates)
    yield GLOSSARY, glossary_page(edition, templates)
    yield from handout_pages(edition, templates)


def _sheets(edition: Edition, document: Document, records: Records) -> Iterator[tuple[str, Page]]:
    """What stands in the margins when a document's page or its history is printed."""
    shown, standing = edition.shown(document), edition.standing(document)
    yield f"{edition.address(document)}{SHEET}", document_sheet(edition, shown, standing)
    if records.timeline(document):
        title = f"History of {shown.title}"
        address = history_address(edition, document)
        yield f"{address}{SHEET}", document_sheet(edition, shown, standing, title=title)


def _own_pages(library: Library) -> tuple[str, ...]:
    """The Markdown files of the library that are no documents, relative to its folder."""
    names = (path.removeprefix(library.folder) for path in library.files)
    return tuple(sorted(name for name in names if name.endswith(".md")))


def _navigation(edition: Edition, own: tuple[str, ...]) -> tuple[NavigationItem, ...]:
    departments = [
        NavigationItem(
            edition.name("departments", key),
            f"{key}/index.md",
            tuple(
                NavigationItem(edition.shown(item).title, f"{edition.address(item).rstrip('/')}.md")
                for item in documents
            ),
        )
        for key, documents in edition.departments.items()
    ]
    roles = NavigationItem("Roles", ROLES)
    changes = NavigationItem("Changes", f"{CHANGES}index.md")
    taken = {_HOME, ROLES, _REGISTER, changes.path, *(item.path for item in departments)}
    others = [NavigationItem(_title(path), path) for path in own if path not in taken]
    home, register = NavigationItem("Home", _HOME), NavigationItem("Register", _REGISTER)
    return (home, *departments, roles, register, changes, *others)


def _title(path: str) -> str:
    name = path.removesuffix(".md").rsplit("/", 1)[-1]
    return name.replace("-", " ").replace("_", " ").capitalize()
