"""`sopgen bump`: the step, the edit, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Outcome, Run
from tests.gate.project import OTHER, PATH, Project, a, b, with_roles, with_typo

REASON = "Callers wait less for us."


def bump(sopgen: Run, *more: str) -> Outcome:
    return sopgen("bump", "SOP-CS-001", "-m", REASON, "--today", "2026-03-01", *more)


@pytest.mark.parametrize(
    ("change", "version"), [(with_typo, "1.0.1"), (with_roles, "2.0.0"), (lambda: "", "2.0.0")]
)
def test_the_changes_propose_the_step(
    project: Project, sopgen: Run, change: object, version: str
) -> None:
    project.base({PATH: a()})
    assert callable(change)
    project.write({PATH: a(change() or with_roles(with_typo()))})
    assert bump(sopgen).code == 0
    text = (project.top / PATH).read_text("utf-8")
    assert f"version: {version}\n" in text
    assert f"change_summary: {REASON}\n" in text
    assert "effective_date: 2026-03-01\n" in text
    assert project.found() == []
    assert bump(sopgen).code == 0
    assert (project.top / PATH).read_text("utf-8") == text


def test_commits_of_a_branch_count_from_where_it_left_main(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    project.repository.git("checkout", "--quiet", "-b", "topic")
    project.repository.commit("Change", {PATH: a(with_roles())}, branch="topic")
    project.repository.check_out()
    assert bump(sopgen).code == 0
    assert project.found("main") == []
    assert "version: 2.0.0" in (project.top / PATH).read_text("utf-8")


def test_a_smaller_step_needs_force(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    project.write({PATH: a(with_roles())})
    before = (project.top / PATH).read_bytes()
    refused = bump(sopgen, "--patch")
    assert (refused.code, (project.top / PATH).read_bytes()) == (2, before)
    assert "major" in refused.err
    forced = bump(sopgen, "--patch", "--force")
    assert forced.code == 0
    assert "will reject" in forced.err
    assert project.codes() == ["SOP604"]


def test_a_dry_run_writes_nothing(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    before = (project.top / PATH).read_bytes()
    done = bump(sopgen, "--dry-run", "--minor", "--effective-date", "2026-04-01")
    assert done.out == "SOP-CS-001 would be 1.1.0 (before: 1.0.0), in force from 2026-04-01.\n"
    assert (project.top / PATH).read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("bump", "SOP-CS-001", "-m", " "),
        ("bump", "SOP-CS-001", "-m", "short"),
        ("bump", "SOP-CS-002", "-m", REASON),
        ("bump", "SOP-CS-003", "-m", REASON),
    ],
)
def test_what_is_refused(project: Project, sopgen: Run, arguments: tuple[str, ...]) -> None:
    project.base({PATH: a()})
    project.write({OTHER: b()})
    before = (project.top / PATH).read_bytes()
    assert sopgen(*arguments).code == 2
    assert (project.top / PATH).read_bytes() == before


def test_an_interruption_leaves_the_old_file(
    project: Project, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.base({PATH: a()})
    (project.top / PATH).chmod(0o640)
    before = (project.top / PATH).read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupt)
        assert bump(sopgen).code == 130
    assert (project.top / PATH).read_bytes() == before
    assert sorted(file.name for file in (project.top / "sops").iterdir()) == [
        "answer-a-call.md",
        "index.md",
    ]
    assert bump(sopgen).code == 0
    assert (project.top / PATH).stat().st_mode & 0o777 == 0o640
