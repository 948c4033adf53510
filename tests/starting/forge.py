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
from tests.forge.server import REPOSITORY as REPOSITORY_THERE
from tests.forge.server import TOKEN

# What stands for the package index: pip is only looked at, sopgen is this checkout's.
_PROGRAMS: Final = {
    "sopgen": f'PYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m sopgen "$@"',
    "python": '[ "$*" = "-m pip install --requirement requirements.txt" ] && '
    "grep -q '^sopgen==' requirements.txt",
    "gh": '[ "$GH_TOKEN" = token-of-the-job ] && printf "%s\\n" "$*" >> "$GH_CALLS"; '
    '[ "$1 $2" != "run list" ] || echo "$RUN_THERE"',
}
_KNOWN: Final = {
    "github.server_url": "https://github.example",
    "github.repository": REPOSITORY_THERE,
    "github.token": TOKEN,
}
_EXPRESSION: Final = re.compile(r"\$\{\{\s*([\w.]+)\s*\}\}")


@dataclass(frozen=True)
class Ran:
    """What came of a job: the name of the step that failed, if any, and all that was printed."""

    failed: str | None
    out: str
    folder: Path

    @property
    def kept(self) -> Path:
        """Where the job's runner kept what is no part of the repository."""
        return self.folder.with_name(f"{self.folder.name}-kept")

    @property
    def warned(self) -> set[tuple[str, str]]:
        """Path and rule of each warning that GitHub would show on its line."""
        found = re.findall(r"^::warning file=([^,]+),.*?title=(SOP\d+)", self.out, re.MULTILINE)
        return set(found)

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
        return self._of_request(branch, "check", "check", {})

    def approval(self, branch: str, variables: Mapping[str, str]) -> Ran:
        """Ask who approved a branch, and check it, as the workflow for that does."""
        return self._of_request(branch, "approval", "approval", variables)

    def afterwards(self, name: str, job: str, variables: Mapping[str, str], commit: str) -> Ran:
        """Run a workflow of main that follows another, which ran for a commit."""
        event = {"github.event.workflow_run.head_sha": commit}
        return self._run_github(self._clone(), name, job, event, variables)

    def on_main(self, name: str, job: str, variables: Mapping[str, str]) -> Ran:
        """Run a workflow for what main holds."""
        return self._run_github(self._clone(), name, job, {}, variables)

    def merge_request(
        self, branch: str, job: str = "check", variables: Mapping[str, str] | None = None
    ) -> Ran:
        """Run a job as GitLab does: the branch's own commit, held against where it left main."""
        folder = self._clone()
        self.git("checkout", "--quiet", "--detach", f"origin/{branch}", folder=folder)
        base = self.git("merge-base", "main", branch)
        text = (folder / ".gitlab-ci.yml").read_text("utf-8")
        made = yaml.safe_load(text)
        lines = [*made["default"]["before_script"], *made[job]["script"]]
        given = {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, **(variables or {})}
        return self._run(folder, [(line, line, given) for line in lines])

    def _of_request(self, branch: str, name: str, job: str, variables: Mapping[str, str]) -> Ran:
        """Run a workflow of a pull request: on main with the branch merged into it."""
        folder = self._clone()
        self.git("checkout", "--quiet", "--detach", "origin/main", folder=folder)
        self.git("merge", "--quiet", "--no-ff", f"origin/{branch}", folder=folder)
        event = {
            "github.event.pull_request.base.sha": self.git("rev-parse", "main"),
            "github.event.pull_request.head.sha": self.git("rev-parse", branch),
        }
        return self._run_github(folder, name, job, event, variables)

    def _clone(self) -> Path:
        self._runs += 1
        folder = self.top.parent / f"runner-{self._runs}"
        self.git("clone", "--quiet", self.top.as_uri(), str(folder))
        return folder

    def _run_github(
        self,
        folder: Path,
        name: str,
        job: str,
        event: Mapping[str, str],
        variables: Mapping[str, str],
    ) -> Ran:
        text = (folder / f".github/workflows/{name}.yml").read_text("utf-8")
        steps = yaml.safe_load(text)["jobs"][job]["steps"]
        # What the runner gives to every step; the token it gives only to a step that names it.
        given = {name: value for name, value in variables.items() if name != "GH_TOKEN"}
        kept = folder.with_name(f"{folder.name}-kept")
        kept.mkdir()
        given |= {"GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(kept)}
        given["GITHUB_STEP_SUMMARY"] = str(kept / "summary.md")
        given["GH_CALLS"] = str(kept / "calls")
        scripts = [
            (step["name"], step["run"], {**given, **_environment(step, event)})
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
    known = {**_KNOWN, **event}
    return {name: _EXPRESSION.sub(lambda m: known[m[1]], value) for name, value in given.items()}
