"""Renders single pages with MkDocs as a build would, its configuration and theme loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from mkdocs.commands.build import get_context
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from sopgen.engines.loading import load_mkdocs
from sopgen.engines.mkdocs_files import is_made, make_file, tree_path
from sopgen.engines.mkdocs_plugin import show_title_as_text
from sopgen.model.errors import OperatorError
from sopgen.site import Page as TreePage
from sopgen.site import PageTree
from sopgen.site.check import rendered_path

_INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file of the site: `path` is the tree's, where it is a page of the tree's."""

    content: bytes
    path: str = ""


class Renderer:
    """The site of a page tree, of which each page is rendered when it is asked for.

    What MkDocs and other plugins make of a whole site at once, such as a sitemap, is not there.
    """

    def __init__(self, config_file: Path, tree: PageTree) -> None:
        """Load everything but the pages. Raises `OperatorError` where MkDocs cannot use it."""
        self._config, self._plugin = load_mkdocs(config_file)
        self._lock = Lock()
        self._frame = _frame(tree)
        self._plugin.begin_on_demand(tree)
        try:
            self._load()
        except BuildError as error:
            raise OperatorError(f"MkDocs cannot make the site: {error}") from error

    def _load(self) -> None:
        plugins = self._config.plugins
        plugins.on_startup(command="serve", dirty=False)
        self._config = plugins.on_config(self._config)
        plugins.on_pre_build(config=self._config)
        files = get_files(self._config)
        environment = self._config.theme.get_env()
        files.add_files_from_theme(environment, self._config)
        self._files = plugins.on_files(files, config=self._config)
        set_exclusions(self._files, self._config)
        navigation = get_navigation(self._files, self._config)
        self._nav = plugins.on_nav(navigation, config=self._config, files=self._files)
        unnamed = [page for page in self._nav.pages if page.title is None]
        for page in unnamed:  # whose names are their first headings
            made = self._plugin.page(tree_path(page.file)) if is_made(page.file) else None
            if made is not None:
                _fill(page.file, made)
            self._read(page)
        self._is_named_by_pages = bool(unnamed)
        self._environment = plugins.on_env(environment, config=self._config, files=self._files)
        self._by_address = {file.dest_uri: file for file in self._files}
        self._named = {page.file.dest_uri: page.file for page in self._nav.pages}

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders and files besides the library's own that the site is made from."""
        config = self._config
        named = [config.theme.custom_dir, *config.hooks, *config.watch]
        return tuple(Path(name) for name in named if name)

    def follow(self, tree: PageTree) -> bool:
        """Take the pages from another tree, if that differs only in what its pages say.

        If not, gives False: a new renderer is needed.
        """
        if self._is_named_by_pages or _frame(tree) != self._frame:
            return False
        with self._lock:
            self._plugin.begin_on_demand(tree)
        return True

    def render(self, address: str) -> Rendered | None:
        """The file at an address within the site, such as `a/b/`; None where there is none."""
        if address and not address.endswith("/"):
            return self._file(address)
        paths = (f"{address[:-1]}.md", f"{address}index.md") if address else ("index.md",)
        pages = (self._page(path) for path in paths)
        found = next((page for page in pages if page is not None), None)
        return found or self._file(address + _INDEX)

    def _page(self, path: str) -> Rendered | None:
        """A page of the tree that MkDocs renders."""
        made = self._plugin.page(path)
        if made is None:
            return None
        with self._lock:
            named = self._named.get(rendered_path(path))
            file = named or make_file(path, made, self._config)
            _fill(file, made)
            return Rendered(self._render(file), path)

    def _file(self, path: str) -> Rendered | None:
        """Any other file: of the theme, of the library, or finished as the tree has it."""
        file = self._by_address.get(path)
        if file is not None and not is_made(file):
            if not file.is_documentation_page():
                return Rendered(file.content_bytes)
            with self._lock:
                return Rendered(self._render(file))
        made = self._plugin.page(path)
        if made is None:
            return None
        content = made.content
        return Rendered(content if isinstance(content, bytes) else content.encode(), path)

    def _render(self, file: File) -> bytes:
        page = file.page or Page(None, file, self._config)
        self._read(page)
        if is_made(file):
            show_title_as_text(page)
        page.active = True
        try:
            context = get_context(self._nav, self._files, self._config, page)
            template = self._environment.get_template(page.meta.get("template", "main.html"))
            plugins = self._config.plugins
            context = plugins.on_page_context(
                context, page=page, config=self._config, nav=self._nav
            )
            output = plugins.on_post_page(template.render(context), page=page, config=self._config)
        finally:
            page.active = False
        return output.encode("utf-8", errors="xmlcharrefreplace")

    def _read(self, page: Page) -> None:
        config, files, plugins = self._config, self._files, self._config.plugins
        config._current_page = page  # noqa: SLF001 as MkDocs' own build tells it
        page = plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )


def _fill(file: File, made: TreePage) -> None:
    file.content_string = made.content if isinstance(made.content, str) else ""


def _frame(tree: PageTree) -> tuple[object, ...]:
    """What of a tree stands on every page, or decides where pages stand."""
    names = [(item.title, item.path) for item in tree.navigation]
    return names, tree.documents, tree.own_pages, tree.pages_of, tree.stylesheets, tree.scripts
