"""A forge in a folder: it merges a branch as GitHub does, and runs a workflow's own scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import yaml

from tests.commandline import REPOSITORY

# What stands for the package index: pip is only looked at, sopgen is this checkout's.
_PROGRAMS: Final = {
    "sopgen": f'PYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m sopgen "$@"',
    "python": '[ "$*" = "-m pip install --requirement requirements.txt" ] && '
    "grep -q '^sopgen==' requirements.txt",
}
_EXPRESSION: Final = re.compile(r"\$\{\{\s*([\w.]+)\s*\}\}")


@dataclass(frozen=True)
class Ran:
    """What came of a job: the name of the step that failed, if any, and all that was printed."""

    failed: str | None
    out: str
    folder: Path

    @property
    def annotated(self) -> set[tuple[str, str]]:
        """Path and rule of each error that GitHub would show on its line."""
        found = re.findall(r"^::error file=([^,]+),.*?title=(SOP\d+)", self.out, re.MULTILINE)
        return set(found)


class Forge:
    """A repository with a first commit, and runners of its workflows; nobody has its clock."""

    def __init__(self, top: Path, programs: Path, day: date) -> None:
        self.top = top
        self.day = day
        self._programs = programs
        self._runs = 0
        programs.mkdir()
        for name, script in _PROGRAMS.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            (programs / name).chmod(0o755)

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        """Run git as the forge or a writer would; gives what it prints."""
        given = {"GIT_AUTHOR_NAME": "A Writer", "GIT_AUTHOR_EMAIL": "writer@example.org"}
        given |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in given.items()}
        given |= dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{self.day}T09:00:00Z")
        command = ["git", *arguments]
        where, kept = folder or self.top, _plain_environment() | given
        done = subprocess.run(
            command, cwd=where, env=kept, check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout.strip()

    def commit(self, message: str) -> None:
        """Commit all that was changed."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def change(self, branch: str, files: Mapping[str, str | None]) -> None:
        """Put files on a branch that leaves main, or goes on; None deletes one."""
        there = self.git("branch", "--list", branch)
        self.git("switch", "--quiet", *([] if there else ["--create"]), branch)
        for path, text in files.items():
            if text is None:
                (self.top / path).unlink()
            else:
                (self.top / path).parent.mkdir(parents=True, exist_ok=True)
                (self.top / path).write_text(text, "utf-8")
        self.commit(f"Change {branch}")
        self.git("switch", "--quiet", "main")

    def pull_request(self, branch: str) -> Ran:
        """Check a branch as GitHub does: a clone of main with the branch merged into it."""
        folder = self._clone()
        base = self.git("rev-parse", "main")
        self.git("checkout", "--quiet", "--detach", "origin/main", folder=folder)
        self.git("merge", "--quiet", "--no-ff", f"origin/{branch}", folder=folder)
        event = {"github.event.pull_request.base.sha": base}
        return self._run_github(folder, "check.yml", "check", event)

    def publish(self) -> Ran:
        """Build what main holds as the publishing workflow does."""
        return self._run_github(self._clone(), "publish.yml", "build", {})

    def merge_request(self, branch: str) -> Ran:
        """Check a branch as GitLab does: its own commit, held against where it left main."""
        folder = self._clone()
        self.git("checkout", "--quiet", "--detach", f"origin/{branch}", folder=folder)
        base = self.git("merge-base", "main", branch)
        text = (folder / ".gitlab-ci.yml").read_text("utf-8")
        made = yaml.safe_load(text)
        lines = [*made["default"]["before_script"], *made["check"]["script"]]
        given = {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        return self._run(folder, [(line, line, given) for line in lines])

    def _clone(self) -> Path:
        self._runs += 1
        folder = self.top.parent / f"runner-{self._runs}"
        self.git("clone", "--quiet", self.top.as_uri(), str(folder))
        return folder

    def _run_github(self, folder: Path, file: str, job: str, event: Mapping[str, str]) -> Ran:
        text = (folder / ".github/workflows" / file).read_text("utf-8")
        steps = yaml.safe_load(text)["jobs"][job]["steps"]
        scripts = [
            (step["name"], step["run"], {"GITHUB_ACTIONS": "true", **_environment(step, event)})
            for step in steps
            if "run" in step
        ]
        return self._run(folder, scripts)

    def _run(self, folder: Path, scripts: Sequence[tuple[str, str, Mapping[str, str]]]) -> Ran:
        """Run scripts one after the other, as the forge's shell does, until one fails."""
        kept = _plain_environment()
        noon = datetime.fromisoformat(f"{self.day}T12:00:00+00:00")
        kept["PATH"] = f"{self._programs}{os.pathsep}{kept['PATH']}"
        kept |= {"CI": "true", "SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}
        out = ""
        for name, script, given in scripts:
            done = subprocess.run(
                ["bash", "-e", "-c", script],
                cwd=folder,
                env={**kept, **given},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            out += done.stdout
            if done.returncode != 0:
                return Ran(name, out, folder)
        return Ran(None, out, folder)


def _plain_environment() -> dict[str, str]:
    names = ("PATH", "HOME", "TMPDIR", "LANG", "NO_MKDOCS_2_WARNING")
    return {name: os.environ[name] for name in names if name in os.environ}


def _environment(step: Mapping[str, Any], event: Mapping[str, str]) -> dict[str, str]:
    """A step's variables; an expression that the tests do not know is a KeyError."""
    given = step.get("env", {})
    return {name: _EXPRESSION.sub(lambda m: event[m[1]], value) for name, value in given.items()}
