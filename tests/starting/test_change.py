"""From an idea to a merged change: a new repository's workflows, run as the forge runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from sopgen.starting import place, repository_files
from tests.starting.forge import Forge
from tests.starting.starting import DAY, given

SOP: Final = "sops/customer-service/handle-a-complaint.md"
VALIDATE: Final = "Validate the documents, and the change to them"
LATER: Final = DAY + timedelta(days=7)

Files = dict[str, str | None]
Break = Callable[[str], Files]


def started(folder: Path, forge: str) -> Forge:
    """A new repository on a forge, a week after its first commit."""
    made = repository_files(given(forge=forge), today=DAY, version="1.2.3")
    top = folder / "procedures"
    place(made, top, branch="main")
    made_there = Forge(top, folder / "programs", DAY)
    made_there.commit("Start the library")
    made_there.day = LATER
    return made_there


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    return started(tmp_path_factory.mktemp("github"), "github")


@pytest.fixture(scope="module")
def gitlab(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    return started(tmp_path_factory.mktemp("gitlab"), "gitlab")


def edit(old: str, new: str, version: str = "2.0.0") -> Break:
    """An edit of the sample SOP with a new version, as a writer would make it."""

    def made(text: str) -> Files:
        assert old in text
        return {SOP: versioned(text.replace(old, new), version)}

    return made


def versioned(text: str, version: str) -> str:
    text = text.replace("version: 1.0.0", f"version: {version}")
    text = text.replace(f"effective_date: {DAY}", f"effective_date: {LATER}")
    reason = "change_summary: Answer sooner, after two late answers.\n"
    return text.replace("related_docs:", f"{reason}related_docs:")


def only(old: str, new: str) -> Break:
    """An edit that forgets the version."""
    return lambda text: {SOP: text.replace(old, new)}


def begun(_: str) -> Files:
    """A new SOP that is still the scaffold."""
    scaffold = Path(__file__).parents[2] / "templates" / "procedure.md"
    return {"sops/customer-service/replace-a-card.md": scaffold.read_text("utf-8")}


BROKEN: Final[dict[str, tuple[str, Break]]] = {
    "a time limit in words": ("SOP315", edit("Time limit: 1 working day", "Time limit: soon")),
    "a role that nobody has": ("SOP314", edit("- Role: Team lead", "- Role: Wizard")),
    "no title": ("SOP201", edit("title: Handle a complaint\n", "")),
    "a slip in the status": ("SOP206", edit("status: approved", "status: aproved")),
    "a colon in a value": ("SOP105", edit("title: Handle", "title: Complaint: handle")),
    "a branch to nowhere": ("SOP401", edit("(#5-close-the-complaint)", "(#5-close)")),
    "a page that is not there": (
        "SOP402",
        edit("Read the ticket,", "Read [the rules](rules.md) and the ticket,"),
    ),
    "guidance left": ("SOP324", begun),
    "no new version": ("SOP601", only("1 working day", "2 working days")),
    "a version that is too small": (
        "SOP604",
        edit("Time limit: 1 working day", "Time limit: 2 working days", "1.0.1"),
    ),
    "a deleted document": ("SOP607", lambda _: {SOP: None}),
    "another id": ("SOP608", edit("id: SOP-CS-001", "id: SOP-CS-009")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_on_its_line_and_stops_the_job(github: Forge, name: str) -> None:
    code, broken = BROKEN[name]
    text = (github.top / SOP).read_text("utf-8")
    changed = broken(text)
    branch = name.replace(" ", "-")
    github.change(branch, changed)
    ran = github.pull_request(branch)
    assert ran.failed == VALIDATE, ran.out
    assert (next(iter(changed)), code) in ran.annotated
    assert not (ran.folder / "site").exists()
    assert (ran.kept / "summary.md").read_text("utf-8").startswith("## ")


def test_a_change_goes_from_red_to_green_to_the_site(github: Forge) -> None:
    text = (github.top / SOP).read_text("utf-8")
    late = text.replace("Time limit: 1 working day", "Time limit: 2 working day's")
    github.change("sooner", {SOP: late})
    red = github.pull_request("sooner")
    assert {code for _, code in red.annotated} == {"SOP315", "SOP601"}
    right = versioned(text.replace("Time limit: 1 working day", "Time limit: 4 hours"), "2.0.0")
    github.change("sooner", {SOP: right})
    green = github.pull_request("sooner")
    assert (green.failed, green.annotated) == (None, set())
    assert "4 hours" in _page(green.folder)
    github.git("merge", "--quiet", "--no-ff", "sooner")
    published = github.on_main("publish", "build", {})
    assert published.failed is None, published.out
    assert "2.0.0" in _page(published.folder)
    assert "Answer sooner, after two late answers." in _page(published.folder, "history/")


def _page(folder: Path, more: str = "") -> str:
    page = folder / f"site/customer-service/handle-a-complaint/{more}index.html"
    return page.read_text("utf-8")


def test_a_draft_has_its_page_in_the_preview(github: Forge) -> None:
    text = (github.top / "sops/customer-service/change-an-sop.md").read_text("utf-8")
    draft = text.replace("SOP-CS-002", "SOP-CS-003").replace("Change an SOP", "Greet a guest")
    draft = draft.replace("status: approved", "status: draft")
    github.change("draft", {"sops/customer-service/greet-a-guest.md": draft})
    ran = github.pull_request("draft")
    assert ran.failed is None, ran.out
    assert (ran.folder / "site/customer-service/greet-a-guest/index.html").is_file()


def test_the_name_of_a_branch_does_no_harm(github: Forge) -> None:
    branch = "a$(touch${IFS}pwned)`touch${IFS}pwned`\";touch${IFS}pwned;'b"
    github.change(branch, {"notes.txt": "nothing"})
    ran = github.pull_request(branch)
    assert ran.failed is None, ran.out
    assert not (ran.folder / "pwned").exists()


def test_on_gitlab_findings_go_into_the_report_of_the_merge_request(gitlab: Forge) -> None:
    text = (gitlab.top / SOP).read_text("utf-8")
    gitlab.change("late", {SOP: text.replace("1 working day", "soon")})
    ran = gitlab.merge_request("late")
    assert ran.failed is not None
    assert "sopgen validate" in ran.failed
    found = json.loads((ran.folder / "findings.json").read_text("utf-8"))
    told = {(item["check_name"][:6], item["location"]["path"]) for item in found}
    assert told == {("SOP315", SOP), ("SOP601", SOP)}


def test_on_gitlab_a_right_change_is_built(gitlab: Forge) -> None:
    text = (gitlab.top / SOP).read_text("utf-8")
    gitlab.change("right", {SOP: versioned(text.replace("1 working day", "4 hours"), "2.0.0")})
    ran = gitlab.merge_request("right")
    assert ran.failed is None, ran.out
    assert json.loads((ran.folder / "findings.json").read_text("utf-8")) == []
    assert (ran.folder / "preview/index.html").is_file()
