"""The action that other repositories use passes its inputs on as words, never as code."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.commandline import REPOSITORY

ACTION: Final = REPOSITORY / ".github/actions/sopgen/action.yml"
HOOKS: Final = REPOSITORY / ".pre-commit-hooks.yaml"


def steps() -> list[dict[str, Any]]:
    found = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    assert isinstance(found, list)
    return found


def passed_on(folder: Path, command: str, base: str) -> list[str]:
    """The words that the action's last step gives to sopgen."""
    program = folder / "sopgen/bin/sopgen"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\0" "$@"\n', "utf-8")
    program.chmod(0o755)
    given = {"RUNNER_TEMP": str(folder), "COMMAND": command, "BASE": base}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()[-1]["run"]]
    done = subprocess.run(
        script, cwd=folder, env={**os.environ, **given}, check=True, capture_output=True
    )
    return done.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize(
    ("command", "base", "words"),
    [
        ("validate --format github", "abc", ["validate", "--format", "github", "--base=abc"]),
        ("validate", "", ["validate"]),
        ("build --strict", "abc", ["build", "--strict"]),
        ("validate\n  --format\ngithub\n", "", ["validate", "--format", "github"]),
        ("validate; touch pwned", "", ["validate;", "touch", "pwned"]),
        ("validate $(touch pwned) *", "", ["validate", "$(touch", "pwned)", "*"]),
        ("validate", "$(touch pwned); x", ["validate", "--base=$(touch pwned); x"]),
        ("validate", "--format=json", ["validate", "--base=--format=json"]),
    ],
)
def test_inputs_are_words(tmp_path: Path, command: str, base: str, words: list[str]) -> None:
    assert passed_on(tmp_path, command, base) == words
    assert not (tmp_path / "pwned").exists()


def test_no_script_holds_an_expression() -> None:
    assert [step for step in steps() if "${{" in step.get("run", "")] == []


def test_it_installs_only_what_is_locked() -> None:
    (script,) = (step["run"] for step in steps() if "pip" in step.get("run", ""))
    assert "--require-hashes" in script
    assert "--no-deps" in script


def test_the_hooks_run_commands_that_are_there() -> None:
    from sopgen.cli.main import sopgen

    entries = [hook["entry"] for hook in yaml.safe_load(HOOKS.read_text("utf-8"))]
    assert entries == ["sopgen fmt", "sopgen validate"]
    assert all(entry.split()[1] in sopgen.commands for entry in entries)
