"""The workflows' scripts, and a `gh` that keeps what a repository on GitHub would."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from tests.commandline import REPOSITORY, Outcome, process_environment

FOLDER: Final = REPOSITORY / ".github" / "scripts"
BOT: Final = "github-actions[bot]"
_GH: Final = f"""#!{sys.executable}
import json, os, pathlib, re, sys
from urllib.parse import parse_qs
folder = pathlib.Path(os.environ["FAKE_FORGE"])
arguments = sys.argv[1:]
assert arguments[:2] == ["api", "--method"], arguments
method, path, rest = arguments[2], arguments[3], arguments[4:]
fields = dict(item.split("=", 1) for item in rest[1::2] if rest[0] == "--raw-field")
with (folder / "calls").open("a") as calls:
    calls.write(json.dumps([method, path, fields]) + "\\n")
file = folder / "answers" / path.replace("/", "_")
if method == "GET" and path.endswith("/zip"):
    sys.stdout.buffer.write(file.read_bytes())
elif method == "GET":
    found = json.loads(file.read_text()) if file.exists() else []
    if isinstance(found, list):
        size, page = int(fields["per_page"]), int(fields["page"])
        found = found[(page - 1) * size : page * size]
    print(json.dumps(found))
else:
    value = json.load(sys.stdin)
    with (folder / "sent").open("a") as sent:
        sent.write(json.dumps([method, path, value]) + "\\n")
    print(json.dumps(value))
"""


def script(name: str) -> ModuleType:
    """One of the scripts, to ask its parts."""
    before, sys.path = sys.path, [str(FOLDER), *sys.path]
    try:
        spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path = before
    return module


class FakeForge:
    """What questions are answered with, and what is sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "answers").mkdir(parents=True)
        program = folder / "bin" / "gh"
        program.parent.mkdir()
        program.write_text(_GH, "utf-8")
        program.chmod(0o755)

    def answer(self, path: str, value: object) -> None:
        """What a question gets: JSON, or the bytes of a file."""
        content = value if isinstance(value, bytes) else json.dumps(value).encode()
        (self.folder / "answers" / path.replace("/", "_")).write_bytes(content)

    @property
    def sent(self) -> list[list[Any]]:
        """Method, path and value of each change that was asked for."""
        file = self.folder / "sent"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def run(self, name: str, cwd: Path, environment: Mapping[str, str]) -> Outcome:
        """Run a script as its workflow does."""
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            [sys.executable, "-B", str(FOLDER / f"{name}.py")],
            cwd=cwd,
            env=process_environment(PATH=path, FAKE_FORGE=str(self.folder), **environment),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)
