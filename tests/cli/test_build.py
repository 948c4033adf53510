"""`build` and `pages` keep to the exit codes, and leave what was there when they fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Run
from tests.sample import TODAY, SampleLibrary

EARLIER = "the earlier site"
COMMANDS = pytest.mark.parametrize("command", [["build", "-d", "site"], ["pages", "site"]])


@pytest.fixture
def site(library: SampleLibrary) -> Path:
    """An earlier site, in a library without any document yet."""
    library.settings(top="site_name: Ours\ndocs_dir: sops\ntheme: {name: material}\n")
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
def test_settings_that_cannot_be_used_end_with_2(
    library: SampleLibrary, sopgen: Run, site: Path, command: list[str]
) -> None:
    library.add()
    library.settings("ruls: {}")
    outcome = sopgen(*command, "--today", TODAY)
    assert outcome.code == 2
    assert 'Did you mean "rules"?' in outcome.err
    assert site.read_text("utf-8") == EARLIER
