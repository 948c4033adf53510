"""The site of a past day is, byte for byte, the one that was built on that day."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from tests.commandline import REPOSITORY, run_process
from tests.sample import BODY, SampleLibrary

WORD = "Say your name and ask how you can help."
SETTINGS = "site_name: Ours\ndocs_dir: sops\ntheme: {name: material, font: false}\n"


def commit(library: SampleLibrary, day: str) -> None:
    """Commit everything, at noon of a day."""
    moment = f"{day}T12:00:00+00:00"
    who = {"NAME": "Ann Lee", "EMAIL": "ann@example.org", "DATE": moment}
    people = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in who.items()}
    for command in (["add", "--all"], ["commit", "--quiet", "--message", f"On {day}"]):
        subprocess.run(
            ["git", *command], cwd=library.root, env={**os.environ, **people}, check=True
        )


def build(library: SampleLibrary, name: str, *arguments: str) -> dict[str, str]:
    """Build into a folder outside the library, and give each file's hash."""
    folder = library.root.parent / name
    outcome = run_process("build", "--strict", "-d", folder, *arguments, cwd=library.root)
    assert outcome.code == 0, outcome
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> SampleLibrary:
    """One library for all tests, which only look at its history."""
    return SampleLibrary(tmp_path_factory.mktemp("as-of") / "library")


@pytest.fixture(scope="module")
def built(library: SampleLibrary) -> dict[str, dict[str, str]]:
    """What was built on three days, each on its day: text, vocabulary and settings change."""
    subprocess.run(["git", "init", "--quiet", "-b", "main"], cwd=library.root, check=True)
    library.settings(top=SETTINGS)
    library.add()
    commit(library, "2026-11-01")
    on = {"2026-11-01": build(library, "first", "--today", "2026-11-01")}
    changed = BODY.replace(WORD, "Say your name, and thank the customer for calling.")
    summary = "Thank the customer first."
    library.add(body=changed, version="2.0.0", effective_date="2026-11-20", change_summary=summary)
    commit(library, "2026-11-10")
    on["2026-11-10"] = build(library, "second", "--today", "2026-11-10")
    for file in (REPOSITORY / "schema").iterdir():
        library.file(f"schema/{file.name}", file.read_bytes())
    words = library.root / "schema" / "vocabulary.yml"
    words.write_text(words.read_text("utf-8").replace("name: Team lead", "name: Shift lead"))
    library.settings(top=SETTINGS.replace("Ours", "Ours now"))
    commit(library, "2026-11-21")
    on["2026-11-21"] = build(library, "third", "--today", "2026-11-21")
    return on


def test_a_past_day_is_built_as_it_was_built_then(
    library: SampleLibrary, built: dict[str, dict[str, str]]
) -> None:
    for day, then in built.items():
        assert build(library, f"again-{day}", "--as-of", day) == then
    assert len({tuple(sorted(files.items())) for files in built.values()}) == 3


def test_a_version_turns_on_its_day(
    library: SampleLibrary, built: dict[str, dict[str, str]]
) -> None:
    page = "customer-service/answer-a-call/index.html"
    sites = library.root.parent
    assert built
    before = (sites / "second" / page).read_text("utf-8")
    after = (sites / "third" / page).read_text("utf-8")
    assert WORD in before
    assert "thank the customer for calling" not in before
    assert "20 Nov 2026" in before
    assert "thank the customer for calling" in after


def test_a_day_before_the_first_commit_is_refused(
    library: SampleLibrary, built: dict[str, dict[str, str]]
) -> None:
    assert built
    site = Path(library.root.parent, "none")
    outcome = run_process("build", "-d", site, "--as-of", "2026-10-01", cwd=library.root)
    assert outcome.code == 2
    assert not site.exists()
