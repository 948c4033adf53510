"""Runs sopgen as its users do: as a process of its own, or in this one where that is enough."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sopgen.cli import main

REPOSITORY: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Outcome:
    """What a run left behind: its exit code and both its streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 any JSON value
        """The whole of standard output as JSON."""
        return json.loads(self.out)

    @property
    def findings(self) -> list[tuple[str, str, int]]:
        """Code, path and line of every finding, where the output is JSON."""
        return [(item["code"], item["path"], item["line"]) for item in self.json["findings"]]

    @property
    def codes(self) -> list[str]:
        """The code of every finding, where the output is JSON."""
        return [code for code, _, _ in self.findings]


Run = Callable[..., Outcome]


def run_here(*arguments: str | Path) -> Outcome:
    """Run the command line in this process, in the working directory as it is."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["sopgen", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main()
    finally:
        sys.argv = before
    return Outcome(code, out.getvalue(), err.getvalue())


def run_process(*arguments: str | Path, cwd: Path, **environment: str) -> Outcome:
    """Run `python -m sopgen` as a process, its output piped."""
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", *map(str, arguments)],
        cwd=cwd,
        env=process_environment(**environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def process_environment(**more: str) -> dict[str, str]:
    """This environment, with this checkout's sopgen first on the path."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**kept, "PYTHONPATH": str(REPOSITORY), **more}
