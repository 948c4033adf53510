"""`sopgen validate --base`: levels, sorting, both formats, exit codes."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.commandline import Run
from tests.gate.project import ANEW, OTHER, PATH, Project, a, b, with_typo

BASE = ("validate", "--today", "2026-03-01", "--base")
JSON = ("--format", "json")


def test_findings_stand_among_the_others(project: Project, sopgen: Run) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.write({PATH: a(with_typo(), owner="nobody"), OTHER: None})
    done = sopgen(*BASE, "HEAD", *JSON)
    assert done.code == 1
    assert done.findings == [
        ("SOP601", PATH, 5),
        ("SOP209", PATH, 8),
        ("SOP607", OTHER, 1),
    ]
    gone = done.json["findings"][-1]
    assert (gone["line"], gone["column"], gone["document"]) == (1, 1, "SOP-CS-002")
    assert gone["severity"] == "error"
    assert gone["rule"] == "issued-document-deleted"


def test_the_text_shows_the_line_but_none_of_what_is_gone(project: Project, sopgen: Run) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.write({PATH: a(with_typo()), OTHER: None})
    done = sopgen(*BASE, "HEAD")
    assert "version: 1.0.0\n" in done.out
    assert f"{OTHER}\n  1:1 error" in done.out
    assert "│ ---" not in done.out


def test_the_settings_give_the_level(project: Project, sopgen: Run) -> None:
    levels = "rules:\n        SOP601: warning\n        issued-document-deleted: off"
    project.base({PATH: a(), OTHER: b()}, levels)
    project.write({PATH: a(with_typo()), OTHER: None})
    done = sopgen(*BASE, "HEAD", *JSON)
    assert (done.code, done.codes) == (0, ["SOP601"])


def test_a_change_in_order_says_nothing(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    project.write({PATH: a(with_typo(), **ANEW)})
    assert sopgen(*BASE, "main").code == 0


def test_paths_limit_what_is_reported_but_for_what_is_gone(project: Project, sopgen: Run) -> None:
    third = "sops/third.md"
    project.base({PATH: a(), OTHER: b(), third: b(id="SOP-CS-003", title="Third")})
    project.write({PATH: a(with_typo()), OTHER: b(with_typo()), third: None})
    done = sopgen(*BASE, "HEAD", OTHER, *JSON)
    assert {("SOP601", OTHER), ("SOP607", third)} == {(c, p) for c, p, _ in done.findings}


@pytest.mark.parametrize(
    ("revision", "says"),
    [("nowhere", "git fetch"), ("--upload-pack=x", "git fetch"), ("HEAD:mkdocs.yml", "git fetch")],
)
def test_a_base_that_git_does_not_know(
    project: Project, sopgen: Run, revision: str, says: str
) -> None:
    project.base({PATH: a()})
    done = sopgen(*BASE[:-1], f"--base={revision}")
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_no_repository(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    shutil.rmtree(project.top / ".git")
    done = sopgen(*BASE, "HEAD")
    assert done.code == 2
    assert "git clone" in done.err


def test_a_shallow_clone(project: Project, sopgen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    project.base({PATH: a()})
    project.base({PATH: a(with_typo())})
    clone = project.top.parent / "clone"
    command = ["git", "clone", "--quiet", "--depth=1", project.top.as_uri(), str(clone)]
    subprocess.run(command, check=True, capture_output=True)
    monkeypatch.chdir(clone)
    done = sopgen(*BASE, "HEAD")
    assert done.code == 2
    assert "git fetch --unshallow" in done.err


def test_files_outside_the_library_have_no_base(project: Project, sopgen: Run) -> None:
    project.base({PATH: a()})
    project.write({"notes.md": a()})
    done = sopgen(*BASE, "HEAD", "notes.md")
    assert (done.code, done.out) == (2, "")
