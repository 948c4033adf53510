"""What all tests share: a library of their own, and the command line in it."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from tests.commandline import Run, run_here
from tests.sample import SampleLibrary

# The same cases each time, and no clock: a test must fail for what changed, and for nothing else.
hypothesis.settings.register_profile("sopgen", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("sopgen")


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the caller's shell happens to set must not change what the tests see."""
    for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SampleLibrary:
    """An empty library, which is the working directory too."""
    made = SampleLibrary(tmp_path / "library")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def sopgen() -> Run:
    """The command line, run in this process."""
    return run_here
