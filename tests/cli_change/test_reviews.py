"""`sopgen reviewed` and `sopgen reviews`: the gate, bump and these two agree."""

from __future__ import annotations

import shlex
import subprocess
from typing import Final

import pytest

from tests.commandline import Outcome, Run
from tests.exports.rendering import seen
from tests.gate.project import OTHER, PATH, Project, a, b, with_typo
from tests.sample import SampleLibrary

TODAY: Final = ("--today", "2026-03-01")
WHAT: Final = "it's `all` $(touch pwned); right"


def reviewed(sopgen: Run, *more: str) -> Outcome:
    return sopgen("reviewed", "SOP-CS-001", "-m", WHAT, *TODAY, *more)


def test_a_review_without_a_change_needs_no_version(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    done = reviewed(sopgen)
    assert done.code == 0
    assert "the next review is due by 2026-06-01. Version 1.0.0 stays." in done.out
    text = (project.top / PATH).read_text("utf-8")
    assert text == a().replace("related_docs", "last_reviewed: 2026-03-01\nrelated_docs")
    assert project.found() == []
    bump = sopgen("bump", "SOP-CS-001", "-m", "Why not say something", *TODAY)
    assert bump.code == 2
    assert "needs no new version" in bump.err
    assert sopgen("bump", "SOP-CS-001", "-m", "To say it all the same", "--patch", *TODAY).code == 0
    assert project.found() == []


def test_the_commit_that_it_words_can_be_run_as_it_stands(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    command = reviewed(sopgen).out.splitlines()[-1].strip()
    assert shlex.split(command)[:3] == ["git", "commit", "-m"]
    project.repository.git("config", "user.name", "Ann")
    project.repository.git("config", "user.email", "ann@example.org")
    subprocess.run(["sh", "-c", command], cwd=project.top, check=True, capture_output=True)
    assert project.repository.git("log", "-1", "--format=%s").strip() == (
        f"Review SOP-CS-001: {WHAT}"
    )
    assert not (project.top / "pwned").exists()


def test_a_day_of_ones_own_and_a_dry_run(project: Project, sopgen: Run) -> None:
    project.base({PATH: a(last_reviewed="2026-02-01")})
    before = (project.top / PATH).read_bytes()
    assert (
        "would be reviewed on 2026-02-20" in reviewed(sopgen, "--date=2026-02-20", "--dry-run").out
    )
    assert (project.top / PATH).read_bytes() == before
    assert reviewed(sopgen, "--date", "2026-02-20").code == 0
    assert b"last_reviewed: 2026-02-20\n" in (project.top / PATH).read_bytes()


@pytest.mark.parametrize(
    ("now", "day", "says"),
    [
        (a(with_typo()), "2026-03-01", "changed too"),
        (a(last_reviewed="2026-02-01"), "2026-01-31", "later than"),
        (a(), "2026-03-02", "still to come"),
        (a(status="draft", effective_date=None), "2026-03-01", "nobody follows it"),
        (a(status="retired", superseded_by="none"), "2026-03-01", "nobody follows it"),
    ],
    ids=["changed", "earlier", "future", "draft", "retired"],
)
def test_what_is_refused(project: Project, sopgen: Run, now: str, day: str, says: str) -> None:
    project.base({PATH: a() if "changed" in says else now})
    project.write({PATH: now})
    done = reviewed(sopgen, "--date", day)
    assert done.code == 2
    assert says in done.err
    assert (project.top / PATH).read_bytes() == now.encode()


def test_a_folder_without_git_will_do(library: SampleLibrary, sopgen: Run) -> None:
    file = library.add()
    assert sopgen("reviewed", "SOP-CS-001", "-m", "All", "--today", "2026-11-22").code == 0
    assert "last_reviewed: 2026-11-22" in file.read_text("utf-8")
    assert sopgen("reviewed", "SOP-CS-001", "-m", " ", "--today", "2026-11-22").code == 2


@pytest.fixture
def dated(library: SampleLibrary) -> SampleLibrary:
    """Three documents whose reviews are due in January, in May and never."""
    hostile = "'<!-- x --> @octocat [a](https://evil.example)'"
    library.add("a.md", title=hostile, effective_date="2025-10-10", department="billing")
    library.add("b.md", id="SOP-CS-002", title="B", last_reviewed="2026-02-10")
    library.add("c.md", id="SOP-CS-003", title="C", status="retired", effective_date="2020-01-01")
    return library


@pytest.mark.parametrize(
    ("options", "due"),
    [
        ((), ["SOP-CS-001"]),
        (("--due-by", "2026-05-10"), ["SOP-CS-001", "SOP-CS-002"]),
        (("--within", "P69D"), ["SOP-CS-001"]),
        (("--within", "P3M"), ["SOP-CS-001", "SOP-CS-002"]),
        (("--within", "P3M", "--department", "customer-service"), ["SOP-CS-002"]),
        (("--within", "P3M", "--owner", "nobody"), []),
    ],
)
@pytest.mark.usefixtures("dated")
def test_what_is_due(sopgen: Run, options: tuple[str, ...], due: list[str]) -> None:
    found = sopgen("reviews", *TODAY, "--format", "json", *options).json
    assert [item["document"] for item in found["reviews"]] == due
    counts = {item["department"]: item["due"] for item in found["departments"]}
    assert sum(counts.values()) == len(due)
    assert "orders" in counts
    assert sopgen("reviews", *TODAY, *options).out.splitlines()[-1].startswith(f"{len(due)} due")


@pytest.mark.usefixtures("dated")
def test_the_text_of_an_issue_holds_nothing_but_text(sopgen: Run) -> None:
    made = sopgen("reviews", *TODAY, "--format", "markdown").out
    assert "**50 days late**" in made
    for found in seen(made):
        assert not {"a", "img"} & set(found.tags)
        assert (found.comments, found.addresses) == ([], [])
        assert "@octocat" not in found.text


@pytest.mark.parametrize("options", [("--within", "soon"), ("--within", "-P1D"), ("--due-by", "x")])
@pytest.mark.usefixtures("dated")
def test_a_while_that_is_none(sopgen: Run, options: tuple[str, ...]) -> None:
    assert sopgen("reviews", *options).code == 2


def test_other_documents_do_not_matter(project: Project, sopgen: Run) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.write({OTHER: b(with_typo())})
    assert reviewed(sopgen).code == 0
