"""`sopgen validate`: check documents against their templates and the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sopgen.cli.options import config_option, format_option, today_option, wants_colour
from sopgen.inspection import Inspection, inspect, inspect_folder, levels_of
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
    inspection = _inspect(paths, config, today)
    if format_ == "json":
        click.echo(render_json(inspection), nl=False)
    else:
        click.echo(render_text(inspection, colour=wants_colour()), nl=False, color=True)
    return 1 if inspection.errors else 0


def _inspect(paths: tuple[Path, ...], config: Path | None, today: date) -> Inspection:
    if not paths:
        workspace = open_workspace(Path.cwd(), config)
        levels = levels_of(workspace.settings.rules)
        return inspect_folder(
            workspace.settings,
            workspace.templates,
            workspace.vocabulary,
            levels=levels,
            today=today,
        )
    workspace = open_workspace_for_files(Path.cwd(), config)
    library, only = workspace.select(paths)
    levels = levels_of(workspace.settings.rules)
    return inspect(library, workspace.templates, levels, today, only)
