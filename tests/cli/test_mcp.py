"""`sopgen mcp` says on one line what keeps it from starting."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from tests.assistants.library import write_library
from tests.commandline import Run


@pytest.mark.usefixtures("library")
def test_without_the_extra_it_says_how_to_install_it(
    sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("sopgen.assistants.protocol")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    outcome = sopgen("mcp")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert 'pip install "sopgen[mcp]"' in outcome.err
    assert not outcome.out


@pytest.mark.usefixtures("library")
def test_without_a_repository_there_are_no_answers(sopgen: Run) -> None:
    outcome = sopgen("mcp")
    assert outcome.code == 2
    assert "To mend it:" in outcome.err


@pytest.mark.parametrize(
    "address", ["0.0.0.0:8765", "example.org:8765", "127.0.0.1", ":x", "::1:z"]
)
def test_only_an_address_of_this_machine_is_served(sopgen: Run, address: str) -> None:
    outcome = sopgen("mcp", "--http", address)
    assert outcome.code == 2
    assert "--http" in outcome.err


def test_an_address_that_is_taken_is_named(sopgen: Run, tmp_path: Path) -> None:
    folder = write_library(tmp_path / "traps")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        outcome = sopgen("mcp", "--config", folder / "mkdocs.yml", "--http", address)
    assert outcome.code == 2
    assert f"{address} cannot be served" in outcome.err


def test_a_site_stands_in_place_of_a_configuration(sopgen: Run, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.touch()
    outcome = sopgen("mcp", "--site", tmp_path, "--config", config)
    assert outcome.code == 2
    assert "not both" in outcome.err


def test_a_folder_that_holds_no_site_is_named(sopgen: Run, tmp_path: Path) -> None:
    outcome = sopgen("mcp", "--site", tmp_path)
    assert outcome.code == 2
    assert f"the site in {tmp_path} has no api/v1/index.json" in outcome.err
