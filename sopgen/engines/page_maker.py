"""Renders the pages of a tree in several processes, and gathers what each of them finds out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import mkdocs

from sopgen.edition.tree import Page, PageTree
from sopgen.engines.enforcing import Enforcing
from sopgen.engines.engine import Engine, encoded
from sopgen.engines.kept_parts import KeptParts
from sopgen.engines.parts import Maker
from sopgen.engines.surroundings import surroundings
from sopgen.engines.warned import Warned
from sopgen.site.check import is_checked, rendered_path
from sopgen.site.facts import PageFacts, SiteFacts, facts_of
from sopgen.site.writing import SiteFolder
from sopgen.site.written import Written

_PAGE: Final = ".md"
_HTML: Final = ".html"
_log = logging.getLogger(mkdocs.__name__)

Meta = Mapping[str, Any]


class Found(NamedTuple):
    """What a process finds out while it renders pages: of each its front matter and its facts."""

    meta: dict[str, Meta]
    facts: dict[str, PageFacts]
    styles: frozenset[str]
    warnings: tuple[str, ...]


class PageMaker:
    """Makes the pages of a site with an engine, in its folder.

    `meta` and `facts` then tell of all of them, and `written` of the files.
    """

    def __init__(
        self, engine: Engine, folder: Path, enforcing: Enforcing | None, warned: Warned
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._site = SiteFolder(folder)
        self._enforcing = enforcing
        self._warned = warned
        self._meta: dict[str, Meta] = {}
        self._facts = SiteFacts()  # what a part's pages have in common is sent once
        self._told = 0
        self.meta: dict[str, Meta] = {}
        self.facts = SiteFacts()
        self.written = Written()

    def make(self, tree: PageTree, tell: Callable[[int, int], None]) -> dict[str, Page]:
        """Make the pages of a tree, and what stands beside them.

        Gives them in order, without their content. `tell` hears how far it is.
        """
        self._told = len(self._warned.messages)
        maker = Maker(tree, self._site, self._rendered, self._found, self._kept(tree))
        made, found = maker.make(tell)
        self.written = maker.written
        found.append(self._found())
        for item in found:
            self.meta |= item.meta
            for place, facts in item.facts.items():
                self.facts.add(place, facts)
        self._warn(text for item in found for text in item.warnings)
        if self._enforcing is not None:
            styles = {style for item in found for style in item.styles}
            self._enforcing.write_headers(self._folder, (*made, *tree.own_pages), styles)
        return made

    def _kept(self, tree: PageTree) -> KeptParts[Found] | None:
        """What earlier builds have kept for this one; None where nothing is to be kept."""
        if tree.dependencies is None or not tree.store.keeps:
            return None
        key = surroundings(tree, self._engine.config, self._engine.navigation)
        return KeptParts(tree.store, key, tree.dependencies, [Found]) if key else None

    def _rendered(self, path: str, page: Page) -> bytes | None:
        text: str | bytes = page.content
        if path.endswith(_PAGE):
            file = self._engine.file_of(path, page)
            text = self._engine.render(file)
            if file.page is not None:
                self._meta[path] = file.page.meta
            self._engine.let_go(file)
        elif self._enforcing is not None and path.endswith(_HTML) and isinstance(text, str):
            text = self._enforcing.on_finished(text, path)
        if isinstance(text, bytes):
            return text
        if path.endswith(_PAGE) and (not text or text.isspace()):
            return None
        if is_checked(path):
            place = rendered_path(path)
            self._facts.add(place, facts_of(place, page, text))
        return encoded(text) if path.endswith(_PAGE) else text.encode()

    def _found(self) -> Found:
        """What was found since the last time."""
        meta, self._meta = self._meta, {}
        facts, self._facts = self._facts.pages, SiteFacts()
        said, self._told = self._warned.messages[self._told :], len(self._warned.messages)
        styles = self._enforcing.take_styles() if self._enforcing is not None else frozenset[str]()
        return Found(meta, facts, styles, tuple(said))

    def _warn(self, texts: Iterable[str]) -> None:
        """Warn here, too, of what another process has warned of."""
        for text in dict.fromkeys(texts):
            if text not in self._warned.messages:
                _log.warning("%s", text)
