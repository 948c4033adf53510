"""A new document gets an id that never was, a file of its own, and text that says what to write."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sopgen.drafting import draft, file_name
from sopgen.editing import create_whole
from sopgen.workspace import open_workspace
from tests.commandline import Run
from tests.sample import SampleLibrary


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def test_it_gets_the_next_id_and_says_what_is_left(library: SampleLibrary, sopgen: Run) -> None:
    library.add(id="SOP-CS-007")
    done = sopgen("new", "Greet a visitor", "--department", "customer-service")
    file = library.root / "sops/customer-service/greet-a-visitor.md"
    assert (done.code, done.err) == (0, "")
    assert "SOP-CS-008 begins in" in done.out
    assert "id: SOP-CS-008\ntitle: Greet a visitor\n" in file.read_text("utf-8")
    left = sopgen("validate", "--format", "json", file)
    assert set(left.codes) == {"SOP324"}


def test_a_department_may_be_named_as_readers_see_it(library: SampleLibrary, sopgen: Run) -> None:
    sopgen("new", "Greet a visitor", "-d", "Customer service", "-t", "policy")
    text = (library.root / "sops/customer-service/greet-a-visitor.md").read_text("utf-8")
    assert "department: customer-service\n" in text
    assert "type: policy\n" in text


def test_an_id_that_a_deleted_document_had_is_not_given_again(
    library: SampleLibrary, sopgen: Run
) -> None:
    git(library.root, "init", "-q")
    library.add(id="SOP-CS-001")
    gone = library.add("b.md", id="SOP-CS-002", title="Another")
    git(library.root, "add", ".")
    git(library.root, "commit", "-qm", "Two documents")
    gone.unlink()
    git(library.root, "commit", "-qam", "One less")
    assert "SOP-CS-003 begins" in sopgen("new", "A third", "-d", "customer-service").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-d", "custmer-service"), 'Did you mean "customer-service"?'),
        (("-d", "fraud", "-t", "polcy"), 'Did you mean "policy"?'),
        (("-d", "fraud", "--id", "SOP-CS-001"), "is that of sops/answer-a-call.md"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    library: SampleLibrary, sopgen: Run, arguments: tuple[str, ...], told: str
) -> None:
    library.add()
    done = sopgen("new", "Greet a visitor", *arguments)
    assert done.code == 2
    assert told in done.err
    assert [file.name for file in library.sops.rglob("*.md")] == ["answer-a-call.md"]


def test_a_title_that_is_taken_is_said(library: SampleLibrary, sopgen: Run) -> None:
    library.add(title="Greet a visitor")
    assert "Choose another title" in sopgen("new", "Greet a Visitor", "-d", "fraud").err


def test_a_file_that_is_there_is_never_touched(library: SampleLibrary, sopgen: Run) -> None:
    file = library.file("sops/fraud/greet-a-visitor.md", "mine")
    done = sopgen("new", "Greet a visitor", "-d", "fraud")
    assert done.code == 2
    assert "is there already" in done.err
    assert file.read_text("utf-8") == "mine"


def test_a_dry_run_writes_nothing(library: SampleLibrary, sopgen: Run) -> None:
    assert "id: SOP-FR-001" in sopgen("new", "Greet", "-d", "fraud", "--dry-run").out
    assert not list(library.sops.rglob("*.md"))


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=200).filter(lambda text: text.strip()))
def test_any_title_stands_in_the_document_as_it_was_given(title: str) -> None:
    workspace = open_workspace(Path(__file__).parent.parent)
    made = draft(workspace, title, department="fraud", type_="procedure", id_="SOP-FR-999")
    assert made.document.front_matter["title"] == " ".join(title.split())
    assert made.file.parent.name == "fraud"


@example("𝕬")
@given(st.text())
def test_a_file_name_is_plain(title: str) -> None:
    name = file_name(title)
    assert 0 < len(name) <= 80
    assert not set(name) & set("/\\:*?\"<>| \t\n.'`$&;()#%")
    assert file_name(name) == name


def test_a_file_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        create_whole(tmp_path / "a.md", b"text")
    assert list(tmp_path.iterdir()) == []
