"""MkDocs with everything loaded but the pages, each of which it renders by itself."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import Literal, cast

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from sopgen.edition.tree import PageTree
from sopgen.engines.frames import Frames, is_plain_material
from sopgen.engines.front_matter import read_fields
from sopgen.engines.mkdocs_files import MadeFile, MadePage, fill, made_of, make_file
from sopgen.engines.mkdocs_plugin import SopgenPlugin, show_title_as_text
from sopgen.engines.shapes import Shown
from sopgen.engines.skeletons import Skeletons
from sopgen.engines.theme_files import add_theme_files
from sopgen.model.errors import OperatorError
from sopgen.site import Page as TreePage
from sopgen.site.check import rendered_path


class Engine:
    """MkDocs, ready to render the pages of a site one by one, in the bytes of its own build.

    What other plugins make of all pages of a site together is not made.
    """

    config: MkDocsConfig
    files: Files
    navigation: Navigation
    environment: Environment

    def __init__(
        self,
        config: MkDocsConfig,
        plugin: SopgenPlugin,
        tree: PageTree,
        command: Literal["build", "serve"],
    ) -> None:
        """Load everything. Raises `OperatorError` where MkDocs cannot use it."""
        self.config = config
        self._plugin = plugin
        self._frames: Frames | None = None
        self._like: Page | None = None
        plugin.begin_on_demand(tree)
        try:
            self._load(tree, command)
        except BuildError as error:
            raise OperatorError(f"MkDocs cannot make the site: {error}") from error

    def _load(self, tree: PageTree, command: Literal["build", "serve"]) -> None:
        plugins = self.config.plugins
        plugins.on_startup(command=command, dirty=False)
        self.config = plugins.on_config(self.config)
        plugins.on_pre_build(config=self.config)
        files = get_files(self.config)
        environment = self.config.theme.get_env()
        add_theme_files(files, environment, self.config)
        self.files = plugins.on_files(files, config=self.config)
        set_exclusions(self.files, self.config)
        self._skeletons = Skeletons(self.config)
        navigation = get_navigation(self.files, self.config)
        self.navigation = plugins.on_nav(navigation, config=self.config, files=self.files)
        unnamed = [page for page in self.navigation.pages if page.title is None]
        for page in unnamed:  # whose names are their first headings
            if isinstance(page.file, MadeFile):
                fill(page.file, tree.pages[page.file.path])
            self.read(page)
        self.is_named_by_pages = bool(unnamed)
        self.environment = plugins.on_env(environment, config=self.config, files=self.files)
        if command == "build" and is_plain_material(self.config):
            addresses = map(str, self.config.extra_javascript)
            self._frames = Frames(self.environment, addresses, self._in_theme)

    @cached_property
    def pages(self) -> tuple[File, ...]:
        """The pages that MkDocs knows of."""
        return tuple(self.files.documentation_pages())

    @cached_property
    def _named(self) -> Mapping[str, MadeFile]:
        files = [page.file for page in self.navigation.pages]
        return {file.dest_uri: file for file in files if isinstance(file, MadeFile)}

    def file_of(self, path: str, made: TreePage) -> MadeFile:
        """A page of the tree as MkDocs knows it."""
        file = self._named.get(rendered_path(path))
        if file is None:
            return make_file(path, made, self.config)
        fill(file, made)
        return file

    def let_go(self, file: MadeFile) -> None:
        """Forget a page that was rendered: it and its file hold each other in memory."""
        if file.dest_uri not in self._named:
            file.page = None

    def render(self, file: File) -> str:
        """A page in the theme's frame."""
        page = file.page or self.page_of(file)
        self.read(page)
        return self.framed(page)

    def page_of(self, file: File) -> Page:
        """A page that nobody has read yet."""
        if isinstance(file, MadeFile) and self._like is not None:
            return MadePage(file, self.config, self._like)
        page = Page(None, file, self.config)
        self._like = copy(page) if isinstance(file, MadeFile) else self._like
        return page

    def framed(self, page: Page) -> str:
        """A page that was read, in the theme's frame."""
        if isinstance(page.file, MadeFile):
            show_title_as_text(page)
            if self._frames is not None and page.file.dest_uri not in self._named:
                return self._frames.framed(page)
        return self._in_theme(page, page)

    def _in_theme(self, page: Page, shown: Page | Shown) -> str:
        """A page in the theme's frame, where the theme is shown that or something else."""
        plugins, of_theme = self.config.plugins, cast("Page", shown)
        page.active = True
        try:
            context = get_context(self.navigation, self.pages, self.config, of_theme)
            template = self.environment.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(
                context, page=page, config=self.config, nav=self.navigation
            )
            return plugins.on_post_page(template.render(context), page=page, config=self.config)
        finally:
            page.active = False

    def read(self, page: Page) -> None:
        """Read a page, and render its Markdown."""
        config, files, plugins = self.config, self.files, self.config.plugins
        config._current_page = page  # noqa: SLF001 as MkDocs' own build tells it
        page = plugins.on_pre_page(page, config=config, files=files)
        self._read_source(page)
        if made_of(page.file) is None or not self._skeletons.render(page, config, files):
            self._render_markdown(page)
        config._current_page = None  # noqa: SLF001 as above

    def _render_markdown(self, page: Page) -> None:
        """Render the Markdown of a page where plugins see it."""
        config, files, plugins = self.config, self.files, self.config.plugins
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )

    def _read_source(self, page: Page) -> None:
        is_ours = made_of(page.file) and not self.config.plugins.events["page_read_source"]
        found = read_fields(page.file.content_string) if is_ours else None
        if found is None:
            page.read_source(self.config)
        else:
            page.markdown, page.meta = found


def encoded(rendered: str) -> bytes:
    """A rendered page as MkDocs writes it."""
    return rendered.encode("utf-8", errors="xmlcharrefreplace")
