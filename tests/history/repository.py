"""Builds real repositories for the tests, with fixed people and dates, through git fast-import."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, NamedTuple

import pytest
import yaml

from sopgen.history import History, open_history


class Who(NamedTuple):
    name: str
    email: str


ANN = Who("Ann Lee", "ann@example.org")
BOB = Who("Bob Ray", "bob@example.org")
EVE = Who("Eve Sun", "eve@example.org")
FORGE = Who("GitHub", "noreply@github.com")
START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def sop(
    identifier: str = "SOP-CS-001", version: str = "1.0.0", body: str = "", **fields: str
) -> str:
    """Write a document as an editor would."""
    given = {"id": identifier, "version": version, "status": "approved"} | fields
    front = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    return f"---\n{front}---\n\n## Purpose\n\n{body or prose(identifier)}"


def prose(seed: str, lines: int = 24) -> str:
    """Give text that is like no other seed's."""
    return "".join(f"{seed} says {number * 7919 % 1009} of {seed}.\n" for number in range(lines))


def read_front_matter(content: bytes) -> Mapping[str, object]:
    """Read as the real reader does: text for every value, nothing for what cannot be read."""
    text = content.decode("utf-8")
    if not text.startswith("---\n") or "\n---\n" not in text:
        return {}
    try:
        fields = yaml.load(text[4 : text.index("\n---\n") + 1], Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return {}
    return fields if isinstance(fields, dict) else {}


class Repository:
    """A repository under construction. Each commit comes an hour after the one before it."""

    def __init__(self, top: Path, *options: str) -> None:
        self.top = top
        self.time = START
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *options)
        self._importer: subprocess.Popen[bytes] | None = None
        self._marks = 0
        self._unsaved: dict[str, str] = {}

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *_: object) -> None:
        self.save()

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git as a person would in this repository, and give what it prints."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env=clean_environment() | environment,
            check=True,
            capture_output=True,
        )
        return done.stdout.decode("utf-8", "surrogateescape")

    def commit(
        self,
        message: str | bytes = "Change",
        write: Mapping[str, str | bytes] | None = None,
        *,
        link: Mapping[str, str] | None = None,
        rename: Mapping[str, str] | None = None,
        delete: Iterable[str] = (),
        branch: str = "main",
        start: str = "",
        merge: Sequence[str] = (),
        author: Who = ANN,
        committer: Who | None = None,
        at: datetime | None = None,
        authored: datetime | None = None,
        encoding: str = "",
    ) -> str:
        """Make a commit on `branch` and give its id; `start` and `merge` are commits' ids.

        Without `start` it follows the branch's last commit. Renames and deletions come before
        what is written. A merge has its first parent's files but for what is said here.
        """
        self.time += timedelta(hours=1)
        when = at or self.time
        self._marks += 1
        body = message.encode() if isinstance(message, str) else message
        lines = [
            f"commit refs/heads/{branch}\nmark :{self._marks}\n".encode(),
            _person(b"author", author, authored or when),
            _person(b"committer", committer or author, when),
            f"encoding {encoding}\n".encode() if encoding else b"",
            _data(body),
            f"from {self._name(start)}\n".encode() if start else b"",
            *(f"merge {self._name(parent)}\n".encode() for parent in merge),
            *(b"R %s %s\n" % (_quoted(a), _quoted(b)) for a, b in (rename or {}).items()),
            *(b"D %s\n" % _quoted(path) for path in delete),
            *(_file(b"100644", path, content) for path, content in (write or {}).items()),
            *(_file(b"120000", path, target) for path, target in (link or {}).items()),
            f"\nget-mark :{self._marks}\n".encode(),
        ]
        process = self._importing()
        _pipe(process.stdin).write(b"".join(lines))
        _pipe(process.stdin).flush()
        made = _pipe(process.stdout).readline().decode().strip()
        self._unsaved[made] = f":{self._marks}"
        return made

    def root(self, branch: str) -> None:
        """Let the next commit on `branch` begin without a parent."""
        process = self._importing()
        _pipe(process.stdin).write(f"reset refs/heads/{branch}\n\n".encode())

    def save(self) -> None:
        """Write everything to the disk."""
        if self._importer:
            _, _ = self._importer.communicate()
            assert self._importer.returncode == 0
            self._importer = None
            self._unsaved.clear()

    def check_out(self) -> None:
        """Make the work tree show HEAD."""
        self.save()
        self.git("reset", "--quiet", "--hard")

    def history(self, folder: str = "", commit: str = "HEAD") -> History:
        """Open the history that is tested."""
        self.save()
        return open_history(self.top / folder, read_front_matter, commit)

    def followed(self, path: str) -> list[str]:
        """List commits as a reader with `git log --follow` does, merges left out."""
        self.save()
        return self.git("log", "--follow", "--no-merges", "--format=%H", "--", path).split()

    def _name(self, commit: str) -> str:
        return self._unsaved.get(commit, commit)

    def _importing(self) -> subprocess.Popen[bytes]:
        if self._importer is None:
            self._importer = subprocess.Popen(
                ["git", "fast-import", "--quiet", "--date-format=raw", "--force"],
                cwd=self.top,
                env=clean_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            for name in self.git("for-each-ref", "--format=%(refname)").split():
                _pipe(self._importer.stdin).write(f"reset {name}\nfrom {name}^0\n\n".encode())
        return self._importer


def fake_git(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a `git` before the real one; `real` is the real one in the script."""
    folder.mkdir()
    program = folder / "git"
    real = shutil.which("git")
    program.write_text(f'#!/bin/sh\nreal() {{ "{real}" "$@"; }}\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def clean_environment() -> dict[str, str]:
    """Give an environment in which only the repository's own settings count."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _person(role: bytes, who: Who, when: datetime) -> bytes:
    offset = when.strftime("%z")
    return b"%s %s <%s> %d %s\n" % (
        role,
        who.name.encode(),
        who.email.encode(),
        when.timestamp(),
        offset.encode(),
    )


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _file(mode: bytes, path: str, content: str | bytes) -> bytes:
    body = content.encode() if isinstance(content, str) else content
    return b"M %s inline %s\n" % (mode, _quoted(path)) + _data(body)


def _quoted(path: str) -> bytes:
    """Quote a path as C does, byte for byte."""
    return b'"' + b"".join(b"\\%03o" % byte for byte in os.fsencode(path)) + b'"'
