"""`sopgen fmt`: what it writes, shows and leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Run
from tests.sample import BODY, SampleLibrary

UNTIDY = BODY.replace("- **Frontline", "* **Frontline").replace("## Scope\n", "## Scope")


@pytest.fixture
def untidy(library: SampleLibrary) -> Path:
    library.add("tidy.md", BODY, id="SOP-CS-002", title="Tidy")
    return library.add("untidy.md", UNTIDY)


def test_it_writes_what_is_not_as_it_should_be(untidy: Path, sopgen: Run) -> None:
    done = sopgen("fmt", untidy)
    assert (done.code, done.err) == (0, "")
    assert done.out == "formatted: sops/untidy.md\n1 formatted, 0 as they should be.\n"
    assert "- **Frontline agent:** answers the call." in untidy.read_text("utf-8")
    assert sopgen("fmt", "--check", untidy).code == 0


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_it_can_only_look(untidy: Path, sopgen: Run, option: str) -> None:
    before = untidy.read_bytes()
    done = sopgen("fmt", option, untidy)
    assert done.code == 1
    assert untidy.read_bytes() == before
    shown = "-* **Frontline" if option == "--diff" else "would be formatted: sops/untidy.md"
    assert shown in done.out


def test_a_document_with_errors_of_reading_is_left_alone_and_named(
    library: SampleLibrary, sopgen: Run
) -> None:
    file = library.add(title="[unclosed")
    before = file.read_bytes()
    done = sopgen("fmt")
    assert "left alone: sops/answer-a-call.md" in done.err
    assert file.read_bytes() == before
