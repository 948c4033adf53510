"""A new library is whole and right at once, and nothing that was there is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopgen.editing import create_whole
from sopgen.model.errors import OperatorError
from sopgen.starting import place, placing
from tests.commandline import Outcome, Run, process_environment, run_process
from tests.starting.starting import HOSTILE, files, given

DAY = "2026-11-22"
QUIET = ("--yes", "--today", DAY)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder outside of any repository, as working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_library_is_checked_and_built_at_once(desk: Path, sopgen: Run) -> None:
    done = sopgen("init", "acme", *QUIET, "-d", "Customer service", "-d", "Billing")
    assert (done.code, done.err) == (0, "")
    config = desk / "acme/mkdocs.yml"
    checked = sopgen("validate", "--config", config, "--today", DAY)
    assert (checked.code, checked.out) == (0, "2 documents checked, all in order.\n")
    built = sopgen("build", "--config", config, "--today", DAY)
    assert built.code == 0
    assert (desk / "acme/site/customer-service/handle-a-complaint/index.html").is_file()
    assert "no commit yet" in built.err


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_the_code_owners_are_in_step_from_the_first_commit_on(
    desk: Path, sopgen: Run, forge: str
) -> None:
    sopgen("init", ".", *QUIET, "--forge", forge, "-d", "Customer service", "-d", HOSTILE[3])
    assert sopgen("owners", "--check").code == 0
    words = desk / "schema/vocabulary.yml"
    role = "  head-of-customer-service:\n"
    named = words.read_text("utf-8").replace(role, f'{role}    teams: ["@acme/heads"]\n')
    words.write_text(named, "utf-8")
    behind = sopgen("validate", "--today", DAY, "--format", "json")
    assert (behind.code, behind.codes) == (1, ["SOP614"])
    assert sopgen("owners", "--write").code == 0
    assert "\n/sops/customer-service/ @acme/heads\n" in (desk / f".{forge}/CODEOWNERS").read_text(
        "utf-8"
    )
    assert sopgen("validate", "--today", DAY).code == 0


def test_the_example_of_the_guide_is_a_right_document(desk: Path, sopgen: Run) -> None:
    sopgen("init", ".", *QUIET, "-d", "Billing", "-d", "Customer service")
    guide = (desk / "CONTRIBUTING.md").read_text("utf-8")
    example = guide.partition("```markdown\n")[2].partition("```\n")[0]
    (desk / "sops/billing/replace-a-lost-card.md").write_text(example, "utf-8")
    assert sopgen("validate", "--today", DAY).out == "3 documents checked, all in order.\n"


def test_the_commands_that_it_names_work(desk: Path, sopgen: Run) -> None:
    named = [line.strip() for line in sopgen("init", "acme", *QUIET).out.splitlines()[2:-1]]
    assert [line.split()[0] for line in named] == ["cd", "sopgen", "sopgen", "git"]
    os.chdir(desk / "acme")
    begun = run_process(
        *["new", "Greet a customer", "--department", "customer-service"], cwd=Path()
    )
    assert named[2] == 'sopgen new "Greet a customer" --department customer-service'
    assert "SOP-CS-003 begins in" in begun.out
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    subprocess.run(["bash", "-c", named[3]], env={**os.environ, **who}, check=True)
    assert sopgen("history", "SOP-CS-001").code == 0


def test_mkdocs_alone_builds_it_too(desk: Path, sopgen: Run) -> None:
    sopgen("init", "acme", *QUIET)
    kept = {**process_environment(NO_MKDOCS_2_WARNING="1"), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=desk / "acme", env=kept, check=True)
    assert (desk / "acme/site/index.html").is_file()


def test_what_is_not_said_is_a_default_where_nobody_can_be_asked(desk: Path) -> None:
    done = run_process("init", cwd=desk)
    assert (done.code, done.err) == (0, "")
    assert "site_name: Our organisation procedures\n" in (desk / "mkdocs.yml").read_text("utf-8")
    assert (desk / ".github/workflows/check.yml").is_file()
    assert not (desk / ".gitlab-ci.yml").exists()


def test_the_forge_follows_from_the_address(desk: Path, sopgen: Run) -> None:
    sopgen("init", *QUIET, "--repository", "https://gitlab.com/acme/sops.git/")
    settings = (desk / "mkdocs.yml").read_text("utf-8")
    assert "repo_url: https://gitlab.com/acme/sops\nedit_uri: -/edit/main/sops/\n" in settings
    assert (desk / ".gitlab-ci.yml").is_file()
    assert not (desk / ".github").exists()


def test_a_file_that_is_there_is_named_and_nothing_is_written(desk: Path, sopgen: Run) -> None:
    (desk / "README.md").write_text("mine", "utf-8")
    (desk / "schema").write_text("mine too", "utf-8")
    before = everything(desk)
    done = sopgen("init", *QUIET)
    assert done.code == 2
    assert "stands what would be made: README.md, schema. Nothing was written." in done.err
    assert everything(desk) == before
    assert not (desk / ".git").exists()


def test_a_file_is_no_folder(desk: Path, sopgen: Run) -> None:
    (desk / "notes.txt").write_text("mine", "utf-8")
    done = sopgen("init", "notes.txt", *QUIET)
    assert (done.code, "notes.txt is no folder." in done.err) == (2, True)


def test_a_repository_without_files_stays_the_one_it_is(desk: Path, sopgen: Run) -> None:
    subprocess.run(["git", "init", "-q", "-b", "trunk"], cwd=desk, check=True)
    config = (desk / ".git/config").read_bytes()
    assert sopgen("init", *QUIET).code == 0
    assert (desk / ".git/config").read_bytes() == config
    publish = (desk / ".github/workflows/publish.yml").read_text("utf-8")
    assert "    branches:\n      - trunk\n" in publish


def test_a_repository_on_no_branch_publishes_main(desk: Path, sopgen: Run) -> None:
    person = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init",), ("commit", "-m", "x", "--allow-empty"), ("checkout", "--detach")):
        command = ["git", *person, arguments[0], "-q", *arguments[1:]]
        subprocess.run(command, cwd=desk, check=True)
    assert sopgen("init", *QUIET).code == 0
    assert "      - main\n" in (desk / ".github/workflows/publish.yml").read_text("utf-8")


def test_a_repository_that_a_hook_left_in_the_environment_is_not_touched(
    desk: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(desk / "elsewhere"))
    assert sopgen("init", "acme", *QUIET).code == 0
    assert (desk / "acme/.git/HEAD").read_text("utf-8") == "ref: refs/heads/main\n"
    assert not (desk / "elsewhere").exists()


def test_a_folder_inside_another_repository_is_refused(desk: Path, sopgen: Run) -> None:
    subprocess.run(["git", "init", "-q"], cwd=desk, check=True)
    done = sopgen("init", "part", *QUIET)
    assert done.code == 2
    assert "inside the repository" in done.err
    assert not (desk / "part").exists()
    assert sopgen("init", "part", *QUIET, "--no-git").code == 0
    assert not (desk / "part/.git").exists()


def test_without_git_it_says_how_to_go_on(
    desk: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise OperatorError("git was not found on this machine.", "install git")

    monkeypatch.setattr(placing, "start_repository", missing)
    done = sopgen("init", "acme", *QUIET)
    assert (done.code, list(desk.iterdir())) == (2, [])
    assert sopgen("init", "acme", *QUIET, "--no-git").code == 0


@pytest.mark.parametrize("at", [1, 7, 20])
def test_interrupted_it_leaves_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    (desk / "sops").mkdir()
    (desk / "notes.txt").write_text("mine", "utf-8")
    left, real = iter(range(at)), create_whole

    def interrupted(file: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        real(file, content)

    monkeypatch.setattr(placing, "create_whole", interrupted)
    made = {path: text.encode() for path, text in files().items()}
    with pytest.raises(KeyboardInterrupt):
        place(made, desk, branch="main")
    assert sorted(path.name for path in desk.iterdir()) == ["notes.txt", "sops"]
    assert list((desk / "sops").iterdir()) == []


def test_the_same_answers_make_the_same_bytes() -> None:
    assert files(given("Acme", "A", "B")) == files(given("Acme", "A", "B"))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--organisation", " \n "), "The organisation has no name."),
        (("--organisation", "a\u202eb"), "a character that nobody sees (U+202E)"),
        (("--organisation", "x" * 81), "has 81 characters"),
        (("-d", "Sales", "-d", "sales"), 'The department "sales" is named twice.'),
        (("--language", "english"), 'no words for the language "english"'),
        (("--language", "pt-br"), 'Did you mean "pt-BR"?'),
        (("--repository", "javascript:alert(1)"), "is not one of the web"),
        (("--repository", "https://me:secret@example.org/x"), "is not one of the web"),
        (("--forge", "sourceforge"), "'sourceforge' is not one of"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    desk: Path, sopgen: Run, options: tuple[str, ...], told: str
) -> None:
    done = sopgen("init", *QUIET, *options)
    assert done.code == 2
    assert told in done.err
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_does_no_harm(desk: Path, sopgen: Run, name: str) -> None:
    done: Outcome = sopgen("init", ".", *QUIET, "--organisation", name, "-d", name, "-d", "Sales")
    assert (done.code, done.err) == (0, "")
    assert sopgen("validate", "--today", DAY).out == "2 documents checked, all in order.\n"
    assert not (desk / "pwned").exists()


def test_all_hostile_names_at_once_have_their_pages(desk: Path, sopgen: Run) -> None:
    departments = [part for name in HOSTILE for part in ("-d", name)]
    sopgen("init", ".", *QUIET, "--organisation", HOSTILE[3], *departments)
    assert sopgen("build", "--today", DAY).code == 0
    assert not (desk / "pwned").exists()
