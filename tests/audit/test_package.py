"""The package: what an auditor finds in it, and what must never be in it."""

from __future__ import annotations

import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from tests.audit.audited import DAY, DRAFT, HOSTILE, MERGED, NEW, OLD, audited, contents
from tests.commandline import Run, run_process

RECORD = "documents/SOP-CS-001/index.html"


class Page(HTMLParser):
    """What a page names: its links and what it loads, its anchors, and its elements."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "href":
                self.links.append(value or "")
            if name in {"src", "srcset", "data"}:
                self.loads.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def test_each_version_is_there_to_read_and_as_git_holds_it(
    repo: Path, files: dict[str, bytes]
) -> None:
    for version, words in (("1.0.0", OLD), ("2.0.0", NEW)):
        assert words in files[f"documents/SOP-CS-001/v{version}.html"].decode()
    manifest = json.loads(files["manifest.json"])
    texts = [item for document in manifest["documents"] for item in document["versions"]]
    assert len(texts) == 6
    for item in texts:
        command = ["git", "cat-file", "blob", item["blob"]]
        held = subprocess.run(command, cwd=repo, check=True, capture_output=True).stdout
        assert files[item["file"]] == held


def test_no_draft_is_in_it(files: dict[str, bytes]) -> None:
    assert not [name for name in files if "CS-004" in name or "3.0.0" in name]
    for name, content in files.items():
        assert DRAFT.encode() not in content, name
        assert b"Draft of" not in content, name


def test_what_does_not_hold_is_marked_on_the_page_and_on_paper(files: dict[str, bytes]) -> None:
    old = files["documents/SOP-CS-001/v1.0.0.html"].decode()
    assert "This version is superseded: do not work by it." in old
    assert '@top-right { content: "SUPERSEDED" }' in old
    retired = files["documents/SOP-CS-003/v1.1.0.html"].decode()
    assert "This document is retired: do not work by it." in retired
    assert '@top-right { content: "RETIRED" }' in retired
    holds = files["documents/SOP-CS-001/v2.0.0.html"].decode()
    assert "is in force since 10 Mar 2026" in holds
    assert "@top-right { content:" not in holds
    assert 'content: "Version 2.0.0 · effective 10 Mar 2026' in holds
    assert 'counter(page) " of " counter(pages)' in holds


def test_the_record_shows_what_changed_word_by_word(files: dict[str, bytes]) -> None:
    record = files[RECORD].decode()
    assert "<del>what happened</del><ins>every word</ins>" in record
    assert "Every word." in record


def test_approvals_are_shown_with_their_evidence_and_no_more(files: dict[str, bytes]) -> None:
    record = files[RECORD].decode()
    assert "Bob Ray. This person merged the version into the main line." in record
    assert "Not shown. The front matter names the role Head of customer service" in record
    trailer = files["documents/SOP-CS-002/index.html"].decode()
    assert "Eve Sun. A trailer of the commit names the approver." in trailer
    approvals = files["approvals.html"].decode()
    assert approvals.count("evidence--front-matter") >= 4
    assert DAY[:4] in approvals


def test_every_file_stands_alone_and_every_way_within_leads_somewhere(
    files: dict[str, bytes],
) -> None:
    pages = {name: Page(content) for name, content in files.items() if name.endswith(".html")}
    for name, page in pages.items():
        assert not {"script", "iframe", "link", "object"} & set(page.tags), name
        assert [item for item in page.loads if not item.startswith("data:")] == [], name
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            there = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
            assert there in files, f"{name}: {link}"
            if parts.fragment:
                assert unquote(parts.fragment) in pages[there].ids, f"{name}: {link}"


def test_hostile_titles_stay_text(files: dict[str, bytes]) -> None:
    page = files["documents/SOP-FR-001/v1.0.0.html"].decode()
    assert "&lt;script&gt;alert(1)" in page
    assert HOSTILE not in page
    assert "<script" not in page


def test_pictures_are_in_the_page_and_links_to_other_files_are_words(
    files: dict[str, bytes],
) -> None:
    page = files["documents/SOP-CS-001/v2.0.0.html"].decode()
    assert 'src="data:image/png;base64,' in page
    assert ">the file<" not in page
    assert "../SOP-FR-001/v1.0.0.html#2-close" in page


def test_the_same_commit_and_day_give_the_same_bytes_anywhere(
    package: Path, tmp_path: Path
) -> None:
    there = audited(tmp_path / "elsewhere" / "copy")
    file = tmp_path / "again.zip"
    outcome = run_process(
        "export", file, "--today", DAY, cwd=there, TZ="Pacific/Auckland", PYTHONHASHSEED="7"
    )
    assert outcome.code == 0, outcome
    assert file.read_bytes() == package.read_bytes()


def test_uncommitted_edits_are_not_in_it(package: Path, tmp_path: Path, sopgen: Run) -> None:
    there = audited(tmp_path / "copy")
    (there / MERGED).write_text("gone", "utf-8")
    file = tmp_path / "again.zip"
    config = there / "mkdocs.yml"
    assert sopgen("export", file, "--today", DAY, "--config", config).code == 0
    assert file.read_bytes() == package.read_bytes()


def test_an_earlier_day_knows_nothing_of_later_ones(
    inside: Path, tmp_path: Path, sopgen: Run
) -> None:
    assert inside
    file = tmp_path / "then.zip"
    outcome = sopgen("export", file, "--as-of", "2026-03-05", "--format", "json")
    assert outcome.json["as_of"] == "2026-03-05"
    assert (outcome.json["documents"], outcome.json["versions"]) == (1, 2)
    then = contents(file)
    assert "is in force" in then["documents/SOP-CS-001/v1.0.0.html"].decode()
    assert "not yet in force" in then["documents/SOP-CS-001/v2.0.0.html"].decode()


def test_one_department_is_a_package_of_its_own(inside: Path, tmp_path: Path, sopgen: Run) -> None:
    assert inside
    file = tmp_path / "fraud.zip"
    assert sopgen("export", file, "--department", "fraud", "--today", DAY).code == 0
    only = contents(file)
    assert not [name for name in only if "SOP-CS" in name]
    assert b"SOP-CS" not in only["register.csv"]
    assert "Limited to:" in only["index.html"].decode()
    wrong = sopgen("export", file, "--department", "frud", "--today", DAY)
    assert wrong.code == 2
    assert 'Did you mean "fraud"?' in wrong.err


def test_without_the_whole_history_nothing_is_written(
    inside: Path, tmp_path: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "shallow"
    source = f"file://{inside}"
    command = ["git", "clone", "--quiet", "--depth", "1", source, str(clone)]
    subprocess.run(command, check=True)
    monkeypatch.chdir(clone)
    outcome = sopgen("export", tmp_path / "out.zip")
    assert outcome.code == 2
    assert "git fetch --unshallow" in outcome.err
    assert not (tmp_path / "out.zip").exists()


def test_an_interrupted_export_leaves_what_was_there(
    inside: Path, tmp_path: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert inside
    file = tmp_path / "audit.zip"
    file.write_bytes(b"the package of last year")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sopgen.audit.zipping.as_bytes", interrupted)
    assert sopgen("export", file, "--today", DAY).code == 130
    assert file.read_bytes() == b"the package of last year"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_written_is_the_operators_to_mend(
    inside: Path, tmp_path: Path, sopgen: Run
) -> None:
    assert inside
    assert sopgen("export", tmp_path, "--today", DAY).code == 2
    (tmp_path / "file").write_text("x", "utf-8")
    assert sopgen("export", tmp_path / "file" / "x.zip", "--today", DAY).code == 2
