"""Builds a whole site page by page, where no other plugin needs to see all of its pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import mkdocs
from mkdocs.commands.build import _build_extra_template, _build_theme_template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler, write_file

from sopgen.edition.on_demand import beside
from sopgen.edition.tree import Page, PageTree
from sopgen.engines.engine import Engine, encoded
from sopgen.engines.finishing import check_manifest
from sopgen.engines.mkdocs_files import MadeFile, make_file
from sopgen.engines.mkdocs_plugin import SopgenPlugin
from sopgen.engines.parts import Maker
from sopgen.engines.warned import Warned
from sopgen.site.check import check_site
from sopgen.site.writing import SiteFolder

_PAGE: Final = ".md"
_HTML: Final = ".html"
Links = dict[File, dict[str, str]]  # by the file: the anchors, and how a page names them
_log = logging.getLogger(mkdocs.__name__)


def can_be_in_parts(config: MkDocsConfig) -> bool:
    """Whether each page may be made by itself: others' plugins may gather something of them all."""
    return set(config.plugins) == {"sopgen"}


class Found(NamedTuple):
    """What a process that makes pages finds out beside them; `meta` is each page's front matter."""

    meta: Mapping[str, Mapping[str, Any]]
    styles: frozenset[str]
    warnings: tuple[str, ...]


class WholeSite:
    """One build of a site: the same files that MkDocs makes of the tree with all of its pages."""

    def __init__(
        self, config: MkDocsConfig, plugin: SopgenPlugin, tree: PageTree, warned: Warned
    ) -> None:
        """Load everything but the pages. Raises `OperatorError` where MkDocs cannot use it."""
        self._tree = tree
        self._plugin = plugin
        self._warned = warned
        self._engine = Engine(config, plugin, tree, "build")
        self._folder = Path(self._engine.config.site_dir)
        self._meta: dict[str, Mapping[str, Any]] = {}

    def build(self, tell: Callable[[int, int], None]) -> int:
        """Make every file, check the site and put it in place; gives the number of pages.

        `tell` hears how far it is. Raises `BuildError` where the site is not as it must be.
        """
        engine = self._engine
        engine.files.copy_static_files()
        templates = sorted(engine.config.theme.static_templates)
        # Those that are pages show what scripts are the theme's; others tell of all pages.
        self._render_templates(filter(_is_html, templates), engine.files)
        self._render_own_pages()
        pages = self._make_pages(tell)
        files = self._files_with(pages)
        self._render_templates((name for name in templates if not _is_html(name)), files)
        for name in engine.config.extra_templates:
            _build_extra_template(name, files, engine.config, engine.navigation)
        made = replace(self._tree, pages=pages)
        self._plugin.problems = [*check_site(self._folder, made), *check_manifest(self._folder)]
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

    def _make_pages(self, tell: Callable[[int, int], None]) -> dict[str, Page]:
        """Make the pages of the tree, and what stands beside them."""
        known = len(self._warned.messages)

        def found() -> Found:
            styles = self._plugin.enforcing.styles if self._plugin.enforcing else frozenset()
            meta, self._meta = self._meta, {}
            return Found(meta, styles, tuple(self._warned.messages[known:]))

        folder = SiteFolder(self._folder)
        pages = beside(self._tree.pages)
        maker = Maker(pages, self._tree.files, folder, self._rendered, found)
        made, findings = maker.make(tell)
        self._meta = {
            path: meta for item in (*findings, found()) for path, meta in item.meta.items()
        }
        said = {*self._warned.messages}
        for message in dict.fromkeys(text for item in findings for text in item.warnings):
            if message not in said:  # by another process
                _log.warning("%s", message)
        if self._plugin.enforcing:
            styles = {style for item in findings for style in item.styles}
            paths = (*made, *self._tree.own_pages)
            self._plugin.enforcing.write_headers(self._folder, paths, styles)
        return made

    def _rendered(self, path: str, page: Page) -> bytes | None:
        if path.endswith(_PAGE):
            file = self._engine.file_of(path, page)
            rendered = self._engine.render(file)
            if file.page is not None:
                self._meta[path] = file.page.meta
            return encoded(rendered) if rendered.strip() else None
        content = page.content
        if self._plugin.enforcing and _is_html(path) and isinstance(content, str):
            content = self._plugin.enforcing.on_finished(content, path)
        return content if isinstance(content, bytes) else content.encode()

    def _files_with(self, pages: Mapping[str, Page]) -> Files:
        """The files of the site for templates that list them, with every page of the tree."""
        engine = self._engine
        named = {file.path: file for file in engine.files if isinstance(file, MadeFile)}
        files = [file for file in engine.files if not isinstance(file, MadeFile)]
        for path, page in pages.items():
            if path.endswith(_PAGE):
                file = named.get(path) or make_file(path, page, engine.config)
                file.made = page
                shown = file.page or MkDocsPage(None, file, engine.config)
                shown.meta = dict(self._meta.get(path, {}))
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
