"""`sopgen schema`: what a document's front matter may hold, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sopgen.cli.completing import complete_type
from sopgen.cli.options import config_option
from sopgen.exports.editor_schema import editor_schema
from sopgen.model.errors import OperatorError
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.workspace import open_workspace


@click.command("schema")
@click.argument("type_", metavar="TYPE", default="procedure", shell_complete=complete_type)
@config_option
def schema_command(type_: str, config: Path | None) -> None:
    """Print the JSON Schema of the front matter of a TYPE, with this library's own keys.

    Give it to an editor that checks YAML, and it completes departments, roles and fields.

    \b
    Example:
      sopgen schema policy > policy.front-matter.json
    """
    workspace = open_workspace(Path.cwd(), config)
    known = workspace.templates.by_type
    if type_ not in known:
        close = did_you_mean(type_, known)
        hint = f'Did you mean "{close}"?' if close else f"There are {listed(known)}."
        raise OperatorError(f'There is no type "{type_}".', hint)
    made = editor_schema(known[type_], workspace.vocabulary)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
