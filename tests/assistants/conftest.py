"""The library of traps, once a worker: its repository, its site's folder, its site's address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistants.library import edit_without_commit, publish, write_library
from tests.assistants.web import served


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The repository and the site; nobody may write there."""
    folder = tmp_path_factory.mktemp("assistants")
    library = write_library(folder / "library")
    site = publish(library, folder / "site")
    edit_without_commit(library)
    return library, site


@pytest.fixture(scope="session")
def library(folders: tuple[Path, Path]) -> Path:
    """The repository, with a change in its work tree that is not committed."""
    return folders[0]


@pytest.fixture(scope="session")
def site_folder(folders: tuple[Path, Path]) -> Path:
    """The folder of the site that was built of it."""
    return folders[1]


@pytest.fixture(scope="session")
def address(site_folder: Path) -> Iterator[str]:
    """The address of the site."""
    with served(site_folder) as address:
        yield address
