"""Makes the page tree of a library: a pure function of what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Final

from sopgen.edition.addresses import API
from sopgen.edition.dependencies import Dependencies
from sopgen.edition.edition import Edition
from sopgen.edition.learning import Learning
from sopgen.edition.news import all_news
from sopgen.edition.on_demand import PagesOnDemand, Sheaf, one_page, whole
from sopgen.edition.plain_files import NO_FILES, PlainFiles
from sopgen.edition.proof import origin_of
from sopgen.edition.records import Records, history_address
from sopgen.edition.together import Group
from sopgen.edition.tree import NavigationItem, Page, PageTree
from sopgen.in_force import Issued, Standing
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.revision import DocumentHistory
from sopgen.settings import Settings
from sopgen.site.api_page import api_page
from sopgen.site.assets import ASSETS, asset_files, asset_pages, scripts, stylesheets
from sopgen.site.by_word import kpi_pages, tag_pages, type_pages
from sopgen.site.card import card_page
from sopgen.site.card_sheet import CARD
from sopgen.site.changes import ADDRESS as CHANGES
from sopgen.site.changes import changes_pages
from sopgen.site.department import department_page
from sopgen.site.embed import EMBED, embed_page
from sopgen.site.embedding import embedding_page
from sopgen.site.following import SYSTEMS
from sopgen.site.glossary import ADDRESS as GLOSSARY
from sopgen.site.glossary import glossary_page
from sopgen.site.handout import FILE as HANDOUT
from sopgen.site.handout import handout_pages
from sopgen.site.history import history_page
from sopgen.site.home import home_page
from sopgen.site.moved import moved_pages, own_version_pages
from sopgen.site.opening import OPEN, opening_pages
from sopgen.site.page_templates import PageTemplates
from sopgen.site.paper import EDITION, SHEET, document_sheet, edition_sheet
from sopgen.site.permanent import permanent_address, permanent_pages
from sopgen.site.register import CSV, JSON, register_csv, register_json, register_page
from sopgen.site.reviews import ADDRESS as REVIEWS
from sopgen.site.reviews import reviews_page
from sopgen.site.roles import role_pages
from sopgen.site.rule_pages import ADDRESS as RULES
from sopgen.site.rule_pages import rule_pages
from sopgen.site.run import RECORD_SCHEMA, record_schema_page
from sopgen.site.search_index import search_pages
from sopgen.site.search_page import ADDRESS as SEARCH
from sopgen.site.search_page import search_page
from sopgen.site.sop import sop_page
from sopgen.site.versions import version_pages
from sopgen.site.words import KPIS, ROLES, TAGS, TYPES
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
    commit: str | None = None,
    beside: Beside | None = None,
) -> PageTree:
    """Make every page of the site as of a day.

    `histories`, `standings` (which version is in force) and `versions` (every one with its text,
    the latest first) are by document path; where git could not answer they are empty and `notice`
    is the sentence that each page shows instead. With `drafts` it is a preview: every document has
    a page, and shows its current text. `first_commit` is the repository's, `commit` the one that
    the library was read from; `beside` makes the files that stand beside the pages.
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
    planned = plan_tree(edition, beside, commit=commit)
    return replace(planned, pages=whole(planned.pages))


def plan_tree(
    edition: Edition, beside: Beside | None = None, *, commit: str | None = None
) -> PageTree:
    """The page tree of an edition, each page of which is made when it is asked for."""
    library, own = edition.library, _own_pages(edition.library)
    records = Records(edition)
    learning = Learning(edition, records)
    files = beside(edition, records) if beside else NO_FILES
    # The looks of a page are told by name: nothing is made for that.
    assets = (*asset_files(edition.settings), EDITION)
    return PageTree(
        pages=PagesOnDemand(_sheaves(edition, records, files), left_out=own),
        navigation=_navigation(edition, own),
        documents=frozenset(path.removeprefix(library.folder) for path in library.readings),
        own_pages=own,
        stylesheets=stylesheets(assets),
        scripts=scripts(assets),
        day=edition.today,
        origin=partial(origin_of, edition, records, commit, learning.proofs),
        notice=edition.notice,
        pages_of={
            document.path.removeprefix(library.folder): _path(edition, document)
            for document in edition.published
        },
        files=files,
        learning=learning,
        dependencies=Dependencies(edition),
    )


def _sheaves(edition: Edition, records: Records, files: PlainFiles) -> Iterator[Sheaf]:
    """Every page of the site, by what is made together."""
    templates = PageTemplates(edition.settings)
    lists = partial(one_page, kin=Group.LIST_PAGES)
    yield lists(_HOME, partial(home_page, edition, templates))
    for key in edition.departments:
        yield lists(f"{key}/index.md", partial(department_page, edition, key, templates))
    yield lists(_REGISTER, partial(register_page, edition, templates))
    yield lists(CSV, partial(register_csv, edition))
    yield lists(JSON, partial(register_json, edition))
    yield lists(f"{REVIEWS}index.md", partial(reviews_page, edition, templates))
    yield lists(f"{SEARCH}index.md", partial(search_page, edition, templates))
    yield lists(f"{SYSTEMS}index.md", partial(embedding_page, edition, templates))
    yield Sheaf(partial(opening_pages, edition, templates), OPEN, kin=Group.LIST_PAGES)
    yield from _ways(edition, templates, records)
    for document in edition.published:
        yield from _of_document(edition, document, templates, records)
    yield Sheaf(partial(rule_pages, edition, templates), RULES, kin=Group.LIST_PAGES)
    yield Sheaf(
        partial(moved_pages, edition, templates, records),
        "",
        ending="/index.html",
        kin=Group.LIST_PAGES,
    )
    yield Sheaf(partial(search_pages, edition), SEARCH, kin=Group.SEARCH)
    yield lists(f"{API}index.md", partial(api_page, edition, templates, files))
    yield lists(RECORD_SCHEMA, record_schema_page)
    yield Sheaf(lambda: asset_pages(edition.settings).items(), ASSETS, kin=Group.LIST_PAGES)
    yield lists(EDITION, partial(edition_sheet, edition))


def _of_document(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> Iterator[Sheaf]:
    home, kin = edition.address(document), document.path
    given = (edition, document, templates, records)
    yield one_page(_path(edition, document), partial(sop_page, *given), kin=kin)
    yield Sheaf(partial(_sheets, edition, document, records), home, kin=kin)
    yield Sheaf(lambda: [card_page(edition, document, templates)], f"{home}{CARD}", kin=kin)
    yield Sheaf(lambda: [embed_page(*given)], f"{home}{EMBED}", kin=kin)
    if edition.is_permanent(document):
        yield Sheaf(partial(permanent_pages, *given), permanent_address(document), kin=kin)
    yield Sheaf(partial(_history, *given), home, kin=kin)


def _history(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> Iterator[tuple[str, Page]]:
    """What git knows of a document; nothing where it knows none of it."""
    if records.timeline(document):
        path = f"{history_address(edition, document).rstrip('/')}.md"
        yield path, history_page(edition, document, templates, records)
        yield from version_pages(edition, document, templates, records)
        yield from own_version_pages(edition, document, templates, records)


def _ways(edition: Edition, templates: PageTemplates, records: Records) -> Iterator[Sheaf]:
    """The ways in besides departments."""
    news = cache(lambda: all_news(edition, records))
    yield Sheaf(
        lambda: changes_pages(edition, templates, records, news()), CHANGES, kin=Group.NEWS_PAGES
    )
    yield Sheaf(
        lambda: role_pages(edition, templates, records, news()), ROLES, kin=Group.NEWS_PAGES
    )
    yield Sheaf(partial(type_pages, edition, templates), TYPES, kin=Group.LIST_PAGES)
    yield Sheaf(partial(tag_pages, edition, templates), TAGS, kin=Group.LIST_PAGES)
    yield Sheaf(partial(kpi_pages, edition, templates), KPIS, kin=Group.LIST_PAGES)
    yield one_page(GLOSSARY, partial(glossary_page, edition, templates), kin=Group.LIST_PAGES)
    handouts = (f"{key}/{HANDOUT}" for key in edition.departments)
    yield Sheaf(partial(handout_pages, edition, templates), *handouts, kin=Group.HANDOUTS)


def _path(edition: Edition, document: Document) -> str:
    return f"{edition.address(document).rstrip('/')}.md"


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
                NavigationItem(edition.shown(item).title, _path(edition, item))
                for item in documents
            ),
        )
        for key, documents in edition.departments.items()
    ]
    roles = NavigationItem("Roles", f"{ROLES}index.md")
    changes = NavigationItem("Changes", f"{CHANGES}index.md")
    taken = {_HOME, roles.path, _REGISTER, changes.path, *(item.path for item in departments)}
    others = [NavigationItem(_title(path), path) for path in own if path not in taken]
    home, register = NavigationItem("Home", _HOME), NavigationItem("Register", _REGISTER)
    return (home, *departments, roles, register, changes, *others)


def _title(path: str) -> str:
    name = path.removesuffix(".md").rsplit("/", 1)[-1]
    return name.replace("-", " ").replace("_", " ").capitalize()
