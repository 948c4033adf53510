"""A large library is inspected by several processes, with the same result as by one."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from sopgen import crew
from sopgen.inspection import (
    Inspection,
    inspect,
    inspect_folder,
    inspecting,
    levels_of,
    parts,
)
from sopgen.rules.registry import Rule
from sopgen.workspace import open_workspace
from tests.commandline import run_process
from tests.sample import BODY, SampleLibrary

TODAY: Final = date(2026, 11, 22)
HOW_MANY: Final = 12


@pytest.fixture
def in_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a dozen documents be worth three processes."""
    monkeypatch.setattr(parts, "_WORTH_A_PROCESS", 4)
    monkeypatch.setattr(crew, "_processors", lambda: 3)


def fill(library: SampleLibrary) -> None:
    """Documents that link, name, repeat and supersede each other, some to nowhere."""
    for number in range(HOW_MANY):
        link = f"[next]({(number + 5) % (HOW_MANY + 1)}.md#step-{number % 4 + 1})"
        library.add(
            f"{number}.md",
            f"{BODY}\nThen {link}.\n",
            id=f"SOP-CS-{number % 10:03}",
            title=f"Document {number % 7}",
            status="retired" if number == 3 else "approved",
            related_docs=f"[SOP-CS-{(number + 3) % 11:03}]",
        )


def by_one(library: SampleLibrary) -> Inspection:
    workspace = open_workspace(library.root)
    return inspect(workspace.library, workspace.templates, levels_of({}), TODAY)


def by_several(library: SampleLibrary) -> Inspection:
    it = open_workspace(library.root)
    return inspect_folder(
        it.settings, it.templates, it.vocabulary, it.store, levels=levels_of({}), today=TODAY
    )


@pytest.mark.usefixtures("in_three")
def test_several_processes_find_what_one_finds(library: SampleLibrary) -> None:
    fill(library)
    alone, together = by_one(library), by_several(library)
    assert together.findings == alone.findings
    assert len({finding.code for finding in alone.findings}) > 4
    assert together.documents == alone.documents == HOW_MANY
    assert together.sources == alone.sources


@pytest.mark.usefixtures("in_three")
def test_several_processes_find_the_same_in_documents_that_were_read(
    library: SampleLibrary,
) -> None:
    fill(library)
    it = open_workspace(library.root)
    with inspecting(
        it.library, it.settings, it.templates, it.store, levels=levels_of({}), today=TODAY
    ) as outcome:
        assert outcome() == by_one(library)


@pytest.mark.usefixtures("in_three")
def test_a_bug_in_another_process_is_raised_here_and_printed_nowhere(
    library: SampleLibrary, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    fill(library)
    monkeypatch.setattr(Rule, "problems", broken)
    with pytest.raises(ZeroDivisionError):
        by_several(library)
    assert capfd.readouterr() == ("", "")


def test_a_large_library_gives_the_same_bytes_each_time(library: SampleLibrary) -> None:
    for number in range(310):
        library.add(f"{number}.md", id=f"SOP-CS-{number:03}", title=f"Document {number // 2}")
    arguments = ("validate", "--format", "json", "--today", TODAY.isoformat())
    first, second = (run_process(*arguments, cwd=library.root) for _ in range(2))
    assert first == second
    assert first.err == ""
    assert first.json["summary"]["documents"] == 310
