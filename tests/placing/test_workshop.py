"""A folder is replaced as a whole or not at all, and no leftover stays or disturbs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.model.errors import OperatorError
from sopgen.placing import Workshop, exchange, locks, workshop

MARK = "404.html"


@pytest.fixture(params=["one step", "two steps"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An earlier site, on a system that exchanges folders in one step, and on one that does not."""
    if request.param == "two steps":
        monkeypatch.setattr(workshop, "exchange", lambda *_: False)
    return made(tmp_path / "site", "earlier")


def made(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / MARK).write_text(text)
    (folder / "deep").mkdir(exist_ok=True)
    (folder / "deep" / "page").write_text(text)
    return folder


def text_of(folder: Path) -> str:
    """The one text that the whole folder holds."""
    (text,) = {file.read_text() for file in folder.rglob("*") if file.is_file()}
    return text


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def opened(target: Path, text: str) -> Workshop:
    found = Workshop.open(target, mark=MARK)
    made(found.new, text)
    return found


def dead(target: Path, text: str) -> Workshop:
    """A workshop of a process that was killed: its lock is gone."""
    found = opened(target, text)
    assert found._lock is not None
    os.close(found._lock)
    return found


def test_what_was_built_takes_the_place(target: Path) -> None:
    opened(target, "new").place()
    assert text_of(target) == "new"
    assert beside(target) == []


def test_where_nothing_stood_it_is_just_put_there(tmp_path: Path) -> None:
    opened(tmp_path / "deep" / "site", "new").place()
    assert text_of(tmp_path / "deep" / "site") == "new"


def test_a_folder_given_up_leaves_the_earlier_one(target: Path) -> None:
    given_up = opened(target, "new")
    given_up.close()
    given_up.close()
    assert text_of(target) == "earlier"
    assert beside(target) == []


def test_of_two_at_once_the_last_stays_and_is_whole(target: Path) -> None:
    one, other = opened(target, "one"), opened(target, "other")
    assert text_of(one.new) == "one"
    one.place()
    assert text_of(target) == "one"
    other.place()
    assert text_of(target) == "other"
    assert beside(target) == []


def test_two_that_both_find_no_earlier_one(tmp_path: Path) -> None:
    target = tmp_path / "site"
    one, other = opened(target, "one"), opened(target, "other")
    one.place()
    other.place()
    assert text_of(target) == "other"


def test_another_is_faster_between_the_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = made(tmp_path / "site", "earlier")
    monkeypatch.setattr(workshop, "exchange", lambda *_: False)
    slow, fast = opened(target, "slow"), opened(target, "fast")
    overtaken: list[Callable[[], None]] = [fast.place]
    rename = Path.rename

    def overtake(path: Path, to: Path) -> Path:
        if path == slow.new and overtaken:
            overtaken.pop()()
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", overtake)
    slow.place()
    assert text_of(target) == "slow"
    assert beside(target) == []


def test_what_a_killed_process_left_is_removed_and_a_running_one_is_let_be(target: Path) -> None:
    dead(target, "dead")
    running = opened(target, "running")
    (target.parent / ".site.building-before-lock").mkdir()
    half_removed = target.parent / ".site.building-half-removed"
    half_removed.mkdir()
    (half_removed / "lock").touch()
    opened(target, "new").close()
    assert beside(target) == [running.new.parent.name]
    assert text_of(running.new) == "running"
    running.place()
    assert text_of(target) == "running"
    assert beside(target) == []


def test_killed_between_the_two_steps_the_next_brings_the_earlier_one_back(
    tmp_path: Path,
) -> None:
    target = made(tmp_path / "site", "earlier")
    target.rename(dead(target, "new").new.parent / "old-0")
    opened(target, "next").close()
    assert text_of(target) == "earlier"
    assert beside(target) == []


@pytest.mark.parametrize("gone", [KeyboardInterrupt(), PermissionError(13, "no")])
def test_stopped_between_the_two_steps_it_is_brought_back_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: BaseException
) -> None:
    target = made(tmp_path / "site", "earlier")
    monkeypatch.setattr(workshop, "exchange", lambda *_: False)
    stopped = opened(target, "new")
    rename = Path.rename

    def fail(path: Path, to: Path) -> Path:
        if path == stopped.new:
            raise gone
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(type(gone)):
        stopped.place()
    stopped.close()
    assert text_of(target) == "earlier"
    assert beside(target) == []


def test_an_earlier_one_that_cannot_be_removed_is_removed_by_the_next(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)
        opened(target, "new").place()
    assert text_of(target) == "new"
    assert len(beside(target)) == 1
    opened(target, "next").close()
    assert beside(target) == []


@pytest.mark.parametrize("processes", [1, 3])
def test_a_large_one_is_removed_by_several_without_following_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(workshop, "crew_size", lambda *_: processes)
    elsewhere = made(tmp_path / "elsewhere", "kept")
    target = made(tmp_path / "site", "earlier")
    for one in "abc":
        for two in "de":
            (target / one / two).mkdir(parents=True)
            (target / one / two / "page").write_text("earlier")
    (target / "a" / "link").symlink_to(elsewhere, target_is_directory=True)
    (target / "link").symlink_to(elsewhere, target_is_directory=True)
    opened(target, "new").place()
    assert text_of(target) == "new"
    assert text_of(elsewhere) == "kept"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["elsewhere", "site"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = made(tmp_path / "real", "earlier")
    (tmp_path / "site").symlink_to(real)
    opened(tmp_path / "site", "new").place()
    assert (tmp_path / "site").is_symlink()
    assert text_of(real) == "new"
    assert beside(real) == ["site"]


def test_a_link_that_leads_nowhere_yet(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to(tmp_path / "there" / "site")
    opened(tmp_path / "site", "new").place()
    assert text_of(tmp_path / "there" / "site") == "new"


def test_what_no_build_made_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    Workshop.open(target, mark=MARK).close()
    (target / "diary.txt").write_text("dear diary")
    with pytest.raises(OperatorError, match=r"diary\.txt"):
        Workshop.open(target, mark=MARK)
    (target / MARK).touch()
    (target / ".git").mkdir()
    with pytest.raises(OperatorError, match="git repository"):
        Workshop.open(target, mark=MARK)
    assert beside(target) == []


def test_neither_is_a_file_or_a_mount_point(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(OperatorError, match="A file stands"):
        Workshop.open(tmp_path / "site", mark=MARK)
    with pytest.raises(OperatorError, match="mount point"):
        Workshop.open(Path("/proc"), mark=MARK)
    assert (tmp_path / "site").read_text() == "x"


def test_on_a_disk_without_locks_only_what_is_empty_counts_as_left(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: int) -> None:
        raise OSError(38, "no such call")

    monkeypatch.setattr(locks, "_lock", unknown)
    running = opened(target, "running")
    opened(target, "new").place()
    assert text_of(running.new) == "running"
    running.place()
    assert text_of(target) == "running"
    assert beside(target) == []


def test_git_never_sees_a_workshop(target: Path) -> None:
    running = opened(target, "x")
    assert (running.new.parent / ".gitignore").read_text() == "*\n"
    running.close()


def test_an_exchange_says_what_went_wrong(tmp_path: Path) -> None:
    made(tmp_path / "one", "one")
    with pytest.raises(FileNotFoundError):
        exchange.exchange(tmp_path / "one", tmp_path / "gone")
