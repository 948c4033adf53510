"""`sopgen export`: everything that an auditor asks for, in one zip."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from sopgen.archive import open_repository
from sopgen.audit.statement import statement
from sopgen.checkout import as_it_was
from sopgen.cli.options import config_option, day_or_commit, format_option, today_option
from sopgen.cli.progress import Progress
from sopgen.engines.exporting import Exported, export
from sopgen.settings import FILE
from sopgen.workspace import open_workspace


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--as-of",
    metavar="DAY-OR-COMMIT",
    help="The library as it stood on a day (year-month-day) or at a commit; by default today.",
)
@click.option(
    "--department", "departments", multiple=True, metavar="KEY", help="Only this one; repeatable."
)
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
@config_option
@today_option
@format_option
def export_command(
    *,
    file: Path | None,
    as_of: str | None,
    departments: tuple[str, ...],
    quiet: bool,
    config: Path | None,
    today: date,
    format_: str,
) -> None:
    """Write what an auditor asks for into one zip FILE, by default sops-as-of-DAY.zip.

    It holds the register, every version of every document to read and to print and as git holds
    it, what each changed word by word, who approved it and what shows that, late reviews, and a
    statement by clause of ISO 9001, ISO 13485, 21 CFR 11.10 and EPA QA/G-6. Drafts and what is not
    committed are left out. The same commit and day give the same bytes; git must have the whole
    history.

    \b
    Examples:
      sopgen export
      sopgen export audit.zip --as-of 2026-09-30
      sopgen export billing.zip --department billing
    """
    workspace = open_workspace(Path.cwd(), config)
    progress = Progress(quiet=quiet)
    with progress:
        progress.stage("Reading the history")
        history = open_repository(workspace.settings.root)
        when = day_or_commit(as_of) if as_of else "HEAD"
        name = config.name if config else FILE
        with as_it_was(workspace.settings, history, when, name) as past:
            day = past.day if as_of else today
            target = file or Path(f"sops-as-of-{day}.zip")
            progress.stage("Writing the documents")
            made = export(target, past, day, departments, progress.count)
            summary = _summary(made)
    if format_ == "json":
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    elif not quiet:
        _tell(made, summary)


def _summary(made: Exported) -> dict[str, Any]:
    scope = made.scope
    standings = [scope.edition.standing(item) for item in scope.documents]
    return {
        "version": 1,
        "file": str(made.file),
        "bytes": made.written.size,
        "files": made.written.files,
        "sha256": made.written.sha256,
        "as_of": scope.edition.today.isoformat(),
        "commit": scope.commit,
        "departments": list(scope.departments),
        "documents": len(scope.documents),
        "in_force": len(scope.in_force),
        "versions": len(scope.versions),
        "overdue": sum(item.is_overdue for item in standings),
        "statement": {
            item.title: {key.value: number for key, _, number in item.counts}
            for item in statement(scope)
        },
    }


def _tell(made: Exported, summary: dict[str, Any]) -> None:
    size = f"{made.written.size / 1024**2:.1f} MB"
    click.echo(
        f"{made.file}: {summary['documents']} documents in {summary['versions']} versions, "
        f"{made.written.files} files, {size}, as of {summary['as_of']}."
    )
    click.echo(f"SHA-256   {summary['sha256']}")
    click.echo(f"Check it  sopgen verify {made.file}")
