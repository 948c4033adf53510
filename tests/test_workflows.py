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
from sopgen.forge.archive import SUMMARY
from sopgen.forge.github import ARTIFACT
from tests.commandline import REPOSITORY

FILES: Final = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
PINNED: Final = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# Those that check out nothing: there is nothing to be safe from.
BARE: Final = frozenset({"ask-again", "reviewed"})
AFTERWARDS: Final = {"comment": "Check", "ask-again": "Reviewed"}
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
    names = "approval ask-again bounds check comment publish release reviewed reviews tests"
    assert [file.stem for file in FILES] == names.split()


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
    assert lines or file.stem in BARE
    assert [line for line in lines if not PINNED.search(line)] == []


@each_workflow
def test_nothing_is_permitted_but_what_a_job_names(file: Path) -> None:
    assert workflow(file)["permissions"] == {}
    for job in workflow(file)["jobs"].values():
        assert job["permissions"] or file.stem == "reviewed"
        assert "write-all" not in str(job["permissions"])


@each_workflow
def test_every_job_has_a_time_limit_and_no_two_runs_collide(file: Path) -> None:
    assert all("timeout-minutes" in job for job in workflow(file)["jobs"].values())
    assert "group" in workflow(file)["concurrency"]


@each_workflow
def test_the_whole_history_is_fetched_and_no_credentials_stay(file: Path) -> None:
    checkouts = [step for step in steps(file) if "actions/checkout" in step.get("uses", "")]
    # Of a release, the jobs that may sign and publish never see the repository.
    assert len(checkouts) == (file.stem not in BARE)
    for checkout in checkouts:
        assert checkout["with"]["persist-credentials"] is False
        assert checkout["with"].get("fetch-depth") == 0 or file.stem == "comment"


@each_workflow
def test_what_may_write_runs_nothing_of_the_pull_request(file: Path) -> None:
    """What follows another workflow has the rights of the default branch, and only its files."""
    started = workflow(file)[True]
    if "workflow_run" not in started:
        assert file.stem not in AFTERWARDS
        return
    follows = {"workflows": [AFTERWARDS[file.stem]], "types": ["completed"]}
    assert started == {"workflow_run": follows}
    for step in steps(file):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"
        assert "artifact" not in step.get("uses", "")


@each_workflow
def test_the_comment_finds_what_the_check_keeps(file: Path) -> None:
    if file.stem != "check":
        return
    kept = next(step["with"] for step in steps(file) if "keep" in step.get("name", "").lower())
    assert kept["name"] == ARTIFACT
    assert f" --output {kept['path']}/{SUMMARY}\n" in "\n".join(scripts(file))


@each_workflow
def test_what_runs_a_pull_request_may_only_read(file: Path) -> None:
    if not {"pull_request", "pull_request_review"} & set(workflow(file)[True]):
        return
    for job in workflow(file)["jobs"].values():
        assert set(job["permissions"].values()) <= {"read"}
    holders = [step["name"] for step in steps(file) if "github.token" in str(step)]
    assert holders == (["Ask who approved"] if file.stem == "approval" else [])


def test_what_builds_have_kept_only_the_published_site_may_change() -> None:
    found = {
        (file.stem, step["uses"].partition("@")[0]): step["with"]
        for file in FILES
        for step in steps(file)
        if step.get("uses", "").startswith("actions/cache")
    }
    assert found.keys() == {("publish", "actions/cache"), ("check", "actions/cache/restore")}
    assert {given["path"] for given in found.values()} == {".git/sopgen"}
    keys = {given["key"].removeprefix(given["restore-keys"]) for given in found.values()}
    assert keys == {"${{ github.run_id }}", "${{ github.run_id }}-${{ github.run_attempt }}"}


@each_workflow
def test_no_script_is_made_of_what_strangers_write(file: Path) -> None:
    assert [script for script in scripts(file) if "${{" in script] == []
    # YAML 1.1 reads the bare key `on` as true.
    assert "pull_request_target" not in workflow(file)[True]
    assert "secrets." not in file.read_text("utf-8")


@each_workflow
def test_every_command_of_sopgen_exists(file: Path) -> None:
    called = re.findall(r"\bsopgen (\w+)(.*)", "\n".join(scripts(file)))
    for name, rest in called:
        known = {name for option in sopgen.commands[name].params for name in option.opts}
        assert set(re.findall(r" (--[\w-]+)", rest)) <= known


def test_nobody_may_write_but_what_it_is_for() -> None:
    writers = {
        (file.stem, name): {what for what, how in job["permissions"].items() if how == "write"}
        for file in FILES
        for name, job in workflow(file)["jobs"].items()
        if "write" in job["permissions"].values()
    }
    assert writers == {
        ("ask-again", "again"): {"actions"},
        ("comment", "comment"): {"pull-requests"},
        ("publish", "deploy"): {"pages", "id-token"},
        ("release", "attest"): {"attestations", "id-token"},
        ("release", "publish"): {"id-token"},
        ("release", "release"): {"contents"},
        ("reviews", "remind"): {"issues"},
    }


def test_what_is_released_was_tested_and_is_what_was_built_once() -> None:
    jobs = workflow(REPOSITORY / ".github" / "workflows" / "release.yml")["jobs"]
    assert [job.get("needs") for job in jobs.values()] == [None, "build", "attest", "publish"]
    ran = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert ran[:2] == ["make test", "make dist"]
    for name in ("attest", "publish", "release"):
        assert "download-artifact" in jobs[name]["steps"][0]["uses"]
    assert jobs["publish"]["environment"]["name"] == "pypi"
