"""`sopgen summary`: what a change means for people, for the comment under a pull request."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from sopgen.archive import open_repository
from sopgen.checking import check_library
from sopgen.cli.options import config_option, today_option
from sopgen.cli.validate import write_report
from sopgen.exports.forge import Lines, lines_at, lines_of
from sopgen.exports.summary import summarise, summary_as_json, summary_as_markdown
from sopgen.gate import alterations
from sopgen.workspace import Workspace, open_workspace


@click.command("summary")
@click.option(
    "--base",
    metavar="REV",
    required=True,
    help="What changed since HEAD left this commit, branch or tag.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="Form of the output.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a file, not to standard output.",
)
@click.option(
    "--files-at",
    metavar="URL",
    help="Where the forge shows the files; by default repo_url at HEAD.",
)
@config_option
@today_option
def summary_command(
    *,
    base: str,
    format_: str,
    output: Path | None,
    files_at: str | None,
    config: Path | None,
    today: date,
) -> None:
    """Say what a change means for people: a comment for the pull request.

    Of every document that differs: what changes for whom, the version written against the one that
    the change asks for, from when it counts, who must read it again, who is asked to review, and
    which documents refer to it; then the findings, errors first. It never fails because of them:
    that is for "sopgen validate".

    Nothing that a document says becomes a link, a mention or HTML. The Markdown fits into a
    comment of 65,536 characters, and says what it leaves out.

    \b
    Examples:
      sopgen summary --base origin/main
      sopgen summary --base "$BASE" --output summary.md \\
        --files-at "https://github.com/example/procedures/blob/$COMMIT"
    """
    workspace = open_workspace(Path.cwd(), config)
    altered = alterations(workspace, base, today)
    inspection = check_library(workspace, base, today)
    summary = summarise(altered, workspace.library, inspection, today)
    if format_ == "json":
        text = json.dumps(summary_as_json(summary), ensure_ascii=False, indent=2) + "\n"
    else:
        text = summary_as_markdown(summary, _lines(workspace, files_at))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_report(output, text)


def _lines(workspace: Workspace, files_at: str | None) -> Lines:
    if files_at is not None:
        return lines_at(files_at)
    repo_url = workspace.settings.repo_url
    return lines_of(repo_url, open_repository(workspace.settings.root).commit)
