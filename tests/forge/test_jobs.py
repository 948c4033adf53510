"""What is wrong with a job, or with the forge's answer, is said on one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forge.conftest import Job
from tests.forge.server import TOKEN, FakeForge

PULL = {"pull_request": {"number": 7, "user": {"login": "wanda"}}}


def test_outside_of_a_job(job: Job) -> None:
    for command in ("comment", "approvals"):
        done = job({}, command)
        assert done.code == 2
        assert "GitHub Actions or GitLab CI" in done.err


@pytest.mark.parametrize("token", ["", "a\nb", "ü"])
def test_without_a_token(forge: FakeForge, job: Job, tmp_path: Path, token: str) -> None:
    done = job({**forge.github(tmp_path, PULL), "GH_TOKEN": token}, "approvals")
    assert (done.code, forge.asked) == (2, [])
    assert "The variable GH_TOKEN holds no token." in done.err
    done = job(forge.gitlab(GITHUB_ACTIONS="false", SOPGEN_TOKEN=token), "approvals")
    assert (done.code, forge.asked) == (2, [])
    assert "SOPGEN_TOKEN" in done.err


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_what_the_forge_refuses(forge: FakeForge, job: Job, tmp_path: Path, status: int) -> None:
    forge.answers["repos/o/r/pulls/7/reviews"] = status
    done = job(forge.github(tmp_path, PULL), "approvals")
    assert done.code == 2
    assert f'"{status} ' in done.err
    assert "GET repos/o/r/pulls/7/reviews" in done.err
    assert done.err.count("\n") == 1
    assert TOKEN not in done.err


@pytest.mark.parametrize("answer", [b"<html>", b"", b"[" * 100_000])
def test_an_answer_that_is_no_json(
    forge: FakeForge, job: Job, tmp_path: Path, answer: bytes
) -> None:
    forge.answers["repos/o/r/pulls/7/commits"] = answer
    done = job(forge.github(tmp_path, PULL), "approvals")
    assert done.code == 2
    assert "no JSON" in done.err


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example", "https://", "", "http://127.0.0.1:1"]
)
def test_an_address_that_is_no_forge(
    forge: FakeForge, job: Job, tmp_path: Path, address: str
) -> None:
    done = job({**forge.github(tmp_path, PULL), "GITHUB_API_URL": address}, "approvals")
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_a_job_of_another_kind(forge: FakeForge, job: Job, tmp_path: Path) -> None:
    (tmp_path / "summary.md").write_text("Fine.", "utf-8")
    for event in ({}, PULL):
        assert job(forge.github(tmp_path, event), "comment").code == 2
    assert job(forge.github(tmp_path, {}), "approvals").code == 2
    for variables in (forge.gitlab(), forge.gitlab(CI_MERGE_REQUEST_IID="")):
        assert job({**variables, "GITHUB_ACTIONS": ""}, "comment").code == 2
    empty = forge.gitlab(CI_MERGE_REQUEST_IID="", GITHUB_ACTIONS="")
    assert job(empty, "comment", str(tmp_path / "summary.md")).code == 2
    assert job(empty, "comment", str(tmp_path / "none.md")).code == 2
    assert job(empty, "approvals").code == 2
    assert forge.sent == []


@pytest.mark.parametrize("content", ["", "[]", "[" * 100_000])
def test_an_event_that_cannot_be_read(
    forge: FakeForge, job: Job, tmp_path: Path, content: str
) -> None:
    variables = forge.github(tmp_path, {})
    Path(variables["GITHUB_EVENT_PATH"]).write_text(content, "utf-8")
    assert job(variables, "approvals").code == 2
