"""`sopgen validate`: check documents against their templates and the rules."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.checking import check_library, check_paths
from sopgen.cli.options import config_option, today_option, wants_colour
from sopgen.editing import write_whole
from sopgen.inspection import Inspection, inspect, levels_of, selected
from sopgen.library import find_files
from sopgen.model.errors import OperatorError
from sopgen.report import FORMATS, render_text
from sopgen.workspace import open_workspace, open_workspace_for_files

if TYPE_CHECKING:
    from sopgen.gate import Evidence


def _read_reports(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, Path], ...]:
    return tuple(_read_report(value) for value in values)


def _read_report(value: str) -> tuple[str, Path]:
    name, equals, file = value.partition("=")
    if name not in FORMATS or not equals or not file:
        raise click.BadParameter(
            f'"{value}" is not FORMAT=FILE, with one of {", ".join(FORMATS)} as FORMAT.'
        )
    return name, Path(file)


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--base",
    metavar="REV",
    help="Also check what changed since this commit, branch or tag (change control).",
)
@click.option(
    "--approvals",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The forge's reviews or approvals as JSON: the approver's role must be among them.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    help="Form of the output; github makes annotations, gitlab a code quality report.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    callback=_read_reports,
    help="Also write the findings to a file in another form; may be given several times.",
)
@click.option(
    "--select",
    "rules",
    multiple=True,
    metavar="RULE",
    help="Report on this rule only, by its code or name; may be given several times.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where all is in order.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a doubt, and say what.")
@config_option
@today_option
def validate_command(
    *,
    paths: tuple[Path, ...],
    base: str | None,
    approvals: Path | None,
    fix: bool,
    quiet: bool,
    format_: str,
    reports: tuple[tuple[str, Path], ...],
    rules: tuple[str, ...],
    config: Path | None,
    today: date,
) -> int:
    """Check documents, and say on which line what is wrong.

    Without PATHS the whole library is checked; with PATHS only these files or folders, still
    against the whole library. Files outside the library are checked on their own.

    With --base the files as they are now, committed or not, are also held against the commit at
    which HEAD left REV: whether each change has a new version, a reason and a possible date, and
    nothing was deleted or renumbered. Documents that are gone are reported whatever the PATHS.

    With --fix what has only one right form is written into the files: a tab in the fields, a
    typographic colon, a date without zeros, a role's name in place of its key, an empty line that
    is missing above a list. What is left is then reported.

    With --approvals each new approved version also needs an approval of its approver's role, by
    somebody who did not write it, given for the text as it is now. The file is GitHub's list of
    reviews or GitLab's approvals; or an object with these as "reviews" or "approvals" and with
    "teams", "commits" and "author", as "sopgen approvals" makes it. Who is in a role is what the
    vocabulary said at the base.

    What is found is kept in git's own folder, below .git/sopgen, so that only what changed is
    checked anew; that folder may be deleted at any time.

    Ends with 1 where there is an error, with 0 otherwise.

    \b
    Examples:
      sopgen validate
      sopgen validate --fix sops/billing/refund.md
      sopgen validate sops/billing --format json
      sopgen validate --base origin/main
      sopgen validate --base origin/main --approvals approvals.json --select approval-missing
      sopgen validate --format github --report sarif=findings.sarif
    """
    if approvals is not None and base is None:
        raise click.UsageError("With --approvals, --base must say what the change began from.")
    evidence = _read_evidence(approvals) if approvals else None
    if fix:
        _fix(paths, config, today)
    inspection = _check(paths, base, config, today, evidence)
    if rules:
        inspection = selected(inspection, rules)
    if format_ != "text":
        click.echo(FORMATS[format_](inspection), nl=False)
    elif inspection.findings or not quiet:
        click.echo(render_text(inspection, colour=wants_colour()), nl=False, color=True)
    for name, file in reports:
        write_report(file, FORMATS[name](inspection))
    return 1 if inspection.errors else 0


def _fix(paths: tuple[Path, ...], config: Path | None, today: date) -> None:
    from sopgen.fixing import fix_documents  # noqa: PLC0415 only --fix edits

    workspace = open_workspace(Path.cwd(), config)
    only = workspace.select(paths) if paths else None
    levels = levels_of(workspace.settings.rules)
    found = inspect(workspace.library, workspace.templates, levels, today, only).findings
    files = find_files(workspace.settings).documents
    for item in fix_documents(workspace, found, today):
        write_whole(files[item.old.path], item.old.source.encoded(), item.new.source.encoded())
        for mended in item.findings:
            where = f"{mended.path}:{mended.place.line}:{mended.place.column}"
            click.echo(f"mended {where} {mended.message} {mended.code}", err=True)


def _read_evidence(file: Path) -> Evidence:
    from sopgen.gate import read_evidence  # noqa: PLC0415 only --base needs git and comparing

    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise OperatorError(f"The approvals {file} are no JSON that can be read.") from error
    return read_evidence(data)


def _check(
    paths: tuple[Path, ...],
    base: str | None,
    config: Path | None,
    today: date,
    evidence: Evidence | None,
) -> Inspection:
    if paths:
        workspace = open_workspace_for_files(Path.cwd(), config)
        return check_paths(workspace, paths, base, today, evidence)
    return check_library(open_workspace(Path.cwd(), config), base, today, evidence)


def write_report(file: Path, text: str) -> None:
    """Write a report. Raises `OperatorError` where that cannot be done."""
    try:
        file.write_text(text, "utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError(f"The report {file} cannot be written: {reason}.") from error
