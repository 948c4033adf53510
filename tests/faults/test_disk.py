"""A disk that is full, read-only or shared with another build: the earlier site stays whole."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import process_environment
from tests.engines.projects import make_project
from tests.faults.building import LATER, Building
from tests.faults.moments import Moment
from tests.site.libraries import sop

CLEAN = ["mkdocs.yml", "site", "sops"]
NAMESPACES = (["unshare", "--map-root-user", "--mount"], ["unshare", "--mount"])
FILLING = """
set -e
mount -t tmpfs -o size=64m none "$1"
cp -R library/. "$1"
cd "$1"
for room in 40 1200; do
  mount -o "remount,size=$(( $(du -sk . | cut -f1) + room ))k" "$1"
  set +e
  "$2" -m sopgen build --quiet --today 2026-11-22 2>&1
  echo "ended with $?"
  set -e
  diff -r site "$3/site"
  ls -A
done
"""
# From linux/capability.h: what lets root write where nobody may.
DROP_CAPABILITY, OVERRIDES = 24, (1, 2, 3)


def namespace() -> list[str] | None:
    """The command in which a disk may be mounted for nobody else; None where there is none."""
    for command in NAMESPACES:
        trial = [*command, "mount", "-t", "tmpfs", "none", "/mnt"]
        try:
            if subprocess.run(trial, capture_output=True, check=False).returncode == 0:
                return command
        except FileNotFoundError:
            return None
    return None


def fill(building: Building, disk: Path, inside: list[str]) -> list[str]:
    """Build on small disks with ever more room, none of it enough; gives what was told."""
    disk.mkdir()
    done = subprocess.run(
        [*inside, "sh", "-c", FILLING, "sh", disk, sys.executable, building.folder],
        cwd=building.folder.parent,
        env=process_environment(CI=""),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_a_full_disk(building: Building, tmp_path: Path) -> None:
    inside, before = namespace(), building.stands()
    if inside:
        told = fill(building, tmp_path / "disk", inside)
        assert [line for line in told if line.startswith("ended")] == ["ended with 2"] * 2
        assert sum("No space left on device" in line for line in told) == 2
        assert [line for line in told if not line.startswith(("ended", "warning", "sopgen"))] == (
            CLEAN * 2
        )
    # Where nobody may mount a disk, and where one may, too: no file may grow beyond a length.
    for ending in building.ending_at([Moment(room=room) for room in (1, 200_000)]):
        assert ending.code == 2, ending.said
        assert "File too large" in ending.said
        assert ending.site == before
        assert list(ending.beside) == CLEAN


def heed_modes() -> None:
    """Let modes hold for root, too; for everybody else they do anyway."""
    for capability in OVERRIDES:
        ctypes.CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0)


@pytest.mark.parametrize("arguments", [LATER, ("pages", "pages")])
def test_a_folder_that_may_not_be_written(building: Building, arguments: tuple[str, ...]) -> None:
    before = building.stands()
    building.folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sopgen", *arguments],
            cwd=building.folder,
            env=process_environment(CI=""),
            preexec_fn=heed_modes,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        building.folder.chmod(0o755)
    assert done.returncode == 2, done.stderr
    assert "Permission denied" in done.stderr
    assert building.stands() == before


def test_two_builds_at_once_both_end_well(tmp_path: Path) -> None:
    make_project(tmp_path, {"customer-service/it.md": sop()})
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "sopgen", *LATER[:-1], day],
            cwd=tmp_path,
            env=process_environment(CI=""),
            stderr=subprocess.PIPE,
        )
        for day in ("2026-11-21", "2026-11-22")
    ]
    for process in both:
        _, said = process.communicate()
        assert process.returncode == 0, said
    days = [day for day in ("2026-11-21", "2026-11-22") if states(tmp_path / "site", day)]
    assert len(days) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == CLEAN


def states(site: Path, day: str) -> bool:
    """Whether the site is that of a day, in its first file and in its last."""
    whole = {day in (site / name).read_text("utf-8") for name in ("sitemap.xml", "index.html")}
    assert len(whole) == 1
    return whole.pop()


def test_a_full_device_for_the_output(building: Building) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sopgen", "list"],
            cwd=building.folder,
            env=process_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "sopgen: the machine cannot do it: No space left on device.\n"
