"""Fixtures of the history tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    with Repository(tmp_path / "library") as built:
        yield built
