"""Where history is asked from, and what it says of other days and of the work tree."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sopgen.history import open_history
from sopgen.model.errors import HistoryUnavailableError, OperatorError

from .repository import ANN, BOB, Repository, fake_git, prose, read_front_matter, sop

PATH = "sops/a.md"


@pytest.fixture
def library(repository: Repository) -> Repository:
    repository.commit("one", {PATH: sop(), "README.md": prose("r")}, at=on(1))
    repository.commit("two", {PATH: sop(version="1.1.0")}, at=on(5))
    repository.commit("three", {PATH: sop(version="1.2.0"), "sops/b.md": sop("SOP-2")}, at=on(9))
    repository.check_out()
    return repository


def on(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def versions(root: Path, path: str = PATH) -> list[str]:
    found = open_history(root, read_front_matter).history_of(path)
    return [each.version for each in found.revisions]


ALL = ["1.2.0", "1.1.0", "1.0.0"]


def test_the_library_may_be_in_a_folder_of_the_repository(library: Repository) -> None:
    history = open_history(library.top / "sops", read_front_matter)
    assert history.top == library.top
    assert [each.path for each in history.histories_under("sops")] == [PATH, "sops/b.md"]
    assert [each.path for each in history.histories_under(library.top / "sops")] == [
        PATH,
        "sops/b.md",
    ]


def test_a_linked_work_tree(library: Repository, tmp_path: Path) -> None:
    library.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "HEAD~1")
    assert versions(tmp_path / "linked") == ["1.1.0", "1.0.0"]


def test_a_detached_head(library: Repository) -> None:
    library.git("checkout", "--quiet", "--detach", "HEAD~1")
    assert versions(library.top) == ["1.1.0", "1.0.0"]


def test_a_packed_repository(library: Repository) -> None:
    library.git("gc", "--quiet")
    assert versions(library.top) == ALL


def test_a_repository_with_sha256_names(tmp_path: Path) -> None:
    with Repository(tmp_path, "--object-format=sha256") as repository:
        made = repository.commit("one", {PATH: sop()})
        assert len(made) == 64
        (commit,) = repository.history().history_of(PATH).commits
        assert commit.commit == made


@pytest.mark.parametrize("spelled", ["sops/a.md", "./sops/a.md", "sops//a.md", Path("sops/a.md")])
def test_a_path_is_the_repositorys(library: Repository, spelled: str | Path) -> None:
    assert library.history("sops").history_of(spelled).path == PATH


def test_an_absolute_path_is_the_file_it_names(library: Repository, tmp_path: Path) -> None:
    assert library.history().locate(library.top / PATH) == PATH
    assert library.history().locate(library.top) == ""
    (tmp_path / "link").symlink_to(library.top)
    assert library.history().locate(tmp_path / "link" / PATH) == PATH
    with pytest.raises(OperatorError, match="not in the repository"):
        library.history().locate(tmp_path / "elsewhere.md")


def test_what_the_caller_has_set_for_git_does_not_leak_in(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Repository(tmp_path / "other") as other:
        other.commit("one", {PATH: sop(version="9.9.9")})
    for name, value in {
        "GIT_DIR": str(other.top / ".git"),
        "GIT_WORK_TREE": str(other.top),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(other.top / ".git" / "objects"),
        "GIT_COMMON_DIR": str(other.top / ".git"),
        "GIT_NAMESPACE": "other",
        "GIT_TRACE": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_PAGER": "false",
        "LC_ALL": "C.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    assert versions(library.top) == ALL
    assert open_history(library.top, read_front_matter).uncommitted() == frozenset()


def test_no_setting_changes_an_answer(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.commit("Ändern\n\nApproved-by: Eve", {"sops/ü.md": sop("SOP-3")}, author=BOB)
    library.commit("Ändern", rename={PATH: "sops/ä.md"})
    library.check_out()
    sign(library)
    before = library.history().histories_under()
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$0" >> {ran}\nexit 1\n')
    program.chmod(0o755)
    settings = tmp_path / "settings"
    settings.write_text(
        "[log]\nshowSignature = true\nshowRoot = false\nmailmap = false\nfollow = true\n"
        "diffMerges = separate\ndate = relative\ndecorate = full\n"
        "[diff]\nrenames = false\nrenameLimit = 1\nrelative = true\nnoprefix = true\n"
        f"orderFile = {tmp_path}/nowhere\nignoreSubmodules = all\nexternal = {program}\n"
        "[core]\nquotePath = true\npager = false\nabbrev = 4\n"
        f"fsmonitor = {program}\n[gpg]\nprogram = {program}\n"
        "[i18n]\nlogOutputEncoding = ISO-8859-1\n"
        f"[mailmap]\nfile = {tmp_path}/mailmap\n"
        "[color]\nui = always\n[format]\npretty = oneline\n[status]\nrelativePaths = false\n"
        "branch = true\nshort = true\nshowUntrackedFiles = no\n"
        "[trailer]\nseparators = %\n"
    )
    (tmp_path / "mailmap").write_text(f"Somebody <x@example.org> <{ANN.email}>\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert library.history().histories_under() == before
    (library.top / "new.md").write_text("new")
    assert library.history().uncommitted() == {"new.md"}
    assert not ran.exists(), "no program that a setting names is run"


def sign(repository: Repository) -> None:
    """Put a signature that nobody can check on the newest commit."""
    raw = repository.git("cat-file", "commit", "HEAD")
    signed = raw.replace("\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n\n", 1)
    file = repository.top / ".git" / "signed"
    file.write_text(signed)
    made = repository.git("hash-object", "-t", "commit", "-w", str(file)).strip()
    repository.git("update-ref", "refs/heads/main", made)


def test_an_object_replaced_in_one_clone_changes_nothing(library: Repository) -> None:
    library.git("replace", "HEAD", "HEAD~2")
    assert versions(library.top) == ALL


def test_texts_are_given_as_they_were(library: Repository) -> None:
    history = library.history()
    revisions = history.history_of(PATH).revisions
    texts = history.texts(each.blob for each in revisions)
    assert [texts[each.blob].decode() for each in revisions] == [
        sop(version="1.2.0"),
        sop(version="1.1.0"),
        sop(),
    ]
    with pytest.raises(HistoryUnavailableError, match="missing"):
        history.text("0" * 40)


@pytest.mark.parametrize(
    ("day", "version"),
    [(1, "1.0.0"), (4, "1.0.0"), (5, "1.1.0"), (8, "1.1.0"), (9, "1.2.0"), (30, "1.2.0")],
)
def test_a_day_has_the_version_that_stood_when_it_ended(
    library: Repository, day: int, version: str
) -> None:
    then = library.history().as_of(date(2026, 3, day))
    assert then.history_of(PATH).revisions[0].version == version
    assert f"version: {version}\n" in then.text(then.files("sops")[PATH]).decode()


def test_a_day_ends_at_midnight_in_utc(repository: Repository) -> None:
    first = repository.commit("one", {PATH: sop()}, at=on(1, 23) + timedelta(minutes=59))
    second = repository.commit("two", {PATH: sop(version="1.1.0")}, at=on(2, 0))
    history = repository.history()
    assert history.commit_on(date(2026, 3, 1)) == first
    assert history.commit_on(date(2026, 3, 2)) == second


def test_a_day_counts_only_what_the_mainline_had(repository: Repository) -> None:
    base = repository.commit("one", {PATH: sop()}, at=on(1))
    edit = repository.commit(
        "two", {PATH: sop(version="1.1.0")}, branch="topic", start=base, at=on(2)
    )
    merge = repository.commit("merge", {PATH: sop(version="1.1.0")}, merge=[edit], at=on(4))
    history = repository.history()
    assert history.commit_on(date(2026, 3, 3)) == base
    assert history.commit_on(date(2026, 3, 4)) == merge


def test_a_day_before_the_first_commit_has_nothing(library: Repository) -> None:
    with pytest.raises(HistoryUnavailableError, match="2026-02-28"):
        library.history().as_of(date(2026, 2, 28))


def test_as_of_a_commit_is_what_was_said_then(library: Repository) -> None:
    then = library.history().history_of(PATH)
    library.commit("four", {PATH: sop(version="2.0.0"), ".mailmap": f"Other <{ANN.email}>\n"})
    library.save()
    library.git("tag", "later", "main~1")
    now = library.history()
    assert now.history_of(PATH) != then
    for name in ("later", "main~1", now.history_of(PATH).revisions[1].commit):
        assert now.as_of(name).history_of(PATH) == then


def test_files_are_those_of_the_commit(library: Repository) -> None:
    history = library.history()
    assert list(history.files()) == ["README.md", PATH, "sops/b.md"]
    assert list(history.files("sops")) == [PATH, "sops/b.md"]
    assert list(history.as_of(date(2026, 3, 5)).files("sops")) == [PATH]
    assert history.files("nowhere") == {}


def test_uncommitted_files_are_known(library: Repository) -> None:
    assert library.history().uncommitted() == frozenset()
    (library.top / PATH).write_text("changed")
    (library.top / "sops" / "b.md").unlink()
    (library.top / "sops" / "new\nü.md").write_text("new")
    (library.top / "README.md").write_text("staged")
    library.git("add", "README.md")
    assert library.history("sops").uncommitted() == {
        PATH,
        "sops/b.md",
        "sops/new\nü.md",
        "README.md",
    }


def test_a_file_renamed_and_not_committed_is_two_paths(library: Repository) -> None:
    library.git("mv", PATH, "sops/c.md")
    assert library.history().uncommitted() == {PATH, "sops/c.md"}


def test_asking_changes_nothing_in_the_repository(library: Repository) -> None:
    os.utime(library.top / PATH, (1, 1))  # git would write this down in its index, if it were let
    index = (library.top / ".git" / "index").read_bytes()
    history = library.history()
    history.histories_under()
    history.uncommitted()
    assert (library.top / ".git" / "index").read_bytes() == index


def test_a_library_takes_as_many_processes_whatever_its_size(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = library.commit("side", {"x.md": prose("x")}, branch="topic", start="main^0")
    library.commit("merge", {"x.md": prose("x")}, merge=[side])
    library.save()
    asked = tmp_path / "asked"
    fake_git(monkeypatch, tmp_path / "bin", f'echo "$*" >> {asked}; real "$@"')
    assert len(library.history().histories_under("sops")) == 2
    for_two = len(asked.read_text().splitlines())
    library.commit("many", {f"sops/{n}.md": sop(f"SOP-{n}") for n in range(10, 60)})
    library.save()
    asked.unlink()
    assert len(library.history().histories_under("sops")) == 52
    assert len(asked.read_text().splitlines()) == for_two


@pytest.mark.parametrize(("path", "passes"), [("notes.md", 1), ("plan.md", 3)])
def test_a_file_that_never_named_itself_takes_a_pass_of_its_own_alone(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, passes: int
) -> None:
    library.commit("one", {"notes.md": prose("n"), "plan.md": sop(identifier="")})
    library.commit("two", {"notes.md": prose("n") + "more\n", "plan.md": prose("p")})
    library.save()
    asked = tmp_path / "asked"
    fake_git(monkeypatch, tmp_path / "bin", f'echo "$*" >> {asked}; real "$@"')
    found = library.history().history_of(path)
    assert [each.commit for each in found.commits] == library.followed(path)
    assert [each.version for each in found.revisions] == (["1.0.0"] if path == "plan.md" else [])
    assert asked.read_text().count(" --raw ") == passes
