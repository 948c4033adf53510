"""The entry point: one place where exceptions become exit codes.

0 fine, 1 findings of severity error, 2 the operator must act, 3 a bug, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Final

import click

from sopgen import __version__
from sopgen.cli.documents import list_command, show_command
from sopgen.cli.history import history_command
from sopgen.cli.rules import rules_command
from sopgen.cli.validate import validate_command
from sopgen.model.errors import HistoryUnavailableError, OperatorError

_INTERRUPTED: Final = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def sopgen() -> None:
    """SOPs as code: standard operating procedures checked in git and published as a site."""


for command in (history_command, list_command, rules_command, show_command, validate_command):
    sopgen.add_command(command)


def main() -> int:
    """Run the command line; give the exit code."""
    # A command makes very many small values and then ends: collecting them early is wasted time.
    gc.set_threshold(200_000, 50, 100)
    try:
        return _run()
    except BrokenPipeError:
        # Whoever read the output has seen enough, such as `head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        return _report_bug()


def _run() -> int:
    try:
        code = sopgen.main(prog_name="sopgen", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OperatorError as error:
        click.echo(f"sopgen: {_one_line(error)}", err=True)
        return 2
    return code if isinstance(code, int) else 0


def _one_line(error: OperatorError) -> str:
    """What is wrong and what mends it, in one line."""
    message = f"{error.message.rstrip('.')}."
    if isinstance(error, HistoryUnavailableError):
        return f"{message} To mend it: {error.remedy}"
    return f"{message} {error.remedy}".rstrip()


def _report_bug() -> int:
    with tempfile.NamedTemporaryFile(
        "w", prefix="sopgen-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"sopgen {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n")
        traceback.print_exc(file=file)
    click.echo(
        f"sopgen: this is a bug in sopgen. Please report it with the file {Path(file.name)}.",
        err=True,
    )
    return 3
