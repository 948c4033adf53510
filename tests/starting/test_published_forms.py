"""What forges and tools read is held against their published schemas, and a security linter."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests import test_workflows as ours
from tests.commandline import REPOSITORY
from tests.starting.starting import HOSTILE, files, given

# Every workflow of this repository but those of its own tests and releases.
NAMES: Final = sorted({file.stem for file in ours.FILES} - {"bounds", "release", "tests"})
WORKFLOWS: Final = ".github/workflows/*.yml"
ACTION: Final = ".github/actions/sopgen/action.yml"
RULES: Final = [
    ours.test_every_action_is_pinned_by_commit_with_its_version,
    ours.test_nothing_is_permitted_but_what_a_job_names,
    ours.test_every_job_has_a_time_limit_and_no_two_runs_collide,
    ours.test_the_whole_history_is_fetched_and_no_credentials_stay,
    ours.test_no_script_is_made_of_what_strangers_write,
    ours.test_what_may_write_runs_nothing_of_the_pull_request,
    ours.test_what_runs_a_pull_request_may_only_read,
    ours.test_the_comment_finds_what_the_check_keeps,
    ours.test_every_command_of_sopgen_exists,
]


def made(folder: Path, forge: str) -> Path:
    """A new repository of an organisation with a hostile name."""
    address = f"https://{forge}.com/acme/sops"
    answered = given(HOSTILE[3], *HOSTILE, forge=forge, repository=address)
    for path, text in files(answered).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("github"), "github")


@pytest.fixture(scope="module")
def gitlab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("gitlab"), "gitlab")


def run(*command: str | Path) -> None:
    """Run a tool of this environment; what it says against a file is the failure's message."""
    program, *arguments = map(str, command)
    path = str(Path(sys.executable).with_name(program))
    done = subprocess.run([path, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def fits(schema: str, *instances: Path, transform: str | None = None) -> None:
    """Hold files against a schema that check-jsonschema carries."""
    assert instances
    options = ["--data-transform", transform] if transform else []
    run("check-jsonschema", "--builtin-schema", schema, *options, *instances)


def test_workflows_fit_their_schema(github: Path) -> None:
    for folder in (REPOSITORY, github):
        fits("vendor.github-workflows", *sorted(folder.glob(WORKFLOWS)))


def test_every_job_has_a_time_limit(github: Path) -> None:
    for folder in (REPOSITORY, github):
        fits("custom.github-workflows-require-timeout", *sorted(folder.glob(WORKFLOWS)))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", NAMES)
def test_new_workflows_are_as_safe_as_ours(
    github: Path, name: str, rule: Callable[[Path], None]
) -> None:
    rule(github / f".github/workflows/{name}.yml")


def test_they_have_every_workflow_of_ours(github: Path) -> None:
    assert sorted(file.stem for file in github.glob(WORKFLOWS)) == NAMES


def test_they_pin_the_same_actions_as_ours(github: Path) -> None:
    pins = [set(_pins(folder)) for folder in (REPOSITORY, github)]
    assert pins[1]
    assert pins[1] <= pins[0]


def _pins(folder: Path) -> Iterator[str]:
    for file in folder.glob(".github/**/*.yml"):
        yield from re.findall(r"uses: (\S+@.+)", file.read_text("utf-8"))


def test_the_action_fits_its_schema() -> None:
    fits("vendor.github-actions", REPOSITORY / ACTION)


def test_the_updates_fit_their_schema(github: Path) -> None:
    fits("vendor.dependabot", github / ".github/dependabot.yml")


def test_the_pipeline_fits_its_schema(gitlab: Path) -> None:
    fits("vendor.gitlab-ci", gitlab / ".gitlab-ci.yml", transform="gitlab-ci")


def test_pre_commit_takes_the_hooks(github: Path) -> None:
    run("pre-commit", "validate-manifest", REPOSITORY / ".pre-commit-hooks.yaml")
    run("pre-commit", "validate-config", github / ".pre-commit-config.yaml")


def test_the_security_linter_finds_nothing(github: Path) -> None:
    pedantic = (
        "--offline",
        "--no-progress",
        "--quiet",
        "--persona",
        "pedantic",
        "--strict-collection",
    )
    run("zizmor", *pedantic, REPOSITORY / ".github")
    run("zizmor", *pedantic, github / ".github")
