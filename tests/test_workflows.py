"""The workflows hold to what makes them safe: pinned actions, least permissions, time limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from sopgen.cli.main import sopgen
from tests.commandline import REPOSITORY

FILES: Final = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
PINNED: Final = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
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


def test_there_are_those_that_check_publish_and_test() -> None:
    assert [file.stem for file in FILES] == ["check", "publish", "tests"]


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
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


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


def test_only_the_deployment_may_write() -> None:
    writers = {
        (file.stem, name)
        for file in FILES
        for name, job in workflow(file)["jobs"].items()
        if "write" in job["permissions"].values()
    }
    assert writers == {("publish", "deploy")}
