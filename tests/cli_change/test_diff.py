"""`sopgen diff`: which texts are compared, and the four formats."""

from __future__ import annotations

import pytest

from tests.commandline import Run
from tests.gate.project import ANEW, PATH, Project, a, with_roles, with_typo

V2 = ANEW | {"version": "2.0.0"}


@pytest.fixture
def two(project: Project) -> Project:
    project.base({PATH: a()})
    project.base({PATH: a(with_roles(), **V2)})
    return project


def sides(sopgen: Run, *arguments: str) -> tuple[str, str]:
    found = sopgen("diff", *arguments, "--format", "json").json
    return found["from"]["name"], found["to"]["name"]


def test_the_version_before_is_what_counts(two: Project, sopgen: Run) -> None:
    assert sides(sopgen, "SOP-CS-001") == ("1.0.0", "work tree")
    two.write({PATH: a(with_typo(with_roles()), **V2)})
    assert sides(sopgen, "SOP-CS-001") == ("HEAD", "work tree")
    assert sides(sopgen, PATH, "HEAD~1", "2.0.0") == ("HEAD~1", "2.0.0")


@pytest.mark.usefixtures("two")
def test_json(sopgen: Run) -> None:
    found = sopgen("diff", "SOP-CS-001", "1.0.0", "2.0.0", "--format", "json").json
    assert (found["version"], found["step"]) == (1, "major")
    assert found["changes"][0] == {
        "kind": "time_limit_changed",
        "part": "steps",
        "name": "Greet the customer",
        "before": "1 minute",
        "after": "2 minutes",
        "sentence": "Step 1: time limit 1 minute → 2 minutes",
    }
    assert found["from"]["effective_date"] == "2026-01-01"
    assert {item["state"] for item in found["redline"]} == {"unchanged", "changed"}


@pytest.mark.usefixtures("two")
def test_text(sopgen: Run) -> None:
    out = sopgen("diff", "SOP-CS-001").out
    assert "The changes ask for a new major version." in out
    assert "- Step 1: time limit 1 minute → 2 minutes\n" in out
    assert "[-1 minute-]{+2 minutes+}" in out


HOSTILE = 'Say <script>x</script> **b** [c](http://d) \x1b[31m and "<!--" ask how you can help.'


def test_hostile_text_stays_text(two: Project, sopgen: Run) -> None:
    two.write({PATH: a(with_roles() + "\n" + HOSTILE + "\n", **V2)})
    assert "\x1b" not in sopgen("diff", "SOP-CS-001").out
    html = sopgen("diff", "SOP-CS-001", "--format", "html").out
    assert "<script" not in html
    assert "<ins>" in html
    assert "<details>" in html
    markdown = sopgen("diff", "SOP-CS-001", "--format", "markdown").out
    assert "<script" not in markdown.replace("\\<", "")


def test_any_markdown_file(two: Project, sopgen: Run) -> None:
    two.repository.commit("Notes", {"notes.md": "# Notes\n\nOne line here.\n"})
    two.repository.check_out()
    two.write({"notes.md": "# Notes\n\nOne other line here.\n"})
    found = sopgen("diff", "notes.md", "--format", "json").json
    assert (found["document"], found["step"]) == (None, None)
    assert found["changes"]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("arguments", [("9.9.9",), ("1.0.0", "nope"), ("--", "-x")])
def test_a_side_that_is_not_there(sopgen: Run, arguments: tuple[str, ...]) -> None:
    done = sopgen("diff", "SOP-CS-001", *arguments)
    assert (done.code, done.out) == (2, "")


def test_the_history_tells_what_each_version_changed(two: Project, sopgen: Run) -> None:
    two.base({PATH: "---\nid: SOP-CS-001\nversion: 2.0.1\n---\n" + "> " * 2000})
    newest, second, first = sopgen("history", PATH, "--format", "json").json["revisions"]
    assert newest["changes"]
    assert second["changes"][0]["kind"] == "time_limit_changed"
    assert first["changes"] == []
