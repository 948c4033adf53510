"""The manifest of a site tells what is on disk, whatever was known of its files before."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.edition.proof import Origin
from sopgen.manifest.contents import Folder
from sopgen.manifest.making import write_manifest
from sopgen.manifest.value import Kind, Manifest, as_bytes
from sopgen.site.writing import SiteFolder
from sopgen.site.written import Written

ORIGIN = Origin(commit=None, day=date(2026, 3, 1), drafts=False, documents=())


def listed(site: Path, written: Written) -> dict[str, str]:
    write_manifest(site, ORIGIN, "mkdocs", written)
    files: dict[str, str] = json.loads((site / "manifest.json").read_bytes())["files"]
    return files


def hashed(site: Path) -> dict[str, str]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "manifest.json"
    }


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read to make a manifest."""
    names: list[str] = []

    def reading(folder: Folder, name: str) -> Iterator[bytes]:
        names.append(name)
        yield (folder.path / name).read_bytes()

    monkeypatch.setattr(Folder, "read", reading)
    return names


def written_to(site: Path) -> SiteFolder:
    folder = SiteFolder(site)
    for name in ("a.html", "b/index.html", "b/ü.json"):
        folder.put(name, f"the text of {name}".encode())
    return folder


def test_what_was_written_is_not_read_again(tmp_path: Path, read: list[str]) -> None:
    folder = written_to(tmp_path)
    (tmp_path / "b/theirs.css").write_text("a {}", "utf-8")
    assert listed(tmp_path, folder.written) == hashed(tmp_path)
    assert read == ["b/theirs.css"]


def test_what_changed_since_is_read(tmp_path: Path, read: list[str]) -> None:
    folder = written_to(tmp_path)
    for name, moment in (("a.html", 1), ("b/index.html", 2)):
        file = tmp_path / name
        file.write_bytes(file.read_bytes().replace(b"text", b"TEXT"))
        os.utime(file, (moment, moment))
    (tmp_path / "b/ü.json").unlink()
    assert listed(tmp_path, folder.written) == hashed(tmp_path)
    assert read == ["a.html", "b/index.html"]


def test_what_several_processes_wrote_is_read(tmp_path: Path, read: list[str]) -> None:
    known = Written()
    for text in (b"one", b"two"):
        folder = SiteFolder(tmp_path)
        folder.put("same.txt", text)
        folder.put(f"{text.decode()}.txt", text)
        known.add(folder.written.take())
    assert listed(tmp_path, known) == hashed(tmp_path)
    assert read == ["same.txt"]


@given(st.dictionaries(st.text(), st.text(alphabet="0123456789abcdef")))
def test_a_manifest_is_laid_out_as_python_does(files: dict[str, str]) -> None:
    made = as_bytes(Manifest(kind=Kind.SITE, origin=ORIGIN, files=files, made_with={"a": "1"}))
    value = json.loads(made)
    printed = {name.encode(errors="replace").decode(): hash_ for name, hash_ in files.items()}
    assert value["files"] == printed
    assert made.decode() == json.dumps(value, ensure_ascii=False, indent=1) + "\n"
