"""The exit codes are a contract: 0 fine, 1 errors found, 2 the operator's, 3 a bug, 130 stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sopgen.cli import validate
from tests.commandline import REPOSITORY, Run, process_environment, run_process
from tests.sample import TODAY, SampleLibrary

SECRET = "a bug put here by the test"


def put_a_bug_into(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(validate, "_check", broken)


def test_a_sound_library_ends_with_0(library: SampleLibrary, sopgen: Run) -> None:
    library.add()
    assert sopgen("validate", "--today", TODAY).code == 0


def test_an_error_ends_with_1(library: SampleLibrary, sopgen: Run) -> None:
    library.add(title=None)
    assert sopgen("validate", "--today", TODAY).code == 1


def test_a_warning_alone_ends_with_0(library: SampleLibrary, sopgen: Run) -> None:
    library.add(effective_date="2020-01-01")
    outcome = sopgen("validate", "--today", TODAY)
    assert "1 warning" in outcome.out
    assert outcome.code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "--nonsense"],
        ["validate", "--format", "yaml"],
        ["validate", "--today", "yesterday"],
        ["validate", "--config", "not-there.yml"],
        ["validate", "not-there.md"],
        ["nonsense"],
        ["rules", "SOP999"],
        ["show", "SOP-XX-999"],
        ["show"],
    ],
)
def test_wrong_usage_ends_with_2_and_one_line_on_stderr(
    library: SampleLibrary, sopgen: Run, arguments: list[str]
) -> None:
    library.add()
    outcome = sopgen(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("sopgen: ")
    assert outcome.err.count("\n") == 1
    assert len(outcome.err) < 300


def test_a_mistyped_command_gets_a_suggestion(sopgen: Run) -> None:
    assert "validate" in sopgen("valdiate").err


def test_no_command_at_all_shows_the_help_and_ends_with_2(sopgen: Run) -> None:
    outcome = sopgen()
    assert outcome.code == 2
    assert "validate" in outcome.err


def test_a_bug_ends_with_3_and_keeps_its_traceback_in_a_file(
    library: SampleLibrary, sopgen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_a_bug_into(monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    library.add()
    outcome = sopgen("validate")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.count("\n") == 1
    (report,) = tmp_path.glob("sopgen-*.txt")
    assert str(report) in outcome.err
    assert SECRET not in outcome.err
    assert f"ZeroDivisionError: {SECRET}" in report.read_text("utf-8")


def test_a_bug_is_told_even_where_no_report_can_be_written(
    library: SampleLibrary, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_a_bug_into(monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(library.root / "not-there"))
    library.add()
    outcome = sopgen("validate")
    assert outcome.code == 3
    assert SECRET in outcome.err


# A shell starts what runs in the background deaf to interrupts; the tests may run there.
HEEDING_INTERRUPTS = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from sopgen.cli import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT between processes")
def test_an_interrupt_ends_with_130(library: SampleLibrary) -> None:
    pipe = library.root / "mkdocs.yml"
    pipe.unlink()
    os.mkfifo(pipe)  # opening it waits, so the interrupt comes while the command is at work
    with (
        subprocess.Popen(
            [sys.executable, "-c", HEEDING_INTERRUPTS, "validate", "--config", "mkdocs.yml"],
            cwd=library.root,
            env=process_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
        pipe.open("w"),
    ):  # opens as soon as the process reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.split() == ["Interrupted."]


def test_a_reader_who_leaves_early_is_no_bug(library: SampleLibrary) -> None:
    links = "".join(f"See [page {number}](gone-{number}.md).\n\n" for number in range(100))
    for number in range(30):  # more findings than fit into a pipe
        library.add(f"answer-{number}.md", body=links)
    with subprocess.Popen(
        [sys.executable, "-m", "sopgen", "validate"],
        cwd=library.root,
        env=process_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (141, "")


def test_python_m_sopgen_is_the_same_command(library: SampleLibrary) -> None:
    library.add()
    assert run_process("validate", "--today", TODAY, cwd=library.root).code == 0


def test_the_repositorys_own_library_is_sound() -> None:
    outcome = run_process("validate", cwd=REPOSITORY)
    assert outcome.code == 0, outcome.out
