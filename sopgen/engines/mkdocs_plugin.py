"""The MkDocs plugin: hands the page tree to MkDocs, and swaps the checked site into place."""
# ruff: noqa: ARG002 -- MkDocs passes these arguments by name, wanted or not

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import mkdocs
from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sopgen.edition.on_demand import made_now
from sopgen.engines.enforcing import Enforcing, must_enforce
from sopgen.engines.finishing import MARK, as_it_is, complete
from sopgen.engines.mkdocs_files import (
    announce_files,
    configure,
    made_of,
    replace_files,
    warnings_so_far,
)
from sopgen.engines.own_pages import clean_page
from sopgen.engines.preparing import (
    DEFAULT_SOURCES,
    LibraryHasErrorsError,
    Sources,
    build_day,
    must_be_exact,
    prepare_tree,
)
from sopgen.engines.raw_blocks import put_aside, put_back
from sopgen.engines.strangers import is_of_library, is_trusted, leave_out
from sopgen.library import printable
from sopgen.manifest.making import write_manifest
from sopgen.model.errors import OperatorError
from sopgen.placing import Workshop
from sopgen.settings import Settings
from sopgen.site import PageTree
from sopgen.site.check import problems_said
from sopgen.site.written import Written
from sopgen.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_FIRST: Final = 100
_LAST: Final = -100
_log = get_plugin_logger("sopgen")


class SiteCheckError(PluginError):
    """The rendered site is not what the page tree says; `problems` are sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems_said(problems))
        self.problems = tuple(problems)


class NoOptions(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """MkDocs is told of no options: sopgen reads its own, which checks them without MkDocs."""


class SopgenPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call] # as above
    """Publishes the library that `mkdocs.yml` describes.

    `sources` say where history and findings come from; `tree` is a page tree made beforehand, for
    one build; `tell` hears how many pages of how many are rendered. All may be set before MkDocs
    starts. `enforcing` is what the pages of this build say of their security, if anything.
    `problems` are those of a site that somebody else has completed and checked, and `written` what
    is known of its files.
    """

    def __init__(self) -> None:
        self.sources: Sources = DEFAULT_SOURCES
        self.tree: PageTree | None = None
        self.tell: Callable[[int, int], None] = lambda _, __: None
        self._rendered = self._pages = 0
        self._is_preview = False
        self._is_on_demand = False
        self._made: PageTree | None = None
        self._workshop: Workshop | None = None
        self._departments: dict[str, Page] = {}
        self._blocks: tuple[str, ...] = ()
        self._settings: Settings | None = None
        self.enforcing: Enforcing | None = None
        self.problems: list[str] | None = None
        self.written = Written()

    def begin_on_demand(self, tree: PageTree) -> None:
        """Take a tree whose pages are handed over one by one."""
        self.tree = self._made = tree
        self._is_on_demand = True

    def load_config(
        self, options: Mapping[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Leave the options to sopgen's own settings."""
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, which shows drafts and needs no swap."""
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything, before MkDocs empties any folder."""
        self.end()
        self.enforcing, self.problems, self.written = None, None, Written()
        workspace = self._open(config)
        self._settings = workspace.settings
        exact = not self._is_preview and must_be_exact(strict=config.strict)
        self._made = self._take(workspace, exact=exact)
        is_enforced = must_enforce(config, workspace.settings)
        configure(config, workspace.settings, self._made)
        if not self._is_preview:
            if is_enforced:
                self.enforcing = Enforcing(workspace.settings)
            self._workshop = _open_workshop(Path(config.site_dir))
            config.site_dir = str(self._workshop.new)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the tree's pages in place of the documents that they show.

        What strangers may not publish is left out, and told as a warning, which a strict build
        takes for an error.
        """
        _refuse_names_without_address(files)
        for sentence in leave_out(files, config, self._of_library()):
            _log.warning("%s", sentence)
        put = announce_files if self._is_on_demand else replace_files
        put(files, self._given(), config)
        self._rendered, self._pages = 0, len(files.documentation_pages())
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember each department's page: its documents are beneath it, too many to list."""
        self._departments = {
            page.file.src_uri.split("/", 1)[0]: page
            for page in nav.pages
            if page.is_index and not page.is_homepage
        }
        return nav

    @event_priority(_LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let titles be text wherever the theme prints them, which it does as they stand."""
        env.trim_blocks = env.lstrip_blocks = True  # a line of nothing but marks leaves none
        # Else the theme's files are looked at again for each part of each page.
        env.auto_reload = self._is_preview
        for file in files.documentation_pages():
            if file.page is not None and made_of(file) is not None:
                show_title_as_text(file.page)
        return env

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Give a document's page its department, and each page the day that the sitemap tells."""
        made = made_of(page.file)
        page.update_date = ((made and made.modified) or self._given().day).isoformat()
        if made is not None and (made.source is not None or not made.is_listed):
            department = self._departments.get(page.file.dest_uri.split("/", 1)[0])
            page.parent = department  # type: ignore[assignment] # MkDocs asks it only for `active`
        return page

    @event_priority(_FIRST)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Leave only the headings of a made page to the Markdown parser, and to other plugins.

        Some take what stands in braces for a program.
        """
        if made_of(page.file) is None:
            return markdown
        markdown, self._blocks = put_aside(markdown)
        return markdown

    @event_priority(_FIRST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the rest of a made page back, and make a page of the library's own safe."""
        made = made_of(page.file)
        if made is None:
            is_strange = is_of_library(page.file, config) and not is_trusted(
                page.file.src_uri, config, self._of_library()
            )
            return clean_page(page, html) if is_strange else html
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *made.anchors}
        return put_back(html, self._blocks)

    @event_priority(_LAST)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Learn from a page without content which scripts are the theme's own."""
        if self.enforcing is None or not template_name.endswith(".html"):
            return output_content
        self.enforcing.learn(output_content)
        return self.enforcing.on(output_content, template_name)

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Tell how far the rendering is, and have the page say its policy."""
        self._rendered += 1
        self.tell(self._rendered, self._pages)
        return self.enforcing.on(output, page.file.dest_uri) if self.enforcing else output

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put in what needs no engine, check it all, and put it in the old site's place."""
        site, tree = Path(config.site_dir), self._given()
        if self.problems is None:
            enforcing = self.enforcing
            finish = partial(enforcing.finish, tree=tree) if enforcing else as_it_is
            self.problems = complete(site, tree, finish)
        if self.problems:
            raise SiteCheckError(self.problems)
        if self._workshop is None:
            return
        if config.strict and warnings_so_far():
            # MkDocs itself would stop only after this, when the swap is done.
            raise PluginError("There were warnings, and the build is strict.")
        write_manifest(site, tree.origin(), mkdocs.__name__, self.written)
        self._workshop.place()
        config.site_dir = str(self._workshop.target)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the earlier site as it was."""
        self.end()

    def end(self) -> None:
        """Remove what an unfinished build has made so far."""
        if self._workshop is not None:
            self._workshop.close()
            self._workshop = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build anew when the schema or the templates change, too."""
        settings = self._open(config).settings
        for folder in (settings.schema_dir, settings.templates_dir):
            server.watch(str(folder))
        return server

    def _open(self, config: MkDocsConfig) -> Workspace:
        file = Path(config.config_file_path) if config.config_file_path else None
        try:
            return open_workspace(Path(config.docs_dir).parent, file)
        except OperatorError as error:
            raise _plugin_error(error) from error

    def _take(self, workspace: Workspace, *, exact: bool) -> PageTree:
        """The tree given for this build, else one made now."""
        given, self.tree = self.tree, None
        if self._is_on_demand and given is not None:
            return given
        try:
            return made_now(given or self._prepare(workspace, exact=exact))
        except OperatorError as error:
            raise _plugin_error(error) from error

    def _prepare(self, workspace: Workspace, *, exact: bool) -> PageTree:
        day, is_preview = build_day(), self._is_preview
        try:
            return prepare_tree(workspace, day, self.sources, drafts=is_preview, exact=exact)
        except LibraryHasErrorsError as error:
            if not is_preview:
                raise PluginError(str(error)) from error
            # Whoever writes wants to see the page, the more so while it is not yet right.
            _log.warning("%s", error)
            return prepare_tree(workspace, day, self.sources.lenient(), drafts=True)

    def _of_library(self) -> Settings:
        if self._settings is None:
            raise PluginError("sopgen's settings were asked for before they were read.")
        return self._settings

    def _given(self) -> PageTree:
        if self._made is None:
            raise PluginError("sopgen's pages were asked for before they were made.")
        return self._made


def show_title_as_text(page: Page) -> None:
    """Let the title of a made page be text in the theme's frame, which prints it as HTML."""
    page.title = escape(page.title or "")
    # The browser's title is made of this one; of the other it takes tags away unevenly.
    page.meta["title"] = page.title
    page.meta["description"] = escape(page.meta.get("description", ""))


def _open_workshop(site_dir: Path) -> Workshop:
    try:
        return Workshop.open(site_dir, mark=MARK)
    except OperatorError as error:
        raise _plugin_error(error) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise PluginError(f"No site can be built beside {site_dir}: {reason}.") from error


def _refuse_names_without_address(files: Files) -> None:
    for file in files:
        name = printable(file.src_uri)
        if name != file.src_uri:
            raise PluginError(f"The name of the file {name} is no UTF-8. Give it another name.")


def _plugin_error(error: OperatorError) -> PluginError:
    return PluginError(f"{error.message} {error.remedy}".rstrip())
