"""`sopgen build` and `pages`: from the library to the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import click

from sopgen.archive import Archive, Past, archive_of, gathered_past, open_repository
from sopgen.caching import part_store_for
from sopgen.checkout import as_it_was
from sopgen.cli.options import config_option, day_or_commit, today_option, wants_colour
from sopgen.cli.progress import Progress
from sopgen.crew import meanwhile
from sopgen.edition.on_demand import made_now
from sopgen.engines.choosing import DEFAULT, ENGINES, build_with
from sopgen.engines.preparing import must_be_exact, plan_library
from sopgen.engines.result import BuildResult
from sopgen.inspection import Inspection, inspecting, levels_of
from sopgen.library import folder_of
from sopgen.model.errors import HistoryUnavailableError, OperatorError
from sopgen.report import render_text
from sopgen.settings import FILE
from sopgen.site import PageTree
from sopgen.site.writing import write_pages, write_plain_files
from sopgen.workspace import Workspace, open_workspace

_strict_option = click.option(
    "--strict", is_flag=True, help="Need the whole history; any warning fails the build."
)
_drafts_option = click.option("--drafts", is_flag=True, help="Give drafts a page too.")


_as_of_option = click.option(
    "--as-of",
    metavar="DAY-OR-COMMIT",
    help="Build the site as it stood on a day (year-month-day) or at a commit.",
)


_quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
_fresh_option = click.option(
    "--fresh", is_flag=True, help="Make everything anew, and use nothing of earlier builds."
)
_verbose_option = click.option("--verbose", "-v", is_flag=True, help="Tell each stage's time.")


@click.command("build")
@_strict_option
@_drafts_option
@_as_of_option
@click.option(
    "--site-dir",
    "-d",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site is put; by default as mkdocs.yml says.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=DEFAULT,
    show_default=True,
    help="What renders the pages.",
)
@_fresh_option
@_quiet_option
@_verbose_option
@config_option
@today_option
def build_command(
    *,
    engine: str,
    fresh: bool,
    quiet: bool,
    verbose: bool,
    strict: bool,
    drafts: bool,
    as_of: str | None,
    site_dir: Path | None,
    config: Path | None,
    today: date,
) -> int:
    """Check the library, and build its site.

    The site is built beside the old one and takes its place when it is whole: a failed build
    leaves the old one as it was. Ends with 1 where a document has an error. What the check finds is
    kept below .git/sopgen, as by "sopgen validate".

    \b
    Examples:
      sopgen build
      sopgen build --strict --site-dir public
      sopgen build --as-of 2026-03-01 --site-dir on-1-march
      sopgen build --engine zensical
    """
    workspace = open_workspace(Path.cwd(), config)
    target = (site_dir or workspace.settings.site_dir).resolve()
    progress = Progress(quiet=quiet, verbose=verbose)
    with (
        progress,
        _input(workspace, config, as_of, today, strict=strict) as given,
        _checking(given, progress) as allow,
    ):
        build = build_with(engine)
        tree = _tree(given, drafts=drafts)
        if not (fresh or drafts):
            tree = replace(tree, store=part_store_for(given.workspace.settings.root))
        file, tell = given.config_file, progress.count
        result = build(file, tree, site_dir=target, strict=strict, allow=allow, tell=tell)
    _warn(result, tree)
    if not quiet:
        _tell(result, tree)
    return 0


@click.command("pages")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_strict_option
@_drafts_option
@_as_of_option
@config_option
@today_option
def pages_command(
    folder: Path,
    *,
    strict: bool,
    drafts: bool,
    as_of: str | None,
    config: Path | None,
    today: date,
) -> int:
    """Write the site's pages into FOLDER, as Markdown and HTML for any other site generator.

    What machines read (JSON, llms.txt, each page's Markdown) goes into a folder beside it, called
    FOLDER-as-is: copy it into the finished site, for a generator would take the Markdown for pages.
    What the folders held before is replaced as a whole.

    \b
    Example:
      sopgen pages build/pages
    """
    workspace = open_workspace(Path.cwd(), config)
    progress = Progress()
    with (
        progress,
        _input(workspace, config, as_of, today, strict=strict) as given,
        _checking(given, progress) as allow,
    ):
        tree = _tree(given, drafts=drafts)
        allow()
        there = folder.resolve()
        beside = there.with_name(f"{there.name}-as-is")
        pages, files = write_pages(made_now(tree), there), write_plain_files(tree, beside)
    click.echo(f"{pages} files are in {_near(there)}.")
    click.echo(
        f"{files} files are in {_near(beside)}: copy them into the finished site as they are."
    )
    return 0


@dataclass(frozen=True)
class _Input:
    """What a build is made from: the library as it is, or as it was.

    The archive is opened only when the documents are found right: their errors come first.
    """

    workspace: Workspace
    archive: Callable[[], Archive]
    day: date
    config_file: Path


@contextmanager
def _input(
    workspace: Workspace, config: Path | None, as_of: str | None, today: date, *, strict: bool
) -> Iterator[_Input]:
    config_file = _config_file(workspace, config)
    if as_of is None:
        exact = must_be_exact(strict=strict)
        with _past_of(workspace) as past:
            yield _Input(workspace, partial(_archive, workspace, past, exact), today, config_file)
        return
    history = open_repository(workspace.settings.root)
    with as_it_was(workspace.settings, history, day_or_commit(as_of), config_file.name) as past:
        layout_of = past.workspace.templates.layout_of
        archive = Archive(past.workspace.library, layout_of, past.history)
        yield _Input(past.workspace, lambda: archive, past.day, past.config_file)


def _past_of(workspace: Workspace) -> AbstractContextManager[Callable[[], Past]]:
    """What git knows of a library: read while its documents are read, and up to this commit."""
    settings = workspace.settings
    commit = _commit_of(workspace)
    return meanwhile(partial(gathered_past, settings.root, folder_of(settings), commit or "HEAD"))


def _commit_of(workspace: Workspace) -> str | None:
    try:
        return open_repository(workspace.settings.root).commit
    except HistoryUnavailableError:
        return None  # said later, and only where it matters


def _archive(workspace: Workspace, past: Callable[[], Past], exact: bool) -> Archive:
    """The archive at the commit that the documents were read at."""
    library = workspace.library
    archive = archive_of(library, workspace.templates.layout_of, past, exact=exact)
    if archive.commit is not None and archive.commit != _commit_of(workspace):
        message = "The repository moved on to another commit while its documents were read."
        raise OperatorError(message, "Build again.")
    return archive


@contextmanager
def _checking(given: _Input, progress: Progress) -> Iterator[Callable[[], None]]:
    """Have the rules applied meanwhile; asked, it ends the command where documents have errors.

    They are told before whatever else is wrong, which may follow from them.
    """
    progress.stage("Reading the documents")
    workspace = given.workspace
    levels = levels_of(workspace.settings.rules)
    with inspecting(
        workspace.library,
        workspace.settings,
        workspace.templates,
        workspace.store,
        levels=levels,
        today=given.day,
    ) as inspection:

        @cache
        def allow() -> None:
            _end_with_errors(inspection())
            progress.stage("Making the pages")

        progress.stage("Checking the documents, reading the history")
        try:
            yield allow
        except click.exceptions.Exit:
            raise
        except Exception:
            allow()
            raise


def _end_with_errors(found: Inspection) -> None:
    """End the command where there are any."""
    if found.errors:
        click.echo(render_text(found, colour=wants_colour()), nl=False, color=True)
        click.echo("The site was not built.", err=True)
        raise click.exceptions.Exit(1)


def _tree(given: _Input, *, drafts: bool) -> PageTree:
    return plan_library(given.workspace, given.archive(), given.day, drafts=drafts)


def _warn(result: BuildResult, tree: PageTree) -> None:
    for warning in result.warnings:
        click.echo(f"warning: {warning}", err=True)
    if tree.notice:
        click.echo(f"warning: the site has no history: {tree.notice}", err=True)


def _tell(result: BuildResult, tree: PageTree) -> None:
    place = _near(result.site_dir)
    click.echo(f"The site is in {place}: {result.pages} files, as of {tree.day}.")
    click.echo(f"Look at it:  python3 -m http.server --directory {place} 8000")
    click.echo("and open     http://127.0.0.1:8000/")


def _config_file(workspace: Workspace, config: Path | None) -> Path:
    return config.resolve() if config else workspace.settings.root / FILE


def _near(path: Path) -> str:
    """A path as a person writes it: relative where it lies below the current folder."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else f"{relative}{os.sep}"
