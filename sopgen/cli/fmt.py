"""`sopgen fmt`: make documents uniform without changing what they say."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import click

from sopgen.cli.options import config_option
from sopgen.editing import write_whole
from sopgen.formatting import Formatted, format_documents
from sopgen.library import find_files
from sopgen.workspace import Workspace, open_workspace


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where something would be.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@config_option
def fmt_command(paths: tuple[Path, ...], *, check: bool, diff: bool, config: Path | None) -> int:
    """Bring documents into one layout: the whole library, or only PATHS.

    Fields come into the template's order with their comments, bullets become hyphens, headings
    get an empty line around them, steps are numbered in their order, and links to steps follow.
    Of each document it is proven that it says the same before and after; what cannot be proven is
    left as it is. Documents that cannot be read without error are left alone, and named.

    \b
    Examples:
      sopgen fmt
      sopgen fmt --diff sops/billing
    """
    workspace = open_workspace(Path.cwd(), config)
    only = workspace.select(paths) if paths else None
    made = format_documents(workspace.library, workspace.templates, only)
    changed = [item for item in made if item.is_changed]
    for item in made:
        if not item.is_readable:
            click.echo(f"left alone: {item.old.path}: mend its errors first.", err=True)
    if diff:
        click.echo("".join(_difference(item) for item in changed), nl=False)
    elif not check:
        _write(workspace, changed)
    if not diff:
        _say(changed, len(made), is_written=not check)
    return 1 if changed and (check or diff) else 0


def _write(workspace: Workspace, changed: Sequence[Formatted]) -> None:
    files = find_files(workspace.settings).documents
    for item in changed:
        write_whole(files[item.old.path], item.old.source.encoded(), item.new.source.encoded())


def _difference(item: Formatted) -> str:
    path = item.old.path
    old, new = (text.source.text.splitlines(keepends=True) for text in (item.old, item.new))
    return "".join(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"))


def _say(changed: Sequence[Formatted], looked_at: int, *, is_written: bool) -> None:
    verb = "formatted" if is_written else "would be formatted"
    for item in changed:
        click.echo(f"{verb}: {item.old.path}")
    rest = looked_at - len(changed)
    click.echo(f"{len(changed)} {verb}, {rest} as they should be.")
