"""`make` sets up once, says plainly what it lacks, and minds no spaces in the folder's name."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.commandline import REPOSITORY

# Stands for Python, and for every tool in the environment: notes its arguments, and does nothing.
TOOL: Final = """#!/bin/sh
echo "$(basename "$0") $*" >>calls.txt
case "$*" in
  *version_info*) exit {old} ;;
  "-m venv "*) mkdir -p "$3/bin"; [ {lacks_venv} = 0 ] || exit 1
    for tool in python sopgen ruff lint-imports mypy pytest; do cp "$0" "$3/bin/$tool"; done ;;
esac
"""


class Folder:
    """A folder with our Makefile and a Python that only notes what it is asked to do."""

    def __init__(self, path: Path, old: int = 0, lacks_venv: int = 0) -> None:
        self.path = path
        path.mkdir()
        locks = (file.name for file in REPOSITORY.glob("requirements*.lock"))
        for name in ("Makefile", "pyproject.toml", *locks):
            (path / name).write_bytes((REPOSITORY / name).read_bytes())
        tool = path / "python9"
        tool.write_text(TOOL.format(old=old, lacks_venv=lacks_venv), "utf-8")
        tool.chmod(0o755)

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        command = ["make", "PYTHON=./python9", *arguments]
        return subprocess.run(
            command, cwd=self.path, env=clean, capture_output=True, text=True, check=False
        )

    @property
    def calls(self) -> list[str]:
        """What was called since this was last asked."""
        noted = self.path / "calls.txt"
        lines = noted.read_text("utf-8").splitlines()
        noted.unlink()
        return lines


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "a folder with spaces")


def test_build_sets_up_once(folder: Folder) -> None:
    assert folder.make("build").returncode == 0
    first = folder.calls
    assert sum("pip" in call and "requirements.lock" in call for call in first) == 1
    assert all("--require-hashes" in call for call in first if "--requirement" in call)
    assert folder.make("build").returncode == 0
    assert folder.calls == ["sopgen build"]


def test_build_sets_up_again_when_the_pins_change(folder: Folder) -> None:
    folder.make("build")
    _ = folder.calls
    later = (folder.path / ".venv" / "installed").stat().st_mtime + 10
    os.utime(folder.path / "requirements.lock", (later, later))
    folder.make("build")
    assert any("requirements.lock" in call for call in folder.calls)


def test_test_runs_every_check_and_every_test(folder: Folder) -> None:
    assert folder.make("test").returncode == 0
    _ = folder.calls
    assert folder.make("test").returncode == 0
    called = [call.split()[0] for call in folder.calls]
    assert called == ["ruff", "ruff", "lint-imports", "mypy", "python", "pytest"]


def test_a_python_that_is_too_old_is_told(tmp_path: Path) -> None:
    outcome = Folder(tmp_path / "old", old=1).make("build")
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("sopgen needs Python 3.11 or newer")


def test_a_python_without_venv_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "debian", lacks_venv=1)
    outcome = folder.make("build")
    assert outcome.returncode == 2
    assert "apt install python3-venv" in outcome.stderr
    assert not (folder.path / ".venv").exists()


def test_no_goal_shows_the_goals(folder: Folder) -> None:
    outcome = folder.make()
    assert outcome.returncode == 0
    assert "make build" in outcome.stdout
