"""What remains to be done with a rendered site, whatever engine rendered it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sopgen.edition.tree import PageTree
from sopgen.manifest import MANIFEST
from sopgen.site.check import check_site
from sopgen.site.writing import add_plain_files

# A file that every site has, of whatever engine: by it a folder is known to be one.
MARK: Final = "404.html"


def as_it_is(_: Path) -> None:
    """Change nothing."""


def complete(site: Path, tree: PageTree, finish: Callable[[Path], None] = as_it_is) -> list[str]:
    """Put in what needs no engine, and check it all; gives what is wrong, in plain sentences.

    `finish` changes files of the site at the last moment, before the check.

    Raises `OSError` where the site cannot be written.
    """
    add_plain_files(tree, site)
    finish(site)
    return [*check_site(site, tree), *check_manifest(site)]


def check_manifest(site: Path) -> list[str]:
    """What is wrong where the library has a file of the manifest's name."""
    if not (site / MANIFEST).exists():
        return []
    return [f"The library has a file {MANIFEST}, where the list of hashes stands."]
