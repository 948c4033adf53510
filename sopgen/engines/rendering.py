"""Renders single pages with MkDocs as a build would, its configuration and theme loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from sopgen.edition.tree import PageTree
from sopgen.engines.engine import Engine, encoded
from sopgen.engines.loading import load_mkdocs
from sopgen.engines.mkdocs_files import made_of

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
        config, self._plugin = load_mkdocs(config_file)
        self._lock = Lock()
        self._tree = tree
        self._frame = _frame(tree)
        self._engine = Engine(config, self._plugin, tree, "serve")
        self._by_address = {file.dest_uri: file for file in self._engine.files}

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders and files besides the library's own that the site is made from."""
        config = self._engine.config
        named = [config.theme.custom_dir, *config.hooks, *config.watch]
        return tuple(Path(name) for name in named if name)

    def follow(self, tree: PageTree) -> bool:
        """Take the pages from another tree, if that differs only in what its pages say.

        If not, gives False: a new renderer is needed.
        """
        if self._engine.is_named_by_pages or _frame(tree) != self._frame:
            return False
        with self._lock:
            self._tree = tree
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
        made = self._tree.pages.get(path)
        if made is None:
            return None
        with self._lock:
            file = self._engine.file_of(path, made)
            return Rendered(encoded(self._engine.render(file)), path)

    def _file(self, path: str) -> Rendered | None:
        """Any other file: of the theme, of the library, or finished as the tree has it."""
        file = self._by_address.get(path)
        if file is not None and made_of(file) is None:
            if not file.is_documentation_page():
                return Rendered(file.content_bytes)
            with self._lock:
                return Rendered(encoded(self._engine.render(file)))
        made = self._tree.pages.get(path)
        if made is None:
            return None
        content = made.content
        return Rendered(content if isinstance(content, bytes) else content.encode(), path)


def _frame(tree: PageTree) -> tuple[object, ...]:
    """What of a tree stands on every page, or decides where pages stand."""
    names = [(item.title, item.path) for item in tree.navigation]
    return names, tree.documents, tree.own_pages, tree.pages_of, tree.stylesheets, tree.scripts
