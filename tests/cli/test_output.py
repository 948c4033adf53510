"""What people see: colour only where it is wanted, help with examples, plain sentences."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import click
import pytest

from sopgen.cli.main import sopgen as group
from tests.commandline import Run, process_environment, run_process
from tests.sample import TODAY, SampleLibrary

ESCAPE = "\x1b"


def on_a_terminal(library: SampleLibrary, **environment: str) -> str:
    """What `sopgen validate` writes where standard output is a terminal."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "sopgen", "validate", "--today", TODAY],
        cwd=library.root,
        env=process_environment(**environment),
        stdout=theirs,
        check=False,
    )
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        return terminal.read1(100_000).decode()


def test_a_terminal_gets_colour(library: SampleLibrary) -> None:
    library.add(title=None)
    assert ESCAPE in on_a_terminal(library)


def test_no_color_is_honoured(library: SampleLibrary) -> None:
    library.add(title=None)
    shown = on_a_terminal(library, NO_COLOR="1")
    assert 'The field "title" is missing.' in shown
    assert ESCAPE not in shown


def test_a_pipe_gets_no_colour_and_nothing_on_stderr(library: SampleLibrary) -> None:
    library.add(title=None)
    outcome = run_process("validate", cwd=library.root)
    assert 'The field "title" is missing.' in outcome.out
    assert ESCAPE not in outcome.out
    assert outcome.err == ""


def test_a_terminal_that_lacks_a_character_gets_a_mark_instead(library: SampleLibrary) -> None:
    library.add(status="→ 😀")
    outcome = run_process("validate", cwd=library.root, PYTHONIOENCODING="cp1252")
    assert outcome.code == 1, outcome.err


@pytest.mark.parametrize("name", sorted(group.commands))
def test_the_help_of_every_command_has_an_example(sopgen: Run, name: str) -> None:
    outcome = sopgen(name, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert f"\n    sopgen {name}" in outcome.out


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_option_says_what_it_does(name: str) -> None:
    options = [item for item in group.commands[name].params if isinstance(item, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_help_lists_every_command_with_a_sentence(sopgen: Run) -> None:
    out = sopgen("--help").out
    for name in group.commands:
        assert f"  {name} " in out
        assert group.commands[name].get_short_help_str(limit=200).endswith(".")


def test_the_version_is_told(sopgen: Run) -> None:
    assert sopgen("--version").out.startswith("sopgen 0.")


@pytest.mark.usefixtures("library")
def test_an_empty_library_is_not_called_in_order(sopgen: Run) -> None:
    outcome = sopgen("validate")
    assert outcome.out == "There is no document here, so nothing was checked.\n"
    assert outcome.code == 0


def test_a_character_that_steers_a_terminal_is_never_printed(
    library: SampleLibrary, sopgen: Run
) -> None:
    library.add("steer\x1b[31m.md", title="a\x1b[31m \x07 \u202e title", status="\x1b]0;x\x07")
    out = sopgen("validate").out
    assert [sign for sign in "\x1b\x07\u202e" if sign in out] == []
