"""The comment under a pull request: one, its own, and nothing but what sopgen writes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.exports.forge import lines_at
from sopgen.exports.markdown import escaped
from sopgen.exports.summary import summary_as_markdown
from sopgen.forge.archive import read_summary
from sopgen.forge.comment import code_notice
from sopgen.forge.comment import unlike_a_summary as unlike
from tests.commandline import Outcome
from tests.exports.test_markdown import HOSTILE, hostile_text
from tests.forge.conftest import Job
from tests.forge.server import BOT, TOKEN, FakeForge
from tests.golden.render import change

COMMIT: Final = "a" * 40
BRANCH: Final = "x$(touch pwned)`id`&state=closed"
SERVER: Final = "https://github.example"
FILES: Final = f"{SERVER}/o/r/blob/{COMMIT}/"
MARKER: Final = "<!-- sopgen: summary -->"
COMMENTS: Final = "repos/o/r/issues/7/comments"
NOTES: Final = "projects/5/merge_requests/7/notes"
ARCHIVE: Final = "repos/o/r/actions/artifacts/5/zip"
TEXT: Final = "## 1 procedure changed\n"


def archive(text: str | bytes, name: str = "summary.md") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("findings.sarif", "{}")
        files.writestr(name, text)
    return made.getvalue()


def pull(number: int, commit: str = COMMIT) -> dict[str, Any]:
    return {"number": number, "head": {"sha": commit}}


@pytest.fixture
def checked(forge: FakeForge) -> FakeForge:
    """A forge with a pull request, and what its check left."""
    forge.answers["repos/o/r/pulls"] = [pull(6, "b" * 40), pull(7)]
    listed = [{"id": 5, "name": "findings", "expired": False, "size_in_bytes": 900}]
    forge.answers["repos/o/r/actions/runs/3/artifacts"] = {"artifacts": listed}
    forge.answers[ARCHIVE] = archive(TEXT)
    return forge


def run(forge: FakeForge, job: Job, folder: Path) -> Outcome:
    """The comment's job after the check of a stranger's branch."""
    made = {
        "id": 3,
        "head_sha": COMMIT,
        "head_branch": BRANCH,
        "head_repository": {"owner": {"login": "stranger"}},
    }
    return job(forge.github(folder, {"workflow_run": made}), "comment")


def test_the_first_one_is_written(checked: FakeForge, job: Job, tmp_path: Path) -> None:
    done = run(checked, job, tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert checked.sent == [("POST", COMMENTS, {"body": f"{MARKER}\n{TEXT}"})]
    asked = {path: fields for path, fields, _ in checked.asked}
    assert asked["repos/o/r/pulls"]["head"] == f"stranger:{BRANCH}"


def test_later_ones_take_its_place(checked: FakeForge, job: Job, tmp_path: Path) -> None:
    others = [{"id": n, "body": "Hello", "user": {"login": "ann"}} for n in range(150)]
    forged = {"id": 998, "body": f"{MARKER}\nmine", "user": {"login": "mallory"}}
    own = {"id": 999, "body": f"{MARKER}\nold", "user": {"login": BOT}}
    without = {"id": 1, "body": None, "user": None}
    checked.answers[COMMENTS] = [*others, without, {**own, "body": None}, forged, own]
    assert run(checked, job, tmp_path).code == 0
    assert [item[:2] for item in checked.sent] == [("PATCH", "repos/o/r/issues/comments/999")]


def test_what_stands_there_already_is_left(checked: FakeForge, job: Job, tmp_path: Path) -> None:
    own = {"id": 9, "body": f"{MARKER}\n{TEXT}", "user": {"login": BOT}}
    checked.answers[COMMENTS] = [own]
    assert run(checked, job, tmp_path).code == 0
    assert checked.sent == []


def test_where_the_archive_is_kept_nobody_learns_the_token(
    checked: FakeForge, job: Job, tmp_path: Path
) -> None:
    checked.answers[ARCHIVE] = f"{checked.address}/elsewhere"
    checked.answers["/elsewhere"] = archive(TEXT)
    assert run(checked, job, tmp_path).code == 0
    assert len(checked.sent) == 1
    seen = {path: json.dumps(headers) for path, _, headers in checked.asked}
    assert TOKEN in seen[ARCHIVE]
    assert TOKEN not in seen["/elsewhere"]


@pytest.mark.parametrize("pulls", [[], [pull(6, "b" * 40)], [pull(6), pull(7)]])
def test_without_one_pull_request_of_that_commit_nothing_is_said(
    checked: FakeForge, job: Job, tmp_path: Path, pulls: list[object]
) -> None:
    checked.answers["repos/o/r/pulls"] = pulls
    assert run(checked, job, tmp_path).code == 0
    assert checked.sent == []


@pytest.mark.parametrize(
    "item",
    [
        {"name": "other"},
        {"expired": True},
        {"size_in_bytes": 9_000_000},
    ],
)
def test_an_artifact_that_will_not_do(
    checked: FakeForge, job: Job, tmp_path: Path, item: dict[str, object]
) -> None:
    right = {"id": 5, "name": "findings", "expired": False, "size_in_bytes": 900}
    checked.answers["repos/o/r/actions/runs/3/artifacts"] = {"artifacts": [right | item]}
    assert run(checked, job, tmp_path).code == 0
    assert checked.sent == []


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", archive("x", "../summary.md"), archive(b"\xff"), archive("x" * 4_000_000)],
    ids=["empty", "broken", "elsewhere", "no text", "bomb"],
)
def test_an_archive_that_will_not_do(
    checked: FakeForge, job: Job, tmp_path: Path, content: bytes
) -> None:
    checked.answers[ARCHIVE] = content
    assert run(checked, job, tmp_path).code == 0
    assert checked.sent == []


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
    "a\n/close",
    "  /merge now",
]


@pytest.mark.parametrize("text", FORGED)
def test_what_sopgen_never_writes_is_refused(
    checked: FakeForge, job: Job, tmp_path: Path, text: str
) -> None:
    assert unlike(text, FILES)
    if text == FORGED[0]:
        checked.answers[ARCHIVE] = archive(text)
        done = run(checked, job, tmp_path)
        assert done.code == 2
        assert "never writes: '@o'" in done.err
        assert checked.sent == []


def test_what_sopgen_writes_is_taken() -> None:
    assert unlike(summary_as_markdown(change(), lines_at(FILES)), FILES) is None
    assert unlike("- " + escaped("".join(HOSTILE)), FILES) is None


@settings(max_examples=300)
@given(hostile_text)
def test_no_text_of_a_document_is_refused(text: str) -> None:
    assert unlike(f"### {escaped(text)}\n\n- <del>{escaped(text)}</del>", FILES) is None


@given(st.binary(max_size=200))
def test_no_archive_stops_the_script(content: bytes) -> None:
    read_summary(content)


def test_on_gitlab_it_is_a_note_of_the_tokens_account(
    forge: FakeForge, job: Job, tmp_path: Path
) -> None:
    link = f"[a](https://gitlab.example/o/r/-/blob/{COMMIT}/a.md?plain=1#L3)"
    (tmp_path / "summary.md").write_text(link, "utf-8")
    forge.answers["user"] = {"id": 9}
    command = ("comment", str(tmp_path / "summary.md"))
    assert job(forge.gitlab(), *command).code == 0
    body = f"{MARKER}\n{link}"
    assert forge.sent == [("POST", NOTES, {"body": body})]
    forged = {"id": 1, "body": f"{MARKER}\nmine", "author": {"id": 4}}
    own = {"id": 2, "body": f"{MARKER}\nold", "author": {"id": 9}}
    forge.answers[NOTES] = [forged, own]
    assert job(forge.gitlab(), *command).code == 0
    assert forge.sent[1:] == [("PUT", f"{NOTES}/2", {"body": body})]
    forge.answers[NOTES] = [{**own, "body": body}]
    assert job(forge.gitlab(), *command).code == 0
    assert len(forge.sent) == 2


def test_on_gitlab_no_order_is_given_in_its_name(
    forge: FakeForge, job: Job, tmp_path: Path
) -> None:
    (tmp_path / "summary.md").write_text("Fine.\n/approve\n", "utf-8")
    done = job(forge.gitlab(), "comment", str(tmp_path / "summary.md"))
    assert (done.code, forge.sent) == (2, [])
    assert "'/approve'" in done.err


FILES_OF_IT: Final = "repos/o/r/pulls/7/files"


def test_a_change_of_what_is_run_is_told(checked: FakeForge, job: Job, tmp_path: Path) -> None:
    names = ["sops/fraud/card.md", "mkdocs.yml", "x @octocat <b>.py", "sops/x.js"]
    checked.answers[FILES_OF_IT] = [{"filename": name} for name in names]
    assert run(checked, job, tmp_path).code == 0
    body = checked.sent[0][2]["body"]
    assert body.startswith(f"{MARKER}\n**This change is not only text.** It also touches")
    assert "`mkdocs.yml`, other files" in body
    assert "octocat" not in body
    assert body.endswith(TEXT)


def test_it_is_told_beside_a_forged_summary(checked: FakeForge, job: Job, tmp_path: Path) -> None:
    checked.answers[ARCHIVE] = archive("Hello @octocat")
    moved = {"filename": "sops/a.md", "previous_filename": ".github/a.md"}
    checked.answers[FILES_OF_IT] = [moved]
    assert run(checked, job, tmp_path).code == 2
    assert "`.github/`" in checked.sent[0][2]["body"]
    assert "octocat" not in checked.sent[0][2]["body"]


@pytest.mark.parametrize("name", ["sops/a/b.md", "sops/a/form.png", "schema/vocabulary.yml"])
def test_content_is_no_code(name: str) -> None:
    assert code_notice([name]) == ""


@pytest.mark.parametrize(
    "name",
    ["mkdocs.yml", "schema/sop.schema.json", "sops/a.js", "sops/a.HTML", "Makefile", "x/sops/a.md"],
)
def test_all_else_is(name: str) -> None:
    assert code_notice([name])
