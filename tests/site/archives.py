"""Sites made from real repositories: what git holds, and the tree that comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sopgen.archive import open_archive
from sopgen.edition.edition import Edition
from sopgen.library import read_library
from sopgen.settings import Settings
from sopgen.site import PageTree, build_tree
from tests.history.repository import Repository
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, VOCABULARY, text_of
from tests.site.rendering import Outline, render

IT = "sops/customer-service/it.md"
PAGE = "customer-service/it"


def at(month: int, day: int, hour: int = 9) -> datetime:
    """A moment of 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


@contextmanager
def repository(folder: Path) -> Iterator[Repository]:
    """A repository under construction, checked out at the end."""
    made = Repository(folder)
    with made:
        yield made
    made.check_out()


def site_of(
    folder: Path, today: date = TODAY, *, drafts: bool = False, base: Settings = SETTINGS
) -> PageTree:
    """The page tree of the library in a repository's work tree; `base` is what else is set."""
    found = edition_of(folder, today, drafts=drafts, base=base)
    return build_tree(
        found.library,
        found.histories,
        found.settings,
        found.templates,
        today,
        standings=found.standings,
        versions=found.versions,
        drafts=drafts,
        first_commit=found.first_commit,
    )


def edition_of(
    folder: Path, today: date = TODAY, *, drafts: bool = False, base: Settings = SETTINGS
) -> Edition:
    """What the site of the library in a repository's work tree is made of."""
    settings = replace(base, root=folder, docs_dir=folder / "sops")
    library = read_library(settings, TEMPLATES.layout_of, VOCABULARY)
    archive = open_archive(library, TEMPLATES.layout_of, folder, exact=True)
    return Edition(
        library,
        settings,
        TEMPLATES,
        today,
        archive.histories,
        {item.path: archive.standing(item, today) for item in library.documents},
        {item.path: archive.versions(item) for item in library.documents},
        drafts=drafts,
        first_commit=archive.first_commit,
    )


def content(tree: PageTree, path: str) -> str:
    """The text of one page of a tree."""
    return text_of(tree.pages[path])


def outline(tree: PageTree, path: str) -> Outline:
    """One page as a browser would see it."""
    return Outline(render(content(tree, path)))
