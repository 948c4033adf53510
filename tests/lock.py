"""Renews the pinned versions from `pyproject.toml`: `make lock`.

The lock files name no index and no host, so that they hold wherever packages come from.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from uv import find_uv_bin

ROOT: Final = Path(__file__).resolve().parent.parent
GROUPS: Final = {
    "requirements.lock": ["build"],
    "requirements-test.lock": ["build", "test"],
    "requirements-bench.lock": ["bench"],
    "requirements-release.lock": ["release"],
}
# These are installed into environments of their own, without sopgen.
ALONE: Final = frozenset({"requirements-bench.lock", "requirements-release.lock"})
_OPTIONS: Final = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--custom-compile-command=make lock",
    "--quiet",
)


def renew(name: str, more: Sequence[str]) -> None:
    """Write one lock file; `more` are options of uv, such as `--upgrade`."""
    groups = [f"--group={group}" for group in GROUPS[name]]
    project = () if name in ALONE else ("pyproject.toml",)
    command = [find_uv_bin(), "pip", "compile", *project, *_OPTIONS, *groups]
    subprocess.run([*command, f"--output-file={name}", *more], cwd=ROOT, check=True)


if __name__ == "__main__":
    for lock_file in GROUPS:
        renew(lock_file, sys.argv[1:])
