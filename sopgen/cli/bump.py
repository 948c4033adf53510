"""`sopgen bump`: give a changed document its next version."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sopgen.bumping import Bump, bump
from sopgen.cli.completing import complete_document
from sopgen.cli.options import config_option, read_day, today_option
from sopgen.compare import VersionStep
from sopgen.workspace import open_workspace


@click.command("bump")
@click.argument("document", shell_complete=complete_document)
@click.option("--major", "step", flag_value="major", help="People must read it again.")
@click.option("--minor", "step", flag_value="minor", help="The same conduct, said more clearly.")
@click.option("--patch", "step", flag_value="patch", help="Editorial only.")
@click.option("-m", "--message", "reason", required=True, help="What changed, and why.")
@click.option("--effective-date", metavar="DAY", callback=read_day, help="By default today.")
@click.option("--force", is_flag=True, help="Take a smaller step than the changes ask for.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@config_option
@today_option
def bump_command(  # noqa: PLR0917 click passes all by name
    document: str,
    step: str | None,
    reason: str,
    effective_date: date | None,
    force: bool,
    dry_run: bool,
    config: Path | None,
    today: date,
) -> None:
    """Write the next version of a document, named by its id or its path, into its front matter.

    The step is the one that the changes ask for since the branch left the mainline (main or
    master, the server's first), or since the last commit on the mainline itself. Version, change
    summary and effective date are written; everything else stays as it is.

    \b
    Examples:
      sopgen bump SOP-CS-001 -m "Acknowledge in one working day instead of two."
      sopgen bump SOP-CS-001 --major -m "New step for callers at risk." --effective-date 2026-12-01
    """
    if not reason.strip():
        raise click.BadParameter("say what changed, and why.", param_hint="--message")
    workspace = open_workspace(Path.cwd(), config)
    made = bump(
        workspace,
        workspace.find(document),
        reason.strip(),
        today,
        step=VersionStep(step) if step else None,
        effective=effective_date,
        force=force,
    )
    if not dry_run:
        made.write(workspace)
    _say(made, is_written=not dry_run)


def _say(made: Bump, *, is_written: bool) -> None:
    version, day = made.new.text("version"), made.new.text("effective_date")
    since = f", in force from {day}" if day else ""
    verb = "is now" if is_written else "would be"
    click.echo(f"{made.new.id} {verb} {version} (before: {made.proposal.before}){since}.")
    for change in made.proposal.changes:
        click.echo(f"  {change.sentence}")
    if made.is_too_small:
        click.echo(
            f"The changes ask for a {made.proposal.asked} version: "
            '"sopgen validate --base" will reject this one.',
            err=True,
        )
