"""`sopgen validate`: check documents against their templates and the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sopgen.cli.options import config_option, format_option, today_option, wants_colour
from sopgen.inspection import inspect, levels_of
from sopgen.report import render_json, render_text
from sopgen.workspace import open_workspace, open_workspace_for_files


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@format_option
@today_option
def validate_command(
    paths: tuple[Path, ...], config: Path | None, format_: str, today: date
) -> int:
    """Check documents, and say on which line what is wrong.

    Without PATHS the whole library is checked; with PATHS only these files or folders, still
    against the whole library. Files outside the library are checked on their own.

    Ends with 1 where there is an error, with 0 otherwise.

    \b
    Examples:
      sopgen validate
      sopgen validate sops/billing --format json
    """
    here = Path.cwd()
    if paths:
        workspace = open_workspace_for_files(here, config)
        library, only = workspace.select(paths)
    else:
        workspace = open_workspace(here, config)
        library, only = workspace.library, None
    levels = levels_of(workspace.settings.rules)
    inspection = inspect(library, workspace.templates, levels, today, only)
    if format_ == "json":
        click.echo(render_json(inspection), nl=False)
    else:
        click.echo(render_text(inspection, colour=wants_colour()), nl=False, color=True)
    return 1 if inspection.errors else 0
