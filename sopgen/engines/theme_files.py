"""Finds the files that a theme gives a site, without looking through what no site gets."""

from __future__ import annotations

import os
from collections.abc import Iterator

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def add_theme_files(files: Files, environment: Environment, config: MkDocsConfig) -> None:
    """Add the files of the theme as MkDocs does.

    MkDocs has each file listed, and then leaves out whatever is in a hidden folder. There Material
    has more than ten thousand icons, so no such folder is looked into.
    """
    loader = environment.loader
    if type(loader) is FileSystemLoader and not loader.followlinks:
        environment = environment.overlay(loader=_NotHidden(loader.searchpath))
    files.add_files_from_theme(environment, config)


class _NotHidden(FileSystemLoader):
    """Lists the files that are in no hidden folder."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _names(folder)})


def _names(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            yield os.path.relpath(f"{place}/{name}", folder).replace(os.sep, "/")
