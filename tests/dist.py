"""Builds into `dist/` what is released: the wheel, its source, and the list of its parts (SBOM).

The wheel is built from the checkout, and again from the source archive: both must be the same
bytes, so that anybody can tell what a release was made of. `make dist`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.lock import ROOT

DIST: Final = ROOT / "dist"
_RELEASE: Final = ROOT / ".venv/release/bin"


def build(source: Path, folder: Path, kind: str, moment: str) -> Path:
    """Build a `wheel` or an `sdist`; `moment` is the time of all its files, in seconds (Unix)."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind]
    given = {**os.environ, "SOURCE_DATE_EPOCH": moment}
    subprocess.run(
        [*command, "--directory", str(folder)],
        cwd=source,
        env=given,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


def build_again(archive: Path, folder: Path, moment: str) -> Path:
    """Build the wheel from a source archive."""
    with tarfile.open(archive) as files:
        files.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    return build(source, folder / "again", "wheel", moment)


def write_parts(file: Path, moment: str) -> None:
    """Write what the lock pins as a CycloneDX list, each part with the hashes of its files."""
    command = [str(_RELEASE / "python"), "-W", "ignore", "-m", "cyclonedx_py", "requirements"]
    how = ("--pyproject", "pyproject.toml", "--output-reproducible", "--output-format", "JSON")
    subprocess.run(
        [*command, "requirements.lock", *how, "--output-file", str(file)],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": moment},
        check=True,
    )


def _moment() -> str:
    """When the commit was made that is released."""
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def main() -> None:
    """Build everything, and end with 1 where two wheels differ."""
    moment = _moment()
    wheel = build(ROOT, DIST, "wheel", moment)
    archive = build(ROOT, DIST, "sdist", moment)
    with TemporaryDirectory() as folder:
        again = build_again(archive, Path(folder), moment)
        if again.read_bytes() != wheel.read_bytes():
            sys.exit("The wheel built from the source archive is another than this one.")
    write_parts(DIST / f"{archive.name.removesuffix('.tar.gz')}.cdx.json", moment)


if __name__ == "__main__":
    main()
