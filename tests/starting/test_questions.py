"""On a terminal, init asks for what was not said; the answers are those of a real keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.commandline import process_environment

pty = pytest.importorskip("pty", reason="needs a terminal of Unix")


def at_terminal(folder: Path, typed: str, *arguments: str) -> tuple[int, str]:
    """Run init with a terminal as its keyboard; gives its exit code and what it printed."""
    keyboard, seen_by_it = pty.openpty()
    os.write(keyboard, typed.encode())
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sopgen", "init", *arguments],
            cwd=folder,
            env=process_environment(),
            stdin=seen_by_it,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    finally:
        os.close(keyboard)
        os.close(seen_by_it)
    return done.returncode, done.stdout


def test_every_question_can_be_answered(tmp_path: Path) -> None:
    typed = "Acme\nSales, Billing\nhttps://gitlab.com/acme/sops\n\nde\n"
    code, told = at_terminal(tmp_path, typed, "acme")
    assert (code, told.count("]: ")) == (0, 4)
    settings = yaml.safe_load((tmp_path / "acme/mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == "Acme procedures"
    assert settings["theme"]["language"] == "de"
    assert (tmp_path / "acme/.gitlab-ci.yml").is_file()
    words = yaml.safe_load((tmp_path / "acme/schema/vocabulary.yml").read_text("utf-8"))
    assert list(words["departments"]) == ["sales", "billing"]


def test_what_was_said_is_not_asked(tmp_path: Path) -> None:
    said = ("--organisation", "Acme", "-d", "Sales", "--repository", "", "--forge", "none")
    code, told = at_terminal(tmp_path, "\n", *said)
    assert (code, told.count("]: ")) == (0, 1)


def test_with_yes_nothing_is_asked(tmp_path: Path) -> None:
    code, told = at_terminal(tmp_path, "", "--yes")
    assert (code, "]: " in told) == (0, False)


def test_whoever_ends_it_at_a_question_leaves_nothing(tmp_path: Path) -> None:
    code, _ = at_terminal(tmp_path, "Acme\n\x04")
    assert code == 130
    assert list(tmp_path.iterdir()) == []
