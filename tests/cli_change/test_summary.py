"""`sopgen summary`: what a branch changes, from git."""

from __future__ import annotations

from tests.commandline import Run
from tests.gate.project import ANEW, OTHER, PATH, Project, a, b, with_roles, with_typo

SUMMARY = ("summary", "--today", "2026-03-01", "--base")


def fates(found: object) -> dict[str, str]:
    assert isinstance(found, dict)
    return {item["path"]: item["fate"] for item in found["documents"]}


def test_every_document_that_differs_is_told(project: Project, sopgen: Run) -> None:
    third, moved = "sops/third.md", "sops/billing/call-back.md"
    gone = b(id="SOP-CS-003", title="Third", status="draft", effective_date=None)
    project.base({PATH: a(), OTHER: b(), third: gone})
    project.write({PATH: a(with_roles(), **ANEW), OTHER: None, moved: b(), third: None})
    project.write({"sops/new.md": b(id="SOP-CS-004", title="Fourth")})
    done = sopgen(*SUMMARY, "HEAD", "--format", "json")
    assert done.code == 0
    assert fates(done.json) == {
        PATH: "changed",
        moved: "moved",
        third: "deleted",
        "sops/new.md": "new",
    }
    (changed,) = (item for item in done.json["documents"] if item["path"] == PATH)
    assert (changed["verdict"], changed["proposed"]) == ("too small", "2.0.0")
    assert changed["steps"] == ["1. Greet the customer"]
    assert done.json["summary"]["errors"]


def test_a_branch_counts_from_where_it_left_the_base(project: Project, sopgen: Run) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.repository.git("checkout", "--quiet", "-b", "topic")
    project.repository.commit("Change", {PATH: a(with_typo(), **ANEW)}, branch="topic")
    project.repository.commit("Later", {OTHER: b(with_typo(), **ANEW)})
    project.repository.check_out()
    assert fates(sopgen(*SUMMARY, "main", "--format", "json").json) == {PATH: "changed"}


def test_nothing_changed(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    done = sopgen(*SUMMARY, "HEAD")
    assert done.out.startswith("## No procedure changed\n")
    assert "every document keeps every rule" in done.out


def test_it_is_written_to_a_file_with_links_to_the_forge(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    project.write({PATH: a(with_typo(), owner="nobody")})
    files = "https://github.com/o/r/blob/abc"
    done = sopgen(*SUMMARY, "HEAD", "--output", "summary.md", "--files-at", files)
    assert (done.code, done.out) == (0, "")
    made = (project.top / "summary.md").read_text("utf-8")
    assert f"({files}/{PATH}?plain=1#L8)" in made


def test_a_document_that_cannot_be_read_is_left_to_its_findings(
    project: Project, sopgen: Run
) -> None:
    project.base({PATH: a()})
    project.write({PATH: a().replace("id:", "id: [")})
    done = sopgen(*SUMMARY, "HEAD")
    assert done.code == 0
    assert "SOP105" in done.out


def test_a_base_that_git_does_not_know(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    done = sopgen(*SUMMARY, "$(touch pwned)")
    assert (done.code, done.out) == (2, "")
    assert not (project.top / "pwned").exists()
