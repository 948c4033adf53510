"""`sopgen owners`: who is asked to review what, as a reader of such files understands it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from codeowners import CodeOwners
from hypothesis import given
from hypothesis import strategies as st

from sopgen.owners.forges import Forge, pattern
from tests.commandline import Run
from tests.sample import SampleLibrary
from tests.vocabularies import BOTH, HEADS, LEADS, schema_files

FILE: Final = ".github/CODEOWNERS"
HEAD_ALONE: Final = {"owner": "trainer"}  # a role without a team


@pytest.fixture
def staffed(library: SampleLibrary) -> SampleLibrary:
    """A library whose two roles have a team each."""
    for path, text in schema_files(BOTH).items():
        library.file(path, text)
    return library


def owners(text: str, path: str) -> list[str]:
    return [name for _, name in CodeOwners(text).of(path)]


def test_a_document_belongs_to_the_teams_of_owner_and_approver(
    staffed: SampleLibrary, sopgen: Run
) -> None:
    staffed.add()
    staffed.add("call-back.md", id="SOP-CS-002", title="Call back")
    staffed.add("ring.md", id="SOP-CS-003", title="Ring", **HEAD_ALONE)
    done = sopgen("owners")
    assert done.code == 0
    assert owners(done.out, "sops/answer-a-call.md") == [LEADS, HEADS]
    assert owners(done.out, "sops/one-that-comes.md") == [LEADS, HEADS]
    assert owners(done.out, "sops/ring.md") == [HEADS]
    assert owners(done.out, "mkdocs.yml") == []
    assert done.out.count("\n/") == 2


def test_roles_without_a_team_are_named_and_not_guessed(
    staffed: SampleLibrary, sopgen: Run
) -> None:
    staffed.add()
    staffed.add("call-back.md", id="SOP-CS-002", title="Call back")
    fields = {"owner": "specialist", "approver": "trainer"}
    staffed.add("ring.md", id="SOP-CS-003", title="Ring", **fields)
    done = sopgen("owners")
    assert [line.split("(")[1].split(")")[0] for line in done.err.splitlines()] == [
        "specialist",
        "trainer",
    ]
    assert owners(done.out, "sops/ring.md") == []


def test_lines_of_ones_own_stay(staffed: SampleLibrary, sopgen: Run) -> None:
    staffed.add()
    file = staffed.file(FILE, "* @org/all\n")
    assert sopgen("owners", "--check").code == 1
    assert sopgen("owners", "--write").code == 0
    file.write_text(file.read_text("utf-8") + "\n/mkdocs.yml @org/admins\n", "utf-8")
    staffed.add(**HEAD_ALONE)
    assert sopgen("owners", "--check").code == 1
    assert sopgen("owners", "--write").code == 0
    text = file.read_text("utf-8")
    assert owners(text, "README.md") == ["@org/all"]
    assert owners(text, "mkdocs.yml") == ["@org/admins"]
    assert owners(text, "sops/answer-a-call.md") == [HEADS]
    assert text.count("# sopgen: begin") == 1
    assert sopgen("owners", "--check").code == 0
    assert sopgen("owners", "--write").code == 0
    assert file.read_text("utf-8") == text


def test_validation_says_when_the_file_is_behind(staffed: SampleLibrary, sopgen: Run) -> None:
    staffed.add()
    validate = ("validate", "--today", "2026-11-22", "--format", "json")
    assert sopgen(*validate).codes == []
    staffed.file(FILE, "/sops/ @org/somebody\n")
    assert sopgen(*validate).codes == [], "a file that sopgen did not make is not its matter"
    sopgen("owners", "--write")
    assert sopgen(*validate).codes == []
    staffed.add(**HEAD_ALONE)
    done = sopgen(*validate)
    assert (done.code, done.findings) == (1, [("SOP614", FILE, 6)])
    assert f"{FILE}\n  6:1 error" in sopgen("validate", "--today", "2026-11-22").out
    staffed.settings("rules:\n  code-owners-behind: warning")
    assert sopgen(*validate).code == 0


def test_gitlab_has_a_section_for_each_department(staffed: SampleLibrary, sopgen: Run) -> None:
    staffed.add()
    staffed.add("b/x.md", id="SOP-BI-001", title="Pay", department="billing")
    staffed.settings(top="docs_dir: sops\nrepo_url: https://gitlab.example/org/sops\n")
    assert sopgen("owners", "--write").code == 0
    lines = (staffed.root / ".gitlab/CODEOWNERS").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith(("[", "/"))] == [
        "[Billing and payments]",
        f"/sops/b/ {LEADS} {HEADS}",
        "[Customer service]",
        f"/sops/ {LEADS} {HEADS}",
    ]


@pytest.mark.parametrize(("forge", "sections"), [("github", 0), ("gitlab", 1)])
def test_the_forge_may_be_named(
    staffed: SampleLibrary, sopgen: Run, forge: str, sections: int
) -> None:
    staffed.add()
    assert sopgen("owners", "--forge", forge).out.count("\n[") == sections


def test_odd_names_are_still_those_of_their_documents(staffed: SampleLibrary, sopgen: Run) -> None:
    names = ["a b.md", "a#b.md", "[x].md", "!y.md", "ü ö.md", "$(z).md", "axb.md"]
    for number, name in enumerate(names):
        fields = HEAD_ALONE if number % 2 else {}
        staffed.add(name, id=f"SOP-CS-{number:03}", title=f"Ring {number}", **fields)
    text = sopgen("owners").out
    assert not re.search(r"^/.*#", text, re.MULTILINE)
    for number, name in enumerate(names):
        assert owners(text, f"sops/{name}") == ([HEADS] if number % 2 else [LEADS, HEADS])


def test_documents_that_no_pattern_tells_apart_belong_to_both(
    staffed: SampleLibrary, sopgen: Run
) -> None:
    staffed.add("a#b.md", **HEAD_ALONE)
    staffed.add("a!b.md", id="SOP-CS-002", title="Ring")
    text = sopgen("owners").out
    assert set(owners(text, "sops/a#b.md")) == set(owners(text, "sops/a!b.md")) == {LEADS, HEADS}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0\n\r"), min_size=1))
def test_a_pattern_is_one_word_that_fits_its_path(name: str) -> None:
    for forge in Forge:
        written = pattern(f"sops/{name}.md", forge)
        assert re.fullmatch(r"(\\[ #]|[A-Za-z0-9_./+()@?*-])+", written)
        translated = "".join(
            "." if part == "?" else ".*" if part == "*" else re.escape(part.removeprefix("\\"))
            for part in re.findall(r"\\.|.", written)
        )
        assert re.fullmatch(translated, f"/sops/{name}.md", re.DOTALL)


@pytest.mark.parametrize("team", ["org/leads", "@", "a b@c.d", "@org/x y", "@a\n* @evil", ""])
def test_a_team_that_no_forge_knows_is_refused(
    library: SampleLibrary, sopgen: Run, team: str
) -> None:
    library.add()
    for path, text in schema_files({"team-lead": {"teams": [team]}}).items():
        library.file(path, text)
    done = sopgen("owners")
    assert done.code == 2
    assert "vocabulary" in done.err


def test_a_library_below_the_repositorys_top(
    tmp_path: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    library = SampleLibrary(tmp_path / "care" / "handbook")
    for path, text in schema_files(BOTH).items():
        library.file(path, text)
    library.add()
    monkeypatch.chdir(library.root)
    assert sopgen("owners", "--write").code == 0
    text = (tmp_path / FILE).read_text("utf-8")
    assert owners(text, "care/handbook/sops/answer-a-call.md") == [LEADS, HEADS]
    assert owners(text, "sops/answer-a-call.md") == []


def test_write_or_check(library: SampleLibrary, sopgen: Run) -> None:
    library.add()
    assert sopgen("owners", "--write", "--check").code == 2
