"""The entry point: one place where exceptions become exit codes.

0 fine, 1 findings of severity error, 2 the operator must act, 3 a bug, 130 interrupted, 143 asked
to stop; 141 where whoever reads the output leaves before its end, as a shell says of every program.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import click

from sopgen import __version__
from sopgen.cli.stopping import AskedToStopError, refusal, stopped_by_signal
from sopgen.model.errors import HistoryUnavailableError, OperatorError

_INTERRUPTED: Final = 130
_READER_LEFT: Final = 141
_STOPPED: Final = 143


_COMMANDS: Final[Mapping[str, str]] = {
    "approvals": "forge:approvals_command",
    "asks": "asks:asks_command",
    "build": "build:build_command",
    "bump": "bump:bump_command",
    "comment": "forge:comment_command",
    "diff": "diff:diff_command",
    "export": "export:export_command",
    "fmt": "fmt:fmt_command",
    "history": "history:history_command",
    "init": "init:init_command",
    "list": "documents:list_command",
    "mcp": "mcp:mcp_command",
    "new": "new:new_command",
    "owners": "owners:owners_command",
    "pages": "build:pages_command",
    "reviewed": "reviews:reviewed_command",
    "reviews": "reviews:reviews_command",
    "rules": "rules:rules_command",
    "schema": "schema:schema_command",
    "serve": "serve:serve_command",
    "show": "documents:show_command",
    "summary": "summary:summary_command",
    "validate": "validate:validate_command",
    "verify": "verify:verify_command",
}


class _Commands(dict[str, click.Command]):
    """Imports a command when it is asked for: validation need not wait for the site's engine."""

    def __missing__(self, name: str) -> click.Command:
        module, attribute = _COMMANDS[name].split(":")
        command = getattr(import_module(f"sopgen.cli.{module}"), attribute)
        self[name] = command
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)

    def __contains__(self, name: object) -> bool:
        return name in _COMMANDS

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 as a dictionary has it
        """The command of a name."""
        if name not in _COMMANDS:
            return default
        return self[name]


@click.group(
    commands=_Commands(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def sopgen() -> None:
    """SOPs as code: standard operating procedures checked in git and published as a site."""


def main() -> int:
    """Run the command line; give the exit code."""
    # A command makes very many small values and then ends: collecting them early is wasted time.
    gc.set_threshold(1_000_000, 50, 100)
    atexit.register(gc.freeze)  # nor need Python look through all of them before it ends
    _let_every_character_pass()
    try:
        with stopped_by_signal():
            return _run()
    except BrokenPipeError:
        # Whoever read the output has seen enough, such as `head`.
        _print_no_more()
        return _READER_LEFT
    except AskedToStopError:
        return _STOPPED
    except OSError as error:
        return _report_refusal(refusal(error)) or _report_bug()
    except Exception:
        return _report_bug()


def _print_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _let_every_character_pass() -> None:
    """UTF-8 for whoever reads a pipe; a terminal shows a mark for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding=None if stream.isatty() else "utf-8", errors="backslashreplace"
            )


def _run() -> int:
    try:
        code = sopgen.main(prog_name="sopgen", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except SystemExit:
        # Where the reader leaves, click ends with 1, which here means errors in documents.
        return _READER_LEFT
    except (click.ClickException, OperatorError) as error:
        _say(error)
        return 2
    return code if isinstance(code, int) else 0


def _say(error: click.ClickException | OperatorError) -> None:
    """Tell on one line what is wrong, and what mends it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    line = _refusal(error) if isinstance(error, OperatorError) else _wrong_usage(error)
    click.echo(f"sopgen: {' '.join(line.split())}", err=True)


def _refusal(error: OperatorError) -> str:
    message = f"{error.message.rstrip('.')}."
    if isinstance(error, HistoryUnavailableError):
        return f"{message} To mend it: {error.remedy}"
    return f"{message} {error.remedy}"


def _wrong_usage(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    remedy = f'See "{context.command_path} --help".' if context else ""
    return f"{error.format_message()} {remedy}"


def _report_refusal(reason: str | None) -> int:
    if reason is None:
        return 0
    click.echo(f"sopgen: the machine cannot do it: {reason}", err=True)
    _print_no_more()
    return 2


def _report_bug() -> int:
    report = f"sopgen {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n"
    report += traceback.format_exc()
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="sopgen-", suffix=".txt", delete=False, encoding="utf-8", errors="replace"
        ) as file:
            file.write(report)
        told = f"with the file {file.name}."
    except OSError:
        told = f"with this:\n{report}"
    click.echo(f"sopgen: this is a bug in sopgen. Please report it {told}", err=True)
    return 3
