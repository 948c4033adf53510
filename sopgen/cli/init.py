"""`sopgen init`: start the library of an organisation."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from sopgen import __version__
from sopgen.cli.options import today_option
from sopgen.engines.languages import theme_languages
from sopgen.starting import FORGES, Answers, answers, branch_in, forge_of, place, repository_files

_ORGANISATION: Final = "Our organisation"
_DEPARTMENT: Final = "Customer service"


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--organisation", "--organization", metavar="NAME", help="As readers know it.")
@click.option(
    "--department", "-d", "departments", multiple=True, metavar="NAME", help="May be repeated."
)
@click.option("--language", metavar="TAG", help="Of the theme's words; sopgen's are English.")
@click.option("--forge", type=click.Choice(FORGES), help="Where the repository will live.")
@click.option("--repository", metavar="URL", help="Its address there, if it has one yet.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; what was not said is the default.")
@click.option("--no-git", is_flag=True, help="Make no git repository.")
@today_option
def init_command(
    *,
    folder: Path,
    organisation: str | None,
    departments: tuple[str, ...],
    language: str | None,
    forge: str | None,
    repository: str | None,
    yes: bool,
    no_git: bool,
    today: date,
) -> None:
    """Start a library in DIR: a complete repository that is checked and published by itself.

    On a terminal it asks for what no option says. It makes a vocabulary, schemas, scaffolds, two
    sample SOPs, the settings of the site, checks for GitHub or GitLab, and a guide for writers.
    All of it is yours to change. A file that is there is never touched: then nothing is written.

    \b
    Examples:
      sopgen init procedures
      sopgen init . --organisation "Acme" -d "Customer service" -d Billing --forge gitlab --yes
    """
    ask = _asker(asks=not yes and sys.stdin.isatty())
    organisation = ask(organisation, "Name of the organisation", _ORGANISATION)
    names = departments or _listed(ask(None, "Departments, with commas between", _DEPARTMENT))
    repository = ask(repository, "Address of the repository (may be empty)", "")
    forge = ask(forge, "Where it will live", forge_of(repository), type=click.Choice(FORGES))
    language = ask(language, "Language of the theme's words", "en")
    branch = branch_in(folder)
    given = answers(
        organisation=organisation,
        department_names=names,
        language=language,
        languages=theme_languages(),
        forge=forge,
        repository=repository,
        branch=branch,
    )
    files = repository_files(given, today=today, version=__version__)
    place(files, folder, branch=None if no_git else given.branch)
    _tell(folder, given, len(files), is_git=not no_git)


def _asker(*, asks: bool) -> Callable[..., str]:
    def ask(said: str | None, question: str, default: str, **how: Any) -> str:  # noqa: ANN401 as click has it
        if said is not None or not asks:
            return default if said is None else said
        answer = click.prompt(question, default=default, show_default=bool(default), **how)
        return str(answer)

    return ask


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name for part in names.split(",") if (name := part.strip()))


def _tell(folder: Path, given: Answers, files: int, *, is_git: bool) -> None:
    where = click.format_filename(folder)
    click.echo(f"The library of {given.organisation} begins in {where}: {files} files.")
    click.echo("Next:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(where)}")
    click.echo("  sopgen serve                                  # look at it; Ctrl+C ends it")
    click.echo('  sopgen new "Greet a customer" --department ' + given.departments[0].key)
    if is_git:
        click.echo('  git add --all && git commit --message "Start the library"')
    click.echo("README.md says what is whose, and how the site is published.")
