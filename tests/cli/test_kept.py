"""What is kept of a check in git's folder changes no byte of any report, whatever becomes of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from sopgen.report import FORMATS
from tests.commandline import Run
from tests.sample import BODY, TODAY, SampleLibrary


def _replace_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"")


FATES: Final[Mapping[str, Callable[[Path], object]]] = {
    "kept": lambda folder: folder.stat(),
    "deleted": shutil.rmtree,
    "torn": lambda folder: (folder / "cache-1.sqlite").write_bytes(b"SQLite format 3\0torn"),
    "barred": _replace_by_a_file,
}


def reports(sopgen: Run, folder: Path, *paths: str) -> list[str]:
    wanted = [f"--report={name}={folder / name}" for name in FORMATS]
    text = sopgen("validate", *paths, "--today", TODAY, *wanted).out
    return [text, *((folder / name).read_text("utf-8") for name in FORMATS)]


@pytest.mark.parametrize("fate", FATES.values(), ids=FATES)
def test_every_report_stays_the_same(
    library: SampleLibrary, sopgen: Run, tmp_path: Path, fate: Callable[[Path], object]
) -> None:
    library.add("a.md", f"{BODY}\nSee [x](b.md#step-9).\n")
    library.add("b.md", id="SOP-CS-002", title="Answer a letter", status="retired")
    before = reports(sopgen, tmp_path)
    (library.root / ".git").mkdir()
    assert reports(sopgen, tmp_path) == before
    kept = library.root / ".git" / "sopgen"
    assert [file.name for file in kept.iterdir()] == ["cache-1.sqlite"]
    fate(kept)
    assert reports(sopgen, tmp_path, "sops") == before


def test_without_settings_nothing_is_kept(library: SampleLibrary, sopgen: Run) -> None:
    (library.root / "mkdocs.yml").unlink()
    (library.root / ".git").mkdir()
    library.add("a.md")
    assert sopgen("validate", "sops/a.md", "--today", TODAY).code == 0
    assert list((library.root / ".git").iterdir()) == []
