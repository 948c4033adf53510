"""`sopgen reviews` and `sopgen reviewed`: what is due, and what was found right."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import click
import isodate

from sopgen.cli.options import config_option, read_day, today_option
from sopgen.exports.reviews import Due, reviews_as_json, reviews_as_markdown
from sopgen.forge import Topic, connect, keep_issues
from sopgen.library import find_files
from sopgen.model.document import Document
from sopgen.model.vocabulary import Vocabulary
from sopgen.reviewing import reviewed, reviews_due
from sopgen.workspace import open_workspace


@click.command("reviews")
@click.option("--due-by", metavar="DAY", callback=read_day, help="Due by this day; else today.")
@click.option("--within", metavar="DURATION", help="Due within a while from today, such as P30D.")
@click.option("--department", metavar="KEY", help="Only documents of this department.")
@click.option("--owner", metavar="ROLE", help="Only documents of this owner (its key).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="Form of the output.",
)
@click.option("--publish", is_flag=True, help="Keep an issue for each department on the forge.")
@config_option
@today_option
def reviews_command(
    *,
    due_by: date | None,
    within: str | None,
    department: str | None,
    owner: str | None,
    format_: str,
    publish: bool,
    config: Path | None,
    today: date,
) -> None:
    """List the reviews that are due: of pilots and approved documents, the longest due first.

    A review is due when "review_interval" has passed since "last_reviewed", or since the effective
    date where there was none. Ends with 0, whatever is due.

    With --publish, in a job of the forge, each department with something due has one open issue,
    kept up to date and closed when nothing is due any more. On GitHub it needs GH_TOKEN with
    "issues: write", on GitLab SOPGEN_TOKEN.

    \b
    Examples:
      sopgen reviews
      sopgen reviews --within P30D --department billing --format markdown
      sopgen reviews --within P14D --publish
    """
    if due_by is not None and within is not None:
        raise click.UsageError("Take --due-by or --within, not both.")
    until = _after(today, within) if within else due_by or today
    if publish and (department, owner, format_) != (None, None, "text"):
        raise click.UsageError("With --publish every department is told, in the forge's own form.")
    workspace = open_workspace(Path.cwd(), config)
    due = [
        (item.document, item.day)
        for item in reviews_due(workspace.library, until)
        if department in {None, item.document.text("department")}
        and owner in {None, item.document.text("owner")}
    ]
    words = workspace.vocabulary
    if publish:
        keep_issues(connect(os.environ), _topics(due, words, until, today))
    elif format_ == "json":
        value = reviews_as_json(due, words, until, today)
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    elif format_ == "markdown":
        click.echo(reviews_as_markdown(due, words, until, today), nl=False)
    else:
        _print(due, until, today)


def _topics(due: Sequence[Due], words: Vocabulary, until: date, today: date) -> Iterator[Topic]:
    for key, entry in words.entries("departments").items():
        own = [item for item in due if item[0].text("department") == key]
        text = reviews_as_markdown(own, words, until, today) if own else None
        yield Topic(f"reviews of {key}", f"Reviews due: {entry.name}", text)


def _after(today: date, within: str) -> date:
    try:
        until = today + isodate.parse_duration(within)
    except (isodate.ISO8601Error, ValueError, OverflowError):
        until = None
    if not isinstance(until, date) or until < today:
        hint = f'"{within}" is no duration: write one as ISO 8601, such as P30D or P3M.'
        raise click.BadParameter(hint, param_hint="--within") from None
    return until


def _print(due: Sequence[tuple[Document, date]], until: date, today: date) -> None:
    for document, day in due:
        late = f"{(today - day) // timedelta(days=1)} days late" if day < today else ""
        owner = document.text("owner") or "-"
        name = f"{document.id or '-':<12} {day} {late:<14} {owner:<26}"
        click.echo(f"{name} {document.title}".rstrip())
    click.echo(f"{len(due)} due by {until}.")


@click.command("reviewed")
@click.argument("document")
@click.option("--date", "day", metavar="DAY", callback=read_day, help="By default today.")
@click.option("-m", "--message", "what", required=True, help="What was looked at.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@config_option
@today_option
def reviewed_command(
    *, document: str, day: date | None, what: str, dry_run: bool, config: Path | None, today: date
) -> None:
    """Record that a document, named by its id or its path, was reviewed and stays as it is.

    Only "last_reviewed" is set; everything else of the file stays. The version stays too: it names
    a text, and the text did not change. What was looked at belongs into the commit, which the
    command words for you: so git holds who looked, when, and at what.

    \b
    Example:
      sopgen reviewed SOP-CS-001 -m "Limits compared with DISP 1.6; nothing to change."
    """
    if not what.strip():
        raise click.BadParameter("say what was looked at.", param_hint="--message")
    workspace = open_workspace(Path.cwd(), config)
    made = reviewed(workspace, workspace.find(document), day or today, today)
    if not dry_run:
        made.write(workspace)
    verb = "would be" if dry_run else "was"
    name, version = made.new.id or made.new.path, made.new.text("version")
    due = f"; the next review is due by {made.next_due}" if made.next_due else ""
    click.echo(f"{name} {verb} reviewed on {day or today}{due}. Version {version} stays.")
    if not dry_run:
        file = find_files(workspace.settings).documents[made.old.path]
        subject = f"Review {name}: {' '.join(what.split())}"
        click.echo("Commit it, so that git holds who looked, when and at what:")
        click.echo(f"  git commit -m {shlex.quote(subject)} -- {shlex.quote(_near(file))}")


def _near(file: Path) -> str:
    """The file as a person names it here."""
    return file.relative_to(Path.cwd()).as_posix() if file.is_relative_to(Path.cwd()) else str(file)
