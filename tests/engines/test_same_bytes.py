"""One commit and day give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.commandline import process_environment
from tests.engines.projects import files_of, make_project
from tests.history.repository import clean_environment
from tests.site.libraries import BODY, sop

TITLE = "Block a card — ümlaut 步"
TEXTS = {
    "customer-service/it.md": sop(
        BODY.replace("Write down what happened.", "See [the card](../moved/card.md#step-2).")
    ),
    "moved/card.md": sop(id="SOP-FR-001", title=TITLE, department="fraud"),
    "about/team.md": "# Our team\n\nRead [how to block](../moved/card.md#step-1).\n",
    "about/ünï 😀.txt": "a file\n",
}
EARLY = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "POSIX",
    "PYTHONHASHSEED": "1",
    "SOURCE_DATE_EPOCH": str(int(datetime(2026, 11, 22, 0, 0, 1, tzinfo=UTC).timestamp())),
}
LATE = {
    "TZ": "America/Los_Angeles",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "77",
    "HOME": "/",
    "SOURCE_DATE_EPOCH": str(int(datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC).timestamp())),
}


def git(folder: Path, *arguments: str | Path) -> None:
    who = [part for name in ("name", "email") for part in ("-c", f"user.{name}=a@example.org")]
    environment = clean_environment() | {
        f"GIT_{role}_DATE": "2026-11-20T09:00:00+00:00" for role in ("AUTHOR", "COMMITTER")
    }
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True)


def committed(folder: Path) -> Path:
    folder.mkdir()
    make_project(folder, TEXTS)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for number in (1, 2):
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", f"Change {number}")
        later = {"version": "1.1.0", "change_summary": "Say more of the card."}
        text = sop(id="SOP-FR-001", title=TITLE, department="fraud", **later)
        (folder / "sops/moved/card.md").write_text(text, "utf-8")
    git(folder, "checkout", "--quiet", ".")
    return folder


def laid_out_in_another_order(folder: Path) -> Path:
    """The same files, made anew from the last to the first."""
    texts = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    files = {file: file.read_bytes() for file in texts}
    for file in files:
        file.unlink()
    for file in sorted(files, reverse=True):
        file.write_bytes(files[file])
    return folder


def build(folder: Path, umask: int, environment: dict[str, str]) -> dict[str, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "build", "--strict", "--quiet"],
        cwd=folder,
        env=process_environment(**environment),
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return files_of(folder / "site")


def test_a_clone_builds_the_same_bytes(tmp_path: Path) -> None:
    here = committed(tmp_path / "library")
    there = tmp_path / "eine Bücherei"
    git(tmp_path, "clone", "--quiet", here, there)
    laid_out_in_another_order(there)
    first, second = build(here, 0o022, EARLY), build(there, 0o077, LATE)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()
    assert {"sitemap.xml.gz", "llms.txt", "about/ünï 😀.txt"} <= first.keys()
    assert not any(os.fsencode(tmp_path) in content for content in first.values())
