"""Translates a page tree into MkDocs' configuration and files."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

import mkdocs
from markupsafe import escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from sopgen.settings import Settings
from sopgen.site import NavigationItem, Page, PageTree
from sopgen.site.assets import ASSETS
from sopgen.site.check import rendered_path
from sopgen.site.page_templates import site_folders

_MATERIAL_FAVICON: Final = "assets/images/favicon.png"
_OURS: Final = "sopgen"
# What the theme loads from Google where nothing is set.
_MATERIAL_FONT: Final = {"text": "Roboto", "code": "Roboto Mono"}


class MadeFile(File):
    """A page of the tree as MkDocs knows it: `path` is its path there."""

    made: Page

    def __init__(self, path: str, name: str, level: InclusionLevel, config: MkDocsConfig) -> None:
        """What MkDocs' own files have: those look at each path, which here has slashes already."""
        self.path = path
        self.src_uri = name
        self.src_dir = None
        self.dest_dir = config.site_dir
        self.use_directory_urls = True
        self.dest_uri = rendered_path(path)
        self.inclusion = level
        self.generated_by = _OURS


class MadePage(MkDocsPage):
    """What MkDocs says of a page of the tree."""

    def __init__(self, file: MadeFile, config: MkDocsConfig, like: MkDocsPage) -> None:
        """A page not yet read, as `like`, which MkDocs made, but for what its file decides."""
        self.__dict__.update(like.__dict__)
        self.file = file
        file.page = self
        self._set_canonical_url(config.site_url)
        self._set_edit_url(config.repo_url, config.edit_uri, config.edit_uri_template)
        self.toc, self.meta = TableOfContents([]), {}


def configure(config: MkDocsConfig, settings: Settings, tree: PageTree) -> None:
    """Set what the tree needs; what `mkdocs.yml` says of navigation and logo stays."""
    config.use_directory_urls = True
    if config.nav is None:
        config.nav = [_entry(item) for item in tree.navigation]
    config.extra_css = [*tree.stylesheets, *config.extra_css]
    config.extra_javascript = [*map(_module, tree.scripts), *config.extra_javascript]
    if settings.edit_uri:
        # MkDocs takes another branch and folder for granted where nothing is set.
        config.edit_uri = f"{settings.edit_uri.rstrip('/')}/"
    if "attr_list" not in config.markdown_extensions:
        config.markdown_extensions.append("attr_list")
    # The theme prints them as they stand, in some places; where it escapes, it leaves these alone.
    config.site_name = escape(config.site_name)
    config.site_description = config.site_description and escape(config.site_description)
    if config.theme.name == "material":
        _dress(config, settings, tree)


def replace_files(files: Files, tree: PageTree, config: MkDocsConfig) -> None:
    """Take the documents out of MkDocs' files, and put the tree's pages in."""
    for file in [file for file in files if file.src_uri in tree.documents]:
        files.remove(file)
    for path, page in tree.pages.items():
        earlier = files.get_file_from_path(path)
        if earlier is not None:
            files.remove(earlier)
        files.append(make_file(path, page, config))


def announce_files(files: Files, tree: PageTree, config: MkDocsConfig) -> None:
    """Take the documents out of MkDocs' files, and put in the names of what takes their place.

    Those are the pages that a navigation or an ordinary page may name; none of them is made yet.
    """
    for file in [file for file in files if file.src_uri in tree.documents]:
        files.remove(file)
    for source, path in tree.pages_of.items():
        files.append(make_file(path, Page(content="", source=source), config))
    listed = {item.path for item in tree.navigation} - {*tree.own_pages}
    for name in dict.fromkeys(_named(config.nav)):
        earlier = files.get_file_from_path(name)
        if name in listed or (earlier is None and _is_no_document(tree.pages.get(name))):
            if earlier is not None:
                files.remove(earlier)
            files.append(make_file(name, Page(content="", is_listed=True), config))


def _is_no_document(page: Page | None) -> bool:
    """Whether there is such a page, and MkDocs knows it by this name."""
    return page is not None and page.source is None


def _named(nav: object) -> Iterator[str]:
    """The Markdown files that a navigation names."""
    if isinstance(nav, str) and nav.endswith(".md"):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _named(item)


def made_of(file: File) -> Page | None:
    """The page of the tree that a file shows; None for a file that the tree has not made."""
    return file.made if isinstance(file, MadeFile) else None


def warnings_so_far() -> bool:
    """Whether MkDocs has counted a warning; it counts in strict builds."""
    handlers = logging.getLogger(mkdocs.__name__).handlers
    return any(bool(item.get_counts()) for item in handlers if isinstance(item, CountHandler))


def _entry(item: NavigationItem) -> dict[str, str]:
    """A department stands for its documents: listing them all on every page would cost most."""
    return {item.title: item.path}


def _module(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.type = "module"
    return script


def _dress(config: MkDocsConfig, settings: Settings, tree: PageTree) -> None:
    folders = [folder / "theme" for folder in site_folders(settings)]
    at = 1 if config.theme.custom_dir else 0
    config.theme.dirs[at:at] = [str(folder) for folder in folders if folder.is_dir()]
    if config.theme.get("font") == _MATERIAL_FONT:
        config.theme["font"] = False  # a reader's browser asks nothing of another site
    for name, default in (("logo", None), ("favicon", _MATERIAL_FAVICON)):
        path = f"{ASSETS}{name}.svg"
        if config.theme.get(name) == default and path in tree.pages:
            config.theme[name] = path


def make_file(path: str, page: Page, config: MkDocsConfig) -> MadeFile:
    """A page of the tree as MkDocs knows it."""
    is_document = page.source is not None and path.endswith(".md")
    # Under its source's name, so that an ordinary page may link to it as the source tree has it.
    name = page.source if is_document and page.source else path
    is_beneath = is_document or (path.endswith(".md") and not page.is_listed)
    level = InclusionLevel.NOT_IN_NAV if is_beneath else InclusionLevel.INCLUDED
    file = MadeFile(path, name, level, config)
    file.edit_uri = page.source
    fill(file, page)
    return file


def fill(file: MadeFile, page: Page) -> None:
    """Let a file hold what a page of the tree says."""
    file.made = page
    if isinstance(page.content, bytes):
        file.content_bytes = page.content
    else:
        file.content_string = page.content
