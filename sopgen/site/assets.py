"""The site's own stylesheet, scripts and pictures, from the library's templates or the bundled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sopgen.settings import Settings
from sopgen.site.page_templates import site_folders
from sopgen.site.tree import Page

ASSETS: Final = "assets/sopgen/"
_ON_EVERY_PAGE: Final = "site.js"


def asset_pages(settings: Settings) -> Mapping[str, Page]:
    """Every asset by its path in the tree; the library's own file stands for a bundled one."""
    found: dict[str, Path] = {}
    for folder in site_folders(settings):
        for file in sorted((folder / "assets").glob("*.*")):
            found.setdefault(file.name, file)
    return {f"{ASSETS}{name}": Page(content=found[name].read_bytes()) for name in sorted(found)}


def stylesheets(pages: Mapping[str, Page]) -> tuple[str, ...]:
    """The stylesheets among a tree's pages."""
    return tuple(path for path in pages if path.startswith(ASSETS) and path.endswith(".css"))


def scripts(pages: Mapping[str, Page]) -> tuple[str, ...]:
    """The ES modules that every page loads; they load the others themselves."""
    path = f"{ASSETS}{_ON_EVERY_PAGE}"
    return (path,) if path in pages else ()
