"""One library with an earlier site, for all of this folder."""

from __future__ import annotations

import pytest

from tests.faults.building import Building


@pytest.fixture(scope="session")
def building(tmp_path_factory: pytest.TempPathFactory) -> Building:
    return Building(tmp_path_factory.mktemp("faults") / "library")
