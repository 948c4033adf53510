"""`sopgen new`: begin a document."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sopgen.cli.completing import complete_department, complete_role, complete_type
from sopgen.cli.options import config_option
from sopgen.drafting import draft
from sopgen.workspace import open_workspace


@click.command("new")
@click.argument("title")
@click.option(
    "--department",
    "-d",
    required=True,
    shell_complete=complete_department,
    help="Its key or name in the vocabulary.",
)
@click.option(
    "--type",
    "-t",
    "type_",
    default="procedure",
    show_default=True,
    shell_complete=complete_type,
    help="A template.",
)
@click.option("--id", "id_", metavar="ID", help="By default the department's next free one.")
@click.option(
    "--owner",
    metavar="ROLE",
    shell_complete=complete_role,
    help="The role that keeps it right (its key).",
)
@click.option(
    "--approver",
    metavar="ROLE",
    shell_complete=complete_role,
    help="The role that approves it (its key).",
)
@click.option("--dry-run", is_flag=True, help="Print the document, and write nothing.")
@config_option
def new_command(
    *,
    title: str,
    department: str,
    type_: str,
    id_: str | None,
    owner: str | None,
    approver: str | None,
    dry_run: bool,
    config: Path | None,
) -> None:
    """Begin a document called TITLE, from the scaffold of its type.

    It gets the next id that no document of the department has or ever had, and a file of its own
    under the department's folder. What is still to be written stands in it as guidance, which
    "sopgen validate" reports until it is replaced.

    \b
    Examples:
      sopgen new "Replace a lost card" --department fraud
      sopgen new "Tone of voice" -d customer-service -t policy --owner team-lead
    """
    if not title.strip():
        raise click.BadParameter("say what is done.", param_hint="TITLE")
    fields = {"owner": owner, "approver": approver}
    made = draft(
        open_workspace(Path.cwd(), config),
        title,
        department=department,
        type_=type_,
        id_=id_,
        fields={name: value for name, value in fields.items() if value},
    )
    if dry_run:
        click.echo(made.document.source.text, nl=False)
        return
    made.write()
    file = os.path.relpath(made.file)
    click.echo(f"{made.document.id} begins in {file}.")
    click.echo("Write the text in place of the guidance, then check it:")
    click.echo(f"  sopgen validate {click.format_filename(file)}")
