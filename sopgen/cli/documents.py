"""`sopgen list` and `sopgen show`: what the library holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from sopgen.cli.options import config_option, format_option
from sopgen.model.document import Document
from sopgen.workspace import open_workspace

_FIELDS = ("id", "title", "type", "department", "version", "status", "effective_date", "owner")


@click.command("list")
@click.option("--department", help="Only documents of this department (its key).")
@click.option("--type", "type_", help="Only documents of this type.")
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
@click.argument("document")
@config_option
@format_option
def show_command(document: str, config: Path | None, format_: str) -> None:
    """Print one document, named by its id or its path: as written, or as data.

    \b
    Examples:
      sopgen show SOP-CS-001
      sopgen show SOP-CS-001 --format json
    """
    found = open_workspace(Path.cwd(), config).find(document)
    if format_ == "json":
        value = {"version": 1, "path": found.path, "document": found.data}
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        click.echo(found.source.text, nl=False)


def _summary(document: Document) -> dict[str, Any]:
    return {**{name: document.front_matter.get(name) for name in _FIELDS}, "path": document.path}
