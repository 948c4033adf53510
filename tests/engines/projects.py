"""Small projects on disk: a `mkdocs.yml`, documents, and the package's schemas and templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sopgen.archive import Archive
from sopgen.engines.building import build
from sopgen.engines.preparing import Sources, prepare_tree
from sopgen.engines.result import BuildResult
from sopgen.site import PageTree
from sopgen.workspace import Workspace, open_workspace
from tests.site.libraries import ROOT, TODAY

NOTICE = "This copy has no history."
CONFIG = f"""\
site_name: Example Care
site_url: https://example.org/care/
repo_url: https://example.org/care/sops
edit_uri: edit/main/sops/
docs_dir: sops
theme:
  name: material
  font: false
  features: [content.action.edit, navigation.tabs]
plugins:
  - sopgen:
      schema: {ROOT / "schema"}
      templates: {ROOT / "templates"}
      pages: ["about/*"]
markdown_extensions:
  - toc: {{permalink: true, toc_depth: 3}}
"""


def make_project(folder: Path, texts: Mapping[str, str], config: str = CONFIG) -> Path:
    """Write a project; gives its `mkdocs.yml`."""
    for name, text in texts.items():
        file = folder / "sops" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder / "mkdocs.yml"


def without_history(workspace: Workspace, _: bool = False) -> Archive:
    """An archive of current texts only."""
    return Archive(workspace.library, workspace.templates.layout_of, None, NOTICE)


SOURCES = Sources(without_history, lambda _, __: ())


def tree_of(config: Path, sources: Sources = SOURCES) -> PageTree:
    """The page tree of a project."""
    return prepare_tree(open_workspace(config.parent, config), TODAY, sources)


def build_project(config: Path) -> BuildResult:
    """Build a project into `site/` beside its configuration."""
    return build(config, tree_of(config))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
