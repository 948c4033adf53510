"""`sopgen comment` and `sopgen approvals`: what a job tells the forge, and asks of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from sopgen.cli.validate import write_report
from sopgen.forge import connect, keep_comment


@click.command("comment")
@click.argument("summary", required=False, type=click.Path(dir_okay=False, path_type=Path))
def comment_command(*, summary: Path | None) -> None:
    """Keep one comment with the summary of a change under its request.

    It runs in a job of the forge. On GitHub that job follows the check ("workflow_run"), so that
    forks are safe: it takes "summary.md" from the artifact "findings" of the run before, for
    nothing but text, and needs GH_TOKEN with "actions: read" and "pull-requests: write". On GitLab
    it takes the file that the job made, in a merge request's pipeline, and needs SOPGEN_TOKEN.

    A summary that "sopgen summary" could not have made is refused.

    \b
    Examples:
      sopgen comment                 # on GitHub, after the check
      sopgen comment summary.md      # on GitLab
    """
    project = connect(os.environ)
    told = project.told(summary)
    if told is None:
        click.echo("No open request ends with the commit that was checked, or it has no summary.")
        return
    keep_comment(project, told)


@click.command("approvals")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a file, not to standard output.",
)
def approvals_command(*, output: Path | None) -> None:
    """Ask the forge who approved this job's request, for "sopgen validate --approvals".

    It runs in a job of the forge and only reads. On GitHub it needs GH_TOKEN with
    "pull-requests: read", and gives reviews, commits with their accounts, and the author. On GitLab
    it needs SOPGEN_TOKEN, and gives approvals and the author.

    \b
    Example:
      sopgen approvals --output approvals.json
      sopgen validate --base "$BASE" --approvals approvals.json
    """
    text = json.dumps(connect(os.environ).approvals(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_report(output, text)
