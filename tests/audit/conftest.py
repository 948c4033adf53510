"""One repository and one package for all tests of a worker that only look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.audit.audited import DAY, audited, contents
from tests.commandline import run_here


@pytest.fixture(scope="session")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audited(tmp_path_factory.mktemp("audited") / "repo")


@pytest.fixture(scope="session")
def package(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("package") / "audit.zip"
    before = Path.cwd()
    os.chdir(repo)
    try:
        outcome = run_here("export", file, "--today", DAY)
    finally:
        os.chdir(before)
    assert outcome.code == 0, outcome
    return file


@pytest.fixture(scope="session")
def files(package: Path) -> dict[str, bytes]:
    return contents(package)


@pytest.fixture
def inside(repo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository, as the working directory."""
    monkeypatch.chdir(repo)
    return repo
