"""The page tree: what sopgen hands to an engine, or writes to disk for any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sopgen.caching import NO_STORE, Store
from sopgen.edition.dependencies import Dependencies
from sopgen.edition.learning import Learning
from sopgen.edition.plain_files import NO_FILES, PlainFiles
from sopgen.edition.proof import Origin


class PageHeading(NamedTuple):
    """A heading that the rendered page must show with this id; white space in text is folded."""

    level: int
    anchor: str
    text: str


class Page(NamedTuple):
    """One file of the site before the engine: Markdown with raw HTML, or any other text or bytes.

    `source` is the file of the document it shows, relative to the library's folder, for edit links.
    `headings` are those of the document that the rendered page must show, in this order, and
    `anchors` further ids that it must have. In an archived text, which nobody can mend, a link may
    name an anchor that is not there. `modified` is the day that search engines are told.
    """

    content: str | bytes
    title: str = ""
    source: str | None = None
    headings: tuple[PageHeading, ...] = ()
    anchors: tuple[str, ...] = ()
    is_listed: bool = False
    is_archived: bool = False
    modified: date | None = None


class NavigationItem(NamedTuple):
    """A page in the navigation, with what stands beneath it; `path` is one of the tree's pages."""

    title: str
    path: str
    children: tuple[NavigationItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTree:
    """Every page by its path in the tree, with slashes.

    `x/y.md` becomes the address `/x/y/`, `x/index.md` becomes `/x/`; other files keep their path.
    `documents` are the library's files that pages stand for: no engine may render them itself.
    `own_pages` are its other Markdown files, which the engine renders as they stand. Both are
    relative to the library's folder.
    `stylesheets` and `scripts` (ES modules) are paths in the tree that every page loads.
    `day` is the day the tree was made for. `notice` says why there is no history, where none is.
    `files` belong into the finished site as they are: no engine may see them, for some are
    Markdown. A file of the library at the same path stays. `origin` tells what it was made from.
    `pages_of` has the path of the page that each published document has. `learning` is
    what is known of each, and can be handed on to other processes; `dependencies` tell what of it
    is as it was in an earlier build, and `store` may keep what was made then.
    """

    pages: Mapping[str, Page]
    navigation: tuple[NavigationItem, ...]
    documents: frozenset[str]
    own_pages: tuple[str, ...]
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    day: date
    origin: Callable[[], Origin] = field(compare=False)
    notice: str | None = None
    files: PlainFiles = NO_FILES
    pages_of: Mapping[str, str] = field(default_factory=dict)
    learning: Learning | None = field(default=None, compare=False)
    dependencies: Dependencies | None = field(default=None, compare=False)
    store: Store = field(default=NO_STORE, compare=False)
