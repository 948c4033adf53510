"""`sopgen serve` says where it is, ends quietly, and says in a line why it cannot begin."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.commandline import Run, process_environment
from tests.preview.libraries import CARD, LATE, Library
from tests.site.libraries import sop


@contextmanager
def killed_at_last(process: subprocess.Popen[str]) -> Iterator[None]:
    """However a test ends, it waits for no server that goes on."""
    try:
        yield
    finally:
        process.kill()


def test_it_says_where_it_is_and_what_a_save_brought_and_ends_quietly(tmp_path: Path) -> None:
    library = Library(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "sopgen", "serve", "--address", "127.0.0.1:0"],
        cwd=tmp_path,
        env=process_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job is started deaf to it, and so is what it starts in its turn.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 one thread
    )
    with process, killed_at_last(process):
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert first.startswith("The preview is at http://127.0.0.1:")
        assert "(2 documents, read in " in first
        library.write(CARD, sop(LATE, id="SOP-FR-001", title="Block a card", department="fraud"))
        assert process.stdout.readline() == f"sops/{CARD}: 1 error\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read().strip() == "Interrupted."


@pytest.mark.parametrize("address", ["8000", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999", ":"])
def test_an_address_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sopgen: Run, address: str
) -> None:
    Library(tmp_path)
    monkeypatch.chdir(tmp_path)
    outcome = sopgen("serve", "--address", address)
    assert outcome.code == 2
    assert outcome.err == f'sopgen: "{address}" is no address. Write host:port: 127.0.0.1:8000.\n'


def test_an_address_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sopgen: Run) -> None:
    Library(tmp_path)
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = sopgen("serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert outcome.code == 2
    assert "cannot be used" in outcome.err
    assert outcome.err.count("\n") == 1


def test_settings_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sopgen: Run
) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = sopgen("serve", "--address", "127.0.0.1:0")
    assert outcome.code == 2
    assert "no valid YAML" in outcome.err
