"""Files of a site are written whole, and folders are made as they are needed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sopgen.site.writing import SiteFolder


def test_a_file_takes_the_place_of_a_longer_one(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.put("a/b/c.txt", b"a longer text")
    site.put("a/b/c.txt", b"short")
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"short"


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("theirs", "utf-8")
    site = SiteFolder(tmp_path)
    site.add("there.txt", b"ours")
    site.add("new.txt", b"ours")
    assert (tmp_path / "there.txt").read_bytes() == b"theirs"
    assert (tmp_path / "new.txt").read_bytes() == b"ours"
    assert list(site.written.take()) == ["new.txt"]


def test_folders_that_somebody_else_makes_at_the_same_time(tmp_path: Path) -> None:
    one, other = SiteFolder(tmp_path), SiteFolder(tmp_path)
    for number, site in enumerate([one, other, one]):
        site.put(f"deep/er/{number}.txt", b"text")
        site.put(f"deep/er/and/{number}/er.txt", b"text")
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 6


def test_a_system_that_takes_few_bytes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, text = os.write, "Führt zu Ende 🙂".encode() * 100
    monkeypatch.setattr(os, "write", lambda handle, rest: write(handle, rest[:7]))
    SiteFolder(tmp_path).put("whole.txt", text)
    monkeypatch.undo()
    assert (tmp_path / "whole.txt").read_bytes() == text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is full")
def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").symlink_to("/dev/full")
    site = SiteFolder(tmp_path)
    with pytest.raises(OSError, match=r"No space left on device: '.*/page\.html'"):
        site.put("page.html", b"text")
    assert site.written.take() == {}
