"""Puts the oldest or the newest versions that `pyproject.toml` allows into this environment.

Whoever installs sopgen without its lock may have any of them. The tools of the tests are the
project's own, so they are only ever taken newer: `python -m tests.bounds lowest-direct`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from uv import find_uv_bin

from tests.lock import ROOT

GROUPS: Final = {"lowest-direct": ["build"], "highest": ["build", "test"]}
_PYTHON: Final = f"--python={sys.executable}"


def take(resolution: str) -> None:
    """Choose versions anew, and install them."""
    with TemporaryDirectory() as folder:
        chosen = str(Path(folder) / "versions.txt")
        groups = [f"--group={group}" for group in GROUPS[resolution]]
        how = (f"--resolution={resolution}", "--quiet", f"--output-file={chosen}")
        _uv("compile", "pyproject.toml", _PYTHON, *groups, *how)
        _uv("install", _PYTHON, f"--requirement={chosen}")


def _uv(*arguments: str) -> None:
    subprocess.run([find_uv_bin(), "pip", *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    if sys.argv[1:] not in ([name] for name in GROUPS):
        sys.exit(f"Name one of {', '.join(GROUPS)}.")
    take(sys.argv[1])
