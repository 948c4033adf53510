"""The comment under a pull request: one, its own, and nothing but what sopgen writes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.exports.forge import lines_at
from sopgen.exports.markdown import escaped
from sopgen.exports.summary import summary_as_markdown
from tests.commandline import Outcome
from tests.exports.test_markdown import HOSTILE, hostile_text
from tests.golden.render import change

from .scripts import BOT, FakeForge, script

COMMIT: Final = "a" * 40
BRANCH: Final = "x$(touch pwned)`id`&state=closed"
SERVER: Final = "https://github.example"
FILES: Final = f"{SERVER}/o/r/blob/{COMMIT}/"
MARKER: Final = "<!-- sopgen: summary -->"
COMMENTS: Final = "repos/o/r/issues/7/comments"
comment = script("comment")
unlike = comment.unlike_a_summary


def archive(text: str | bytes, name: str = "summary.md") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("findings.sarif", "{}")
        files.writestr(name, text)
    return made.getvalue()


def pull(number: int, commit: str = COMMIT) -> dict[str, Any]:
    return {"number": number, "head": {"sha": commit}}


@pytest.fixture
def forge(tmp_path: Path) -> FakeForge:
    made = FakeForge(tmp_path / "forge")
    made.answer("repos/o/r/pulls", [pull(6, "b" * 40), pull(7)])
    listed = [{"id": 5, "name": "findings", "expired": False, "size_in_bytes": 900}]
    made.answer("repos/o/r/actions/runs/3/artifacts", {"artifacts": listed})
    made.answer("repos/o/r/actions/artifacts/5/zip", archive("## 1 procedure changed\n"))
    return made


def run(forge: FakeForge, cwd: Path) -> Outcome:
    names = {"HEAD_OWNER": "stranger", "HEAD_BRANCH": BRANCH, "HEAD_SHA": COMMIT, "RUN": "3"}
    return forge.run("comment", cwd, {"REPOSITORY": "o/r", "SERVER": SERVER, **names})


def test_the_first_one_is_written(forge: FakeForge, tmp_path: Path) -> None:
    done = run(forge, tmp_path)
    assert (done.code, done.err) == (0, "")
    assert forge.sent == [["POST", COMMENTS, {"body": f"{MARKER}\n## 1 procedure changed\n"}]]
    assert not (tmp_path / "pwned").exists()
    assert f"stranger:{BRANCH}" in (forge.folder / "calls").read_text().replace("\\\\", "\\")


def test_later_ones_take_its_place(forge: FakeForge, tmp_path: Path) -> None:
    others = [{"id": n, "body": "Hello", "user": {"login": "ann"}} for n in range(150)]
    forged = {"id": 998, "body": f"{MARKER}\nmine", "user": {"login": "mallory"}}
    own = {"id": 999, "body": f"{MARKER}\nold", "user": {"login": BOT}}
    forge.answer(COMMENTS, [*others, {"id": 1, "body": None, "user": None}, forged, own])
    assert run(forge, tmp_path).code == 0
    assert [item[:2] for item in forge.sent] == [["PATCH", "repos/o/r/issues/comments/999"]]


def test_what_stands_there_already_is_left(forge: FakeForge, tmp_path: Path) -> None:
    body = f"{MARKER}\n## 1 procedure changed\n"
    forge.answer(COMMENTS, [{"id": 9, "body": body, "user": {"login": BOT}}])
    assert run(forge, tmp_path).code == 0
    assert forge.sent == []


@pytest.mark.parametrize("pulls", [[], [pull(6, "b" * 40)], [pull(6), pull(7)]])
def test_without_one_pull_request_of_that_commit_nothing_is_said(
    forge: FakeForge, tmp_path: Path, pulls: list[object]
) -> None:
    forge.answer("repos/o/r/pulls", pulls)
    assert run(forge, tmp_path).code == 0
    assert forge.sent == []


@pytest.mark.parametrize(
    "item",
    [
        {"name": "other"},
        {"expired": True},
        {"size_in_bytes": 9_000_000},
    ],
)
def test_an_artifact_that_will_not_do(
    forge: FakeForge, tmp_path: Path, item: dict[str, object]
) -> None:
    right = {"id": 5, "name": "findings", "expired": False, "size_in_bytes": 900}
    forge.answer("repos/o/r/actions/runs/3/artifacts", {"artifacts": [right | item]})
    assert run(forge, tmp_path).code == 0
    assert forge.sent == []


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", archive("x", "../summary.md"), archive(b"\xff"), archive("x" * 4_000_000)],
    ids=["empty", "broken", "elsewhere", "no text", "bomb"],
)
def test_an_archive_that_will_not_do(forge: FakeForge, tmp_path: Path, content: bytes) -> None:
    forge.answer("repos/o/r/actions/artifacts/5/zip", content)
    assert run(forge, tmp_path).code == 0
    assert forge.sent == []


FORGED: Final = [
    "Hello @octocat",
    "\\@octocat",
    "Fixes #1",
    "GH-1",
    "[a](https://evil.example)",
    "[a](//evil.example)",
    "[a](/o/r/settings)",
    "[`\\`](javascript:alert)",
    "[a]: //evil.example\n\n[a]",
    "![a](x.png)",
    f"[a]({FILES}../../../../evil)!\\[b](x)![c](y)",
    "https://evil.example",
    "<https://evil.example>",
    "www.evil.example",
    "a@b.example",
    "<img src=x>",
    "<!-- sopgen: summary -->",
    "<details open>",
    "</details >",
    f"[a]({SERVER}/o/r/blob/{'b' * 40}/a.md)",
    f"[a]({FILES}x)](https://evil.example)",
    "😀" * 32_501,
]


@pytest.mark.parametrize("text", FORGED)
def test_what_sopgen_never_writes_is_refused(forge: FakeForge, tmp_path: Path, text: str) -> None:
    assert unlike(text, FILES)
    if text == FORGED[0]:
        forge.answer("repos/o/r/actions/artifacts/5/zip", archive(text))
        done = run(forge, tmp_path)
        assert done.code == 1
        assert "never writes: '@o'" in done.err
        assert forge.sent == []


def test_what_sopgen_writes_is_taken() -> None:
    assert unlike(summary_as_markdown(change(), lines_at(FILES)), FILES) is None
    assert unlike("- " + escaped("".join(HOSTILE)), FILES) is None


@settings(max_examples=300)
@given(hostile_text)
def test_no_text_of_a_document_is_refused(text: str) -> None:
    assert unlike(f"### {escaped(text)}\n\n- <del>{escaped(text)}</del>", FILES) is None


@given(st.binary(max_size=200))
def test_no_archive_stops_the_script(content: bytes) -> None:
    comment.read_summary(content)
