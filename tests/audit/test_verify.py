"""`sopgen verify`: names what differs file by file, and is harmed by nothing that it reads."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.audit.audited import DAY, audited, contents, repack
from tests.commandline import Run, run_process

TEXT = "documents/SOP-CS-001/v2.0.0.md"
Files = dict[str, bytes]


@pytest.fixture
def found(inside: Path, sopgen: Run) -> Callable[..., Any]:
    """Check something, and give what differs as pairs, with the exit code."""
    assert inside

    def check(path: Path, *options: str) -> Any:  # noqa: ANN401 the JSON of the command
        outcome = sopgen("verify", path, "--format", "json", *options)
        assert outcome.code == (0 if outcome.json["same"] else 1), outcome
        return outcome.json

    return check


def pairs(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["how"], item["what"]) for item in report["differences"]]


def forged(files: Files, change: Callable[[dict[str, Any]], None]) -> Files:
    """The files with a changed manifest that fits them."""
    manifest = json.loads(files["manifest.json"])
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest["files"] = {name: hashes[name] for name in hashes if name != "manifest.json"}
    change(manifest)
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def versions(manifest: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {item["id"]: item["versions"] for item in manifest["documents"]}


def test_a_package_is_what_was_made(found: Callable[..., Any], package: Path) -> None:
    report = found(package, "--rebuild")
    assert report["same"], report
    assert len(report["checked"]) == 3
    assert report["unchecked"] == []
    quick = found(package)
    assert quick["same"]
    assert "--rebuild" in quick["unchecked"][0]


def test_a_tampered_package_is_named_file_by_file(
    found: Callable[..., Any], files: Files, tmp_path: Path
) -> None:
    file = tmp_path / "bad.zip"
    changed = {**files, "index.html": b"All is well.", "more.html": b"x"}
    del changed["register.csv"]
    repack(file, changed)
    expected = [("changed", "index.html"), ("added", "more.html"), ("missing", "register.csv")]
    assert pairs(found(file)) == expected


def test_a_forged_manifest_does_not_stand_up_to_git(
    found: Callable[..., Any], files: Files, tmp_path: Path
) -> None:
    file = tmp_path / "forged.zip"

    def another_text(manifest: dict[str, Any]) -> None:
        versions(manifest)["SOP-CS-001"][0]["sha256"] = hashlib.sha256(b"No.").hexdigest()

    repack(file, forged({**files, TEXT: b"No."}, another_text))
    assert pairs(found(file)) == [("not-in-git", "SOP-CS-001 2.0.0")]

    def another_commit(manifest: dict[str, Any]) -> None:
        versions(manifest)["SOP-CS-001"][0]["commit"] = "0" * 40

    repack(file, forged(files, another_commit))
    assert pairs(found(file)) == [("not-in-git", "SOP-CS-001 2.0.0")]

    def another_blob(manifest: dict[str, Any]) -> None:
        versions(manifest)["SOP-CS-001"][0]["blob"] = versions(manifest)["SOP-CS-002"][0]["blob"]

    repack(file, forged(files, another_blob))
    assert pairs(found(file)) == [("not-in-git", "SOP-CS-001 2.0.0")]

    def fewer(manifest: dict[str, Any]) -> None:
        versions(manifest)["SOP-CS-001"].pop()

    repack(file, forged(files, fewer))
    assert pairs(found(file)) == [("not-listed", "SOP-CS-001 1.0.0")]

    def unknown(manifest: dict[str, Any]) -> None:
        manifest["commit"] = "f" * 40

    repack(file, forged(files, unknown))
    assert pairs(found(file, "--rebuild")) == [("not-in-git", f"commit {'f' * 40}")]


def test_a_text_that_is_not_where_the_manifest_says_is_named(
    found: Callable[..., Any], files: Files, tmp_path: Path
) -> None:
    file = tmp_path / "swapped.zip"
    repack(file, forged({**files, TEXT: b"Another text."}, lambda _: None))
    assert pairs(found(file)) == [("changed", TEXT)]


def test_only_making_it_anew_finds_what_was_forged_whole(
    found: Callable[..., Any], files: Files, tmp_path: Path
) -> None:
    file = tmp_path / "forged.zip"
    repack(file, forged({**files, "statement.html": b"All is met."}, lambda _: None))
    assert found(file)["same"]
    expected = [("not-rebuilt", "manifest.json"), ("not-rebuilt", "statement.html")]
    assert pairs(found(file, "--rebuild")) == expected


def test_another_version_of_sopgen_cannot_make_it_anew_and_says_so(
    found: Callable[..., Any], files: Files, tmp_path: Path
) -> None:
    file = tmp_path / "older.zip"
    repack(file, forged(files, lambda manifest: manifest.update(sopgen="0.0.1")))
    report = found(file, "--rebuild")
    assert report["same"]
    assert "sopgen 0.0.1 made it" in report["unchecked"][0]


def test_without_git_it_says_what_it_could_not_check(
    package: Path, tmp_path: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = sopgen("verify", package, "--rebuild")
    assert outcome.code == 0
    assert "Not checked: Git: There is no mkdocs.yml" in outcome.out
    assert "against git" not in outcome.out


def test_nothing_of_a_hostile_zip_leaves_it(
    found: Callable[..., Any], files: Files, tmp_path: Path
) -> None:
    file = tmp_path / "within" / "hostile.zip"
    file.parent.mkdir()
    repack(file, files)
    names = ["../out.html", "/etc/out", "a/../../out", "C:\\out", "..\\out", "a//b", "./c"]
    with zipfile.ZipFile(file, "a") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"out")
        link = zipfile.ZipInfo("link.html")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, b"/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("index.html", b"another one")
        archive.writestr("bomb.html", b"\0" * 30_000_000, zipfile.ZIP_DEFLATED)
    report = found(file)
    strange = {item["what"]: item["detail"] for item in report["differences"]}
    assert set(strange) == {*names, "link.html", "index.html", "bomb.html"}
    assert {item["how"] for item in report["differences"]} == {"strange"}
    assert strange["link.html"] == "a link"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["hostile.zip", "within"]


def test_damaged_files_are_named(
    found: Callable[..., Any], package: Path, files: Files, tmp_path: Path
) -> None:
    file = tmp_path / "damaged.zip"
    content = bytearray(package.read_bytes())
    with zipfile.ZipFile(package) as archive:
        entry = archive.getinfo("register.csv")
    at = entry.header_offset + 30 + len("register.csv") + 20
    content[at : at + 4] = b"\xff\xff\xff\xff"
    file.write_bytes(bytes(content))
    assert pairs(found(file)) == [("unreadable", "register.csv")]
    assert files


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b"[" * 200_000, b'{"api": "v1"}', b"\xff\xfe", b"null"],
    ids=["empty", "list", "half", "deep", "little", "binary", "null"],
)
def test_a_manifest_that_is_none_is_a_difference(
    found: Callable[..., Any], files: Files, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "bad.zip"
    repack(file, {**files, "manifest.json": content})
    assert pairs(found(file)) == [("unreadable", "manifest.json")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("commit", "--output=/tmp/x"),
        ("commit", "HEAD"),
        ("as_of", "2026-02-30"),
        ("files", {"index.html": "short"}),
        ("kind", "virus"),
        ("documents", [{"name": "x"}]),
    ],
)
def test_hostile_values_in_a_manifest_are_refused(
    found: Callable[..., Any], files: Files, tmp_path: Path, field: str, value: object
) -> None:
    file = tmp_path / "bad.zip"
    repack(file, forged(files, lambda manifest: manifest.update({field: value})))
    assert pairs(found(file)) == [("unreadable", "manifest.json")]


def test_what_is_no_site_and_no_zip_is_the_operators_to_mend(
    inside: Path, tmp_path: Path, sopgen: Run
) -> None:
    assert inside
    (tmp_path / "notes.txt").write_text("Hello", "utf-8")
    assert sopgen("verify", tmp_path / "notes.txt").code == 2
    assert sopgen("verify", tmp_path / "nothing").code == 2
    empty = sopgen("verify", tmp_path)
    assert empty.code == 2
    assert "no manifest.json" in empty.err
    repack(tmp_path / "other.zip", {"a": b"b"})
    assert sopgen("verify", tmp_path / "other.zip").code == 2


def test_a_name_that_would_move_the_cursor_is_told_as_text(
    inside: Path, files: Files, tmp_path: Path, sopgen: Run
) -> None:
    assert inside
    file = tmp_path / "bad.zip"
    repack(file, {**files, "a\x1b[2Jb": b"x"})
    outcome = sopgen("verify", file)
    assert outcome.code == 1
    assert "added       a\\x1b[2Jb" in outcome.out
    assert "\x1b" not in outcome.out


@pytest.fixture(scope="module")
def built(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository."""
    site = tmp_path_factory.mktemp("site") / "site"
    outcome = run_process("build", "-q", "-d", site, "--today", DAY, cwd=repo)
    assert outcome.code == 0, outcome
    return site


class TestASite:
    """A built site: its manifest names every file."""

    def test_it_is_what_was_made(self, found: Callable[..., Any], built: Path) -> None:
        report = found(built, "--rebuild")
        assert report["same"], report
        assert len(report["checked"]) == 3
        manifest = json.loads((built / "manifest.json").read_text("utf-8"))
        paths = [path for path in built.rglob("*") if path.is_file()]
        names = {path.relative_to(built).as_posix() for path in paths} - {"manifest.json"}
        assert list(manifest["files"]) == sorted(names)
        assert (built / manifest["$schema"]).is_file()
        assert "SOP-CS-004" not in {item["id"] for item in manifest["documents"]}

    def test_it_is_named_file_by_file_where_it_was_tampered_with(
        self, found: Callable[..., Any], built: Path, tmp_path: Path
    ) -> None:
        site = tmp_path / "site"
        shutil.copytree(built, site)
        (site / "index.html").write_text("Welcome.", "utf-8")
        (site / "404.html").unlink()
        (site / "new.html").write_text("x", "utf-8")
        (site / "register" / "index.html").unlink()
        (site / "register" / "index.html").symlink_to("/etc/hostname")
        expected = [
            ("missing", "404.html"),
            ("changed", "index.html"),
            ("added", "new.html"),
            ("strange", "register/index.html"),
        ]
        assert pairs(found(site)) == expected

    def test_a_library_that_has_such_a_file_itself_is_told(
        self, tmp_path: Path, sopgen: Run
    ) -> None:
        there = audited(tmp_path / "copy")
        (there / "sops" / "manifest.json").write_text("{}", "utf-8")
        outcome = sopgen("build", "-q", "-f", there / "mkdocs.yml", "-d", tmp_path / "site")
        assert outcome.code != 0
        assert "manifest.json" in outcome.err
        assert not (tmp_path / "site").exists()


def test_contents_come_in_order_with_fixed_times_and_permissions(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries if entry.filename != "manifest.json"]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(2026, 8, 1, 9, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert contents(package)
