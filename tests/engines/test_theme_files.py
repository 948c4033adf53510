"""A theme gives a site the files that MkDocs would take from it, however many it hides."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from sopgen.engines.theme_files import add_theme_files

NAMES = (
    "a.css",
    "fonts/b.woff2",
    "fonts/.hidden/c.css",
    ".icons/material/d.svg",
    ".e.css",
    "fonts/.f.css",
    "fonts/deep/readme.txt",
    "fonts/deep/G.svg",
    "main.html",
    "sitemap.xml",
    "locales/el/h.mo",
)


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """A configuration with a theme of two folders, of which one lies over the other."""
    for folder, names in (("over", NAMES[:4]), ("theme", NAMES)):
        for name in names:
            file = tmp_path / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(folder)
    config = MkDocsConfig()
    config.load_dict({"site_name": "Sops", "docs_dir": str(tmp_path), "site_dir": "site"})
    config.validate()
    config.theme.dirs = [str(tmp_path / "over"), str(tmp_path / "theme")]
    return config


def test_the_files_are_those_that_mkdocs_takes(config: MkDocsConfig) -> None:
    environment = Environment(loader=FileSystemLoader(config.theme.dirs), autoescape=True)
    wanted, found = Files([]), Files([])
    wanted.add_files_from_theme(environment, config)
    add_theme_files(found, environment, config)
    assert [(file.src_uri, file.abs_src_path) for file in found] == [
        (file.src_uri, file.abs_src_path) for file in wanted
    ]
    assert {file.src_uri for file in found} == {"a.css", "fonts/b.woff2", "fonts/deep/G.svg"}
