"""`sopgen owners`: the forge's code owners, made from the documents."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.cli.options import config_option
from sopgen.editing import create_whole, write_whole
from sopgen.owners import Forge, OwnersFile, code_owners, forge_of
from sopgen.workspace import open_workspace


@click.command("owners")
@click.option("--write", is_flag=True, help="Write the file; lines of your own in it stay.")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where the file is behind.")
@click.option(
    "--forge",
    type=click.Choice([forge.value for forge in Forge]),
    help="Whose form to write; by default that of repo_url or of the files that are there.",
)
@config_option
def owners_command(*, write: bool, check: bool, forge: str | None, config: Path | None) -> int:
    """Print the code owners of the library: who is asked to review which document.

    Each document belongs to the teams of its owner and its approver, as the vocabulary has them
    under "teams" of a role. Roles without a team are named, never guessed. Once written, the block
    is kept in step by rule SOP614 of "sopgen validate".

    \b
    Examples:
      sopgen owners
      sopgen owners --write
      sopgen owners --check --forge gitlab
    """
    if write and check:
        raise click.UsageError("Take --write or --check, not both.")
    workspace = open_workspace(Path.cwd(), config)
    found = code_owners(workspace, Forge(forge) if forge else forge_of(workspace.settings))
    for role in found.without_team:
        name = workspace.vocabulary.name("roles", role)
        click.echo(f'warning: the role "{name}" ({role}) has no team in the vocabulary.', err=True)
    if check:
        return _check(found)
    if write:
        _write(found)
    else:
        click.echo(found.block)
    return 0


def _check(found: OwnersFile) -> int:
    if found.is_current:
        click.echo(f"{found.path} is as it should be.")
        return 0
    click.echo(f'{found.path}:{found.line} is behind: run "sopgen owners --write".')
    return 1


def _write(found: OwnersFile) -> None:
    if found.is_current:
        click.echo(f"{found.path} is as it should be.")
        return
    content = found.text.encode()
    if found.file.is_file():
        write_whole(found.file, found.before.encode(), content)
    else:
        create_whole(found.file, content)
    click.echo(f"{found.path} is written.")
