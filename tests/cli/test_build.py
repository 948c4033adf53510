"""`build` and `pages` keep to the exit codes, and leave what was there when they fail."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from sopgen.inspection import levels_of
from sopgen.inspection.inspector import Levels
from tests.commandline import Run
from tests.history.repository import clean_environment
from tests.sample import TODAY, SampleLibrary

EARLIER = "the earlier site"
COMMANDS = pytest.mark.parametrize("command", [["build", "-d", "site"], ["pages", "site"]])


@pytest.fixture
def site(library: SampleLibrary) -> Path:
    """An earlier site, in a library without any document yet."""
    library.settings(top="site_name: Ours\ndocs_dir: sops\ntheme: {name: material}\n")
    for mark in ("404.html", "index.md"):  # by which what may be replaced is known
        library.file(f"site/{mark}")
    return library.file("site/index.html", EARLIER)


@COMMANDS
def test_an_error_in_a_document_ends_with_1(
    library: SampleLibrary, sopgen: Run, site: Path, command: list[str]
) -> None:
    library.add(title=None)
    outcome = sopgen(*command, "--today", TODAY)
    assert outcome.code == 1
    assert 'The field "title" is missing.' in outcome.out
    assert site.read_text("utf-8") == EARLIER


@COMMANDS
def test_an_exact_build_without_git_ends_with_2(
    library: SampleLibrary, sopgen: Run, site: Path, command: list[str]
) -> None:
    library.add()
    outcome = sopgen(*command, "--strict", "--today", TODAY)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "git" in outcome.err
    assert site.read_text("utf-8") == EARLIER


@COMMANDS
def test_errors_in_documents_come_before_what_git_lacks(
    library: SampleLibrary, sopgen: Run, site: Path, command: list[str]
) -> None:
    library.add(title=None)
    outcome = sopgen(*command, "--strict", "--today", TODAY)
    assert outcome.code == 1
    assert 'The field "title" is missing.' in outcome.out
    assert site.read_text("utf-8") == EARLIER


@pytest.mark.parametrize(("title", "code"), [(None, 1), ("Block a card", 2)])
def test_errors_in_documents_come_before_what_the_engine_lacks(
    library: SampleLibrary, sopgen: Run, site: Path, title: str | None, code: int
) -> None:
    library.settings(top="site_name: Ours\ndocs_dir: sops\ntheme: {name: nowhere}\n")
    library.add(title=title)
    _commit(library)
    outcome = sopgen("build", "--today", TODAY)
    assert outcome.code == code
    assert ('The field "title" is missing.' in outcome.out) == (code == 1)
    assert ("nowhere" in outcome.err) == (code == 2)
    assert site.read_text("utf-8") == EARLIER


@COMMANDS
def test_settings_that_cannot_be_used_end_with_2(
    library: SampleLibrary, sopgen: Run, site: Path, command: list[str]
) -> None:
    library.add()
    library.settings("ruls: {}")
    outcome = sopgen(*command, "--today", TODAY)
    assert outcome.code == 2
    assert 'Did you mean "rules"?' in outcome.err
    assert site.read_text("utf-8") == EARLIER


_CHECKING = "Checking the documents, reading the history"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--quiet", []),
        ("--verbose", ["Reading the documents", _CHECKING, "Making the pages"]),
    ],
)
def test_a_build_says_as_much_as_it_is_asked_to(
    library: SampleLibrary,
    sopgen: Run,
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    told: list[str],
) -> None:
    monkeypatch.delenv("CI", raising=False)  # which would ask for a history
    library.add()
    outcome = sopgen("build", option, "--today", TODAY)
    lines = [line for line in outcome.err.splitlines() if not line.startswith("warning:")]
    assert [line.partition(" and ")[0].partition(":")[0] for line in lines] == told
    assert (outcome.out == "") == (option == "--quiet")


@pytest.mark.usefixtures("site")
def test_how_long_the_check_took_is_told_of_a_build_that_it_ended_too(
    library: SampleLibrary, sopgen: Run
) -> None:
    library.add(title=None)
    outcome = sopgen("build", "--verbose", "--today", TODAY)
    assert outcome.code == 1
    assert [
        line.partition(": ")[0] for line in outcome.err.splitlines() if line.endswith(" s")
    ] == [
        "Reading the documents",
        _CHECKING,
    ]


def test_a_quiet_validation_of_sound_documents_is_silent(
    library: SampleLibrary, sopgen: Run
) -> None:
    file = library.add()
    assert sopgen("validate", "--quiet").out == ""
    file.write_text("no front matter", "utf-8")
    assert "SOP103" in sopgen("validate", "--quiet").out


def test_a_repository_that_moves_on_meanwhile_is_not_built(
    library: SampleLibrary, sopgen: Run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add()
    _commit(library)

    def while_somebody_commits(rules: Mapping[str, str]) -> Levels:
        _commit(library)
        return levels_of(rules)

    monkeypatch.setattr("sopgen.cli.build.levels_of", while_somebody_commits)
    outcome = sopgen("build", "--today", TODAY)
    assert outcome.code == 2
    assert "moved on to another commit" in outcome.err
    assert site.read_text("utf-8") == EARLIER


def _commit(library: SampleLibrary) -> None:
    """Commit whatever there is, if only once more the same."""
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    for given in (["init"], ["add", "."], [*who, "commit", "--allow-empty", "--message", "Change"]):
        command, here = ["git", *given], library.root
        subprocess.run(command, cwd=here, env=clean_environment(), check=True, capture_output=True)
