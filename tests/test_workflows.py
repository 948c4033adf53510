"""The workflows hold to what makes them safe: pinned actions, least permissions, time limits."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from sopgen.cli.main import sopgen
from tests.commandline import REPOSITORY

FILES: Final = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
PINNED: Final = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
SCRIPT: Final = re.compile(r"python3? (\.github/scripts/\w+\.py)")
each_workflow = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def workflow(file: Path) -> dict[Any, Any]:
    found = yaml.safe_load(file.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in workflow(file)["jobs"].values():
        yield from job["steps"]


def scripts(file: Path) -> list[str]:
    return [step["run"] for step in steps(file) if "run" in step]


def program(name: str) -> str:
    """A program of the tests' own environment."""
    return str(Path(sys.executable).with_name(name))


def test_there_are_those_that_check_comment_publish_remind_and_test() -> None:
    assert [file.stem for file in FILES] == ["check", "comment", "publish", "reviews", "tests"]


def test_they_keep_the_published_schema() -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    command = [program("check-jsonschema"), *schema, *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_a_reader_of_workflows_who_looks_for_weak_spots_finds_none() -> None:
    command = [program("zizmor"), "--offline", "--pedantic", "--no-progress", *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@each_workflow
def test_every_action_is_pinned_by_commit_with_its_version(file: Path) -> None:
    lines = [line for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    assert [line for line in lines if not PINNED.search(line)] == []


@each_workflow
def test_nothing_is_permitted_but_what_a_job_names(file: Path) -> None:
    assert workflow(file)["permissions"] == {}
    for job in workflow(file)["jobs"].values():
        assert job["permissions"]
        assert "write-all" not in str(job["permissions"])


@each_workflow
def test_every_job_has_a_time_limit_and_no_two_runs_collide(file: Path) -> None:
    assert all("timeout-minutes" in job for job in workflow(file)["jobs"].values())
    assert "group" in workflow(file)["concurrency"]


@each_workflow
def test_the_whole_history_is_fetched_and_no_credentials_stay(file: Path) -> None:
    (checkout,) = (step for step in steps(file) if "actions/checkout" in step.get("uses", ""))
    assert checkout["with"]["persist-credentials"] is False
    assert checkout["with"].get("fetch-depth") == 0 or file.stem == "comment"


def test_the_comment_runs_nothing_of_the_pull_request() -> None:
    file = REPOSITORY / ".github" / "workflows" / "comment.yml"
    checkout, comment = steps(file)
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert comment["run"] == "python3 .github/scripts/comment.py"
    assert workflow(file)[True] == {
        "workflow_run": {"workflows": ["Check"], "types": ["completed"]}
    }
    check = workflow(REPOSITORY / ".github" / "workflows" / "check.yml")
    assert check["name"] == "Check"
    assert [job["permissions"] for job in check["jobs"].values()] == [{"contents": "read"}]
    assert "GITHUB_TOKEN" not in str(check)
    assert "github.token" not in str(check)


@each_workflow
def test_every_script_is_there(file: Path) -> None:
    for script in SCRIPT.findall("\n".join(scripts(file))):
        assert (REPOSITORY / script).is_file()


@each_workflow
def test_no_script_is_made_of_what_strangers_write(file: Path) -> None:
    assert [script for script in scripts(file) if "${{" in script] == []
    # YAML 1.1 reads the bare key `on` as true.
    assert "pull_request_target" not in workflow(file)[True]
    assert "secrets." not in file.read_text("utf-8")


@each_workflow
def test_every_command_of_sopgen_exists(file: Path) -> None:
    called = re.findall(r"\bsopgen (\w+)((?: --\w+)*)", "\n".join(scripts(file)))
    for name, options in called:
        known = {name for option in sopgen.commands[name].params for name in option.opts}
        assert set(options.split()) <= known


def test_nobody_may_write_but_what_it_is_for() -> None:
    writers = {
        (file.stem, name): {what for what, how in job["permissions"].items() if how == "write"}
        for file in FILES
        for name, job in workflow(file)["jobs"].items()
        if "write" in job["permissions"].values()
    }
    assert writers == {
        ("comment", "comment"): {"pull-requests"},
        ("publish", "deploy"): {"pages", "id-token"},
        ("reviews", "remind"): {"issues"},
    }
