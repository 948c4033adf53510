"""Builds a whole site page by page, where no other plugin needs to see all of its pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import filterfalse
from pathlib import Path
from typing import Final

import mkdocs
from mkdocs.commands.build import _build_extra_template, _build_theme_template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.utils import CountHandler, write_file

from sopgen.edition.tree import Page, PageTree
from sopgen.engines.engine import Engine, encoded
from sopgen.engines.finishing import check_manifest
from sopgen.engines.mkdocs_files import MadeFile, make_file
from sopgen.engines.mkdocs_plugin import SopgenPlugin
from sopgen.engines.page_maker import PageMaker
from sopgen.engines.warned import Warned
from sopgen.site.check import is_checked, problems_of

_PAGE: Final = ".md"
_HTML: Final = ".html"
Links = dict[File, dict[str, str]]  # by the file: the anchors, and how a page names them
_log = logging.getLogger(mkdocs.__name__)


def can_be_in_parts(config: MkDocsConfig) -> bool:
    """Whether each page may be made by itself: others' plugins may gather something of them all."""
    return set(config.plugins) == {"sopgen"}


class WholeSite:
    """One build of a site: the same files that MkDocs makes of the tree with all of its pages."""

    def __init__(
        self, config: MkDocsConfig, plugin: SopgenPlugin, tree: PageTree, warned: Warned
    ) -> None:
        """Load everything but the pages. Raises `OperatorError` where MkDocs cannot use it."""
        self._tree = tree
        self._plugin = plugin
        self._engine = Engine(config, plugin, tree, "build")
        self._folder = Path(self._engine.config.site_dir)
        self._templates = sorted(self._engine.config.theme.static_templates)
        self._pages = PageMaker(self._engine, self._folder, plugin.enforcing, warned)

    def begin(self) -> None:
        """Make the files that need no page of the tree."""
        self._engine.files.copy_static_files()
        # Those that are pages show what scripts are the theme's; others tell of all pages.
        self._render_templates(filter(_is_html, self._templates), self._engine.files)
        self._render_own_pages()

    def finish(self, tell: Callable[[int, int], None]) -> int:
        """Make all other files, check the site and put it in place; gives the number of pages.

        `tell` hears how far it is. Raises `BuildError` where the site is not as it must be.
        """
        engine = self._engine
        pages = self._pages.make(self._tree, tell)
        files = self._files_with(pages)
        self._render_templates(filterfalse(_is_html, self._templates), files)
        for name in engine.config.extra_templates:
            _build_extra_template(name, files, engine.config, engine.navigation)
        checked = filter(is_checked, pages)
        problems = problems_of(self._pages.facts, self._folder, checked)
        self._plugin.written = self._pages.written
        self._plugin.problems = [*problems, *check_manifest(self._folder)]
        engine.config.plugins.on_post_build(config=engine.config)
        return len(pages)

    def _render_templates(self, names: Iterable[str], files: Files) -> None:
        engine = self._engine
        for name in names:
            _build_theme_template(name, engine.environment, files, engine.config, engine.navigation)

    def _render_own_pages(self) -> None:
        """Render the library's ordinary pages, of which the tree has only the names."""
        engine, level = self._engine, self._engine.config.validation.links.anchors
        own = [file for file in engine.pages if not isinstance(file, MadeFile)]
        for file in own:
            rendered = engine.render(file)
            if rendered.strip():
                write_file(encoded(rendered), file.abs_dest_path)
        for file in own:
            if file.page is not None:
                file.page.links_to_anchors = _elsewhere(file.page.links_to_anchors or {})
                file.page.validate_anchor_links(files=engine.files, log_level=level)

    def _files_with(self, pages: Mapping[str, Page]) -> Files:
        """The files of the site for templates that list them, with every page of the tree."""
        engine = self._engine
        named = {file.path: file for file in engine.files if isinstance(file, MadeFile)}
        files = [file for file in engine.files if not isinstance(file, MadeFile)]
        for path, page in pages.items():
            if path.endswith(_PAGE):
                file = named.get(path) or make_file(path, page, engine.config)
                file.made = page
                shown = file.page or engine.page_of(file)
                shown.meta = dict(self._pages.meta.get(path, {}))
                self._plugin.on_pre_page(shown, config=engine.config, files=engine.files)
                files.append(file)
        return Files(files)


@contextmanager
def counting_warnings(*, strict: bool) -> Iterator[None]:
    """Fail at the end where a strict build was warned of something, as MkDocs' own does."""
    if not strict:
        yield
        return
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    _log.addHandler(counter)
    try:
        yield
    finally:
        _log.removeHandler(counter)
    if counts := counter.get_counts():
        raise Abort(", ".join(f"{number} {kind.lower()}s" for kind, number in counts))


def _is_html(path: str) -> bool:
    return path.endswith(_HTML)


def _elsewhere(links: Links) -> Links:
    """Those that lead to pages of the library's own: others are checked when all pages are made."""
    return {file: anchors for file, anchors in links.items() if not isinstance(file, MadeFile)}
