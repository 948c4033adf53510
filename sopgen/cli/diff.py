"""`sopgen diff`: what changed between two versions, in plain words and as a redline."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sopgen.archive import open_repository
from sopgen.cli.completing import complete_document
from sopgen.cli.options import config_option, wants_colour
from sopgen.comparison import Comparison, Sides, compare_sides
from sopgen.exports.comparison import (
    comparison_as_html,
    comparison_as_json,
    comparison_as_markdown,
    comparison_as_text,
)
from sopgen.library import find_files
from sopgen.workspace import open_workspace, open_workspace_for_files


@click.command("diff")
@click.argument("document", shell_complete=complete_document)
@click.argument("old", metavar="[FROM]", required=False)
@click.argument("new", metavar="[TO]", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    help="Form of the output.",
)
@config_option
def diff_command(
    document: str, old: str | None, new: str | None, format_: str, config: Path | None
) -> None:
    """Show what changed in a document, named by its id or its path, and the step it asks for.

    FROM and TO are versions, commits, branches or tags. Without TO the file counts as it is now;
    without FROM the text before it: the committed one of the same version, else the version
    before. A path may be that of any Markdown file of a repository.

    \b
    Examples:
      sopgen diff SOP-CS-001
      sopgen diff SOP-CS-001 1.0.0 2.0.0 --format html > changes.html
      sopgen diff docs/notes.md main
    """
    found = _compare(document, old, new, config)
    if format_ == "json":
        click.echo(json.dumps(comparison_as_json(found), ensure_ascii=False, indent=2))
    elif format_ == "markdown":
        click.echo(comparison_as_markdown(found), nl=False)
    elif format_ == "html":
        click.echo(comparison_as_html(found), nl=False)
    else:
        click.echo(comparison_as_text(found, colour=wants_colour()), nl=False, color=True)


def _compare(document: str, old: str | None, new: str | None, config: Path | None) -> Comparison:
    path = Path(document)
    if path.is_file():
        workspace = open_workspace_for_files(Path.cwd(), config)
        file = path.absolute()
    else:
        workspace = open_workspace(Path.cwd(), config)
        file = find_files(workspace.settings).documents[workspace.find(document).path]
    history = open_repository(file.parent)
    sides = Sides(history, file, workspace.templates.layout_of)
    return compare_sides(*sides.chosen(old, new))
