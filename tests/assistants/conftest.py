"""The library of traps, once a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistants.library import write_library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the library of traps; nobody may write there."""
    return write_library(tmp_path_factory.mktemp("assistants") / "library")
