"""`sopgen build`, `pages` and `serve`: from the library to the site."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from sopgen.cli.options import config_option, today_option, wants_colour
from sopgen.engines.building import build
from sopgen.engines.preparing import (
    DEFAULT_SOURCES,
    LibraryHasErrorsError,
    must_be_exact,
    prepare_tree,
)
from sopgen.engines.serving import serve
from sopgen.inspection import inspect, levels_of
from sopgen.report import render_text
from sopgen.settings import FILE
from sopgen.site import PageTree
from sopgen.site.writing import write_pages
from sopgen.workspace import Workspace, open_workspace

_strict_option = click.option(
    "--strict", is_flag=True, help="Need the whole history; any warning fails the build."
)
_drafts_option = click.option("--drafts", is_flag=True, help="Give drafts a page too.")


@click.command("build")
@_strict_option
@_drafts_option
@click.option(
    "--site-dir",
    "-d",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site is put; by default as mkdocs.yml says.",
)
@config_option
@today_option
def build_command(
    *, strict: bool, drafts: bool, site_dir: Path | None, config: Path | None, today: date
) -> int:
    """Check the library, and build its site.

    The site is built beside the old one and takes its place when it is whole: a failed build
    leaves the old one as it was. Ends with 1 where a document has an error.

    \b
    Examples:
      sopgen build
      sopgen build --strict --site-dir public
    """
    workspace = open_workspace(Path.cwd(), config)
    tree = _tree(workspace, today, drafts=drafts, exact=must_be_exact(strict=strict))
    if tree is None:
        return 1
    target = site_dir.resolve() if site_dir else None
    result = build(_config_file(workspace, config), tree, site_dir=target, strict=strict)
    for warning in result.warnings:
        click.echo(f"warning: {warning}", err=True)
    if tree.notice:
        click.echo(f"warning: the site has no history: {tree.notice}", err=True)
    place = _near(result.site_dir)
    click.echo(f"The site is in {place}: {result.pages} files, as of {today}.")
    click.echo(f"Look at it:  python3 -m http.server --directory {place} 8000")
    click.echo("and open     http://127.0.0.1:8000/")
    return 0


@click.command("pages")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_strict_option
@_drafts_option
@config_option
@today_option
def pages_command(
    folder: Path, *, strict: bool, drafts: bool, config: Path | None, today: date
) -> int:
    """Write the site's pages into FOLDER, as Markdown and HTML for any other site generator.

    What the folder held before is replaced as a whole.

    \b
    Example:
      sopgen pages build/pages
    """
    workspace = open_workspace(Path.cwd(), config)
    tree = _tree(workspace, today, drafts=drafts, exact=must_be_exact(strict=strict))
    if tree is None:
        return 1
    files = write_pages(tree, folder.resolve())
    click.echo(f"{files} files are in {_near(folder.resolve())}.")
    return 0


@click.command("serve")
@click.option("--address", "-a", default="127.0.0.1:8000", help="Where to serve, as host:port.")
@config_option
def serve_command(address: str, config: Path | None) -> None:
    """Preview the site, with drafts, and follow every edit. Stop it with Ctrl+C.

    \b
    Example:
      sopgen serve --address 127.0.0.1:8080
    """
    workspace = open_workspace(Path.cwd(), config)
    serve(_config_file(workspace, config), address)


def _tree(workspace: Workspace, today: date, *, drafts: bool, exact: bool) -> PageTree | None:
    """The page tree; None where the library has errors, which are then printed."""
    levels = levels_of(workspace.settings.rules)
    inspection = inspect(workspace.library, workspace.templates, levels, today)
    sources = replace(DEFAULT_SOURCES, findings=lambda _, __: inspection.findings)
    try:
        return prepare_tree(workspace, today, sources, drafts=drafts, exact=exact)
    except LibraryHasErrorsError:
        click.echo(render_text(inspection, colour=wants_colour()), nl=False, color=True)
        click.echo("The site was not built.", err=True)
        return None


def _config_file(workspace: Workspace, config: Path | None) -> Path:
    return config.resolve() if config else workspace.settings.root / FILE


def _near(path: Path) -> str:
    """A path as a person writes it: relative where it lies below the current folder."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else f"{relative}{os.sep}"
