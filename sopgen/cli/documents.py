"""`sopgen list` and `sopgen show`: what the library holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from sopgen.archive import open_archive, open_repository, version_on
from sopgen.cli.completing import complete_department, complete_document, complete_type
from sopgen.cli.options import config_option, format_option, read_day
from sopgen.model.document import Document
from sopgen.model.errors import OperatorError
from sopgen.model.suggestion import listed
from sopgen.workspace import Workspace, open_workspace

_FIELDS = ("id", "title", "type", "department", "version", "status", "effective_date", "owner")


@click.command("list")
@click.option(
    "--department",
    shell_complete=complete_department,
    help="Only documents of this department (its key).",
)
@click.option("--type", "type_", shell_complete=complete_type, help="Only documents of this type.")
@click.option("--status", help="Only documents with this status.")
@config_option
@format_option
def list_command(
    department: str | None, type_: str | None, status: str | None, config: Path | None, format_: str
) -> None:
    """List the documents of the library.

    \b
    Examples:
      sopgen list
      sopgen list --department billing --format json
    """
    wanted = {"department": department, "type": type_, "status": status}
    documents = [
        document
        for document in open_workspace(Path.cwd(), config).library.documents
        if all(value in {None, document.text(name)} for name, value in wanted.items())
    ]
    if format_ == "json":
        rows = [_summary(document) for document in documents]
        click.echo(json.dumps({"version": 1, "documents": rows}, ensure_ascii=False, indent=2))
        return
    for document in documents:
        version, status_ = document.text("version") or "-", document.text("status") or "-"
        click.echo(f"{document.id or '-':<12} {version:<8} {status_:<9} {document.title}")


@click.command("show")
@click.argument("document", shell_complete=complete_document)
@click.option("--as-of", metavar="DAY", callback=read_day, help="As it was in force on this day.")
@config_option
@format_option
def show_command(document: str, as_of: date | None, config: Path | None, format_: str) -> None:
    """Print one document, named by its id or its path: as written, or as data.

    ID@VERSION prints an earlier version; --as-of prints the version that was in force on a day.

    \b
    Examples:
      sopgen show SOP-CS-001
      sopgen show SOP-CS-001@2.0.0
      sopgen show SOP-CS-001 --as-of 2026-03-01 --format json
    """
    workspace = open_workspace(Path.cwd(), config)
    name, _, version = document.partition("@")
    found: Document | None
    if as_of is not None:
        text, found = _in_force_on(workspace, name, as_of)
    elif version:
        text, found = _at_version(workspace, name, version)
    else:
        found = workspace.find(name)
        text = found.source.text
    if format_ == "json":
        value = {"version": 1, "path": found and found.path, "document": found and found.data}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        click.echo(text, nl=False)


def _at_version(workspace: Workspace, name: str, version: str) -> tuple[str, Document | None]:
    document = workspace.find(name)
    archive = open_archive(
        workspace.library, workspace.templates.layout_of, workspace.settings.root, exact=True
    )
    versions = archive.versions(document)
    for item in versions:
        if item.version == version:
            return item.text, item.document
    hint = f"There are {listed(item.version for item in versions)}."
    raise OperatorError(f'{name} has no version "{version}".', hint)


def _in_force_on(workspace: Workspace, name: str, day: date) -> tuple[str, Document | None]:
    history = open_repository(workspace.settings.root)
    folder = f"{history.locate(workspace.settings.docs_dir)}/"
    found = version_on(history, name, day, workspace.templates.layout_of, under=folder)
    if found is None:
        raise OperatorError(f'On {day} there was no document "{name}" that anybody could follow.')
    return found.text, found.document


def _summary(document: Document) -> dict[str, Any]:
    return {**{name: document.front_matter.get(name) for name in _FIELDS}, "path": document.path}
