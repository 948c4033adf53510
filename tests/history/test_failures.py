"""What history does where git cannot answer exactly: it stops, and names what mends it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopgen.history import History, open_history
from sopgen.model.errors import HistoryUnavailableError

from .repository import Repository, clean_environment, fake_git, prose, read_front_matter, sop


def failure(root: Path) -> HistoryUnavailableError:
    """Give how the history of that folder fails, when everything of it is asked for."""
    with pytest.raises(HistoryUnavailableError) as caught:
        ask_all(open_history(root, read_front_matter))
    return caught.value


def ask_all(history: History) -> None:
    history.histories_under()
    history.require_complete()


@pytest.fixture
def library(repository: Repository) -> Repository:
    repository.commit("one", {"sops/a.md": sop()})
    repository.commit("two", {"sops/a.md": sop(version="1.1.0", body=prose("b"))})
    repository.commit("three", rename={"sops/a.md": "sops/b.md"})
    repository.save()
    return repository


def clone(library: Repository, target: Path, *options: str) -> Path:
    library.git("config", "uploadpack.allowFilter", "true")
    subprocess.run(
        ["git", "clone", "--quiet", *options, f"file://{library.top}", str(target)],
        env=clean_environment(),
        check=True,
    )
    return target


def mend(folder: Path, remedy: str) -> None:
    """Do what a failure says mends it."""
    assert remedy.startswith("git ")
    subprocess.run(remedy.split(), cwd=folder, env=clean_environment(), check=True)


def remove_object(library: Repository, name: str) -> None:
    """Take an object out of the repository, as a broken disk would."""
    objects = library.top / ".git" / "objects"
    for pack in (objects / "pack").glob("*.pack"):
        moved = library.top / pack.name
        pack.rename(moved)
        with moved.open("rb") as content:
            subprocess.run(
                ["git", "unpack-objects", "-q"], cwd=library.top, stdin=content, check=True
            )
    identifier = library.git("rev-parse", name).strip()
    (objects / identifier[:2] / identifier[2:]).unlink()


def test_a_folder_outside_any_repository(tmp_path: Path) -> None:
    assert "not in a git repository" in failure(tmp_path).message
    assert "git clone" in failure(tmp_path).remedy


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert "not in a git repository" in failure(tmp_path / "nowhere").message


def test_a_bare_repository(library: Repository, tmp_path: Path) -> None:
    bare = clone(library, tmp_path / "bare.git", "--bare")
    assert "not in a git repository" in failure(bare).message


def test_a_broken_repository(library: Repository) -> None:
    (library.top / ".git" / "HEAD").write_text("nonsense\n")
    assert "not in a git repository" in failure(library.top).message


def test_a_repository_without_a_commit(repository: Repository) -> None:
    assert "no commit yet" in failure(repository.top).message


def test_a_shallow_clone_and_what_mends_it(library: Repository, tmp_path: Path) -> None:
    shallow = clone(library, tmp_path / "shallow", "--depth=1")
    found = failure(shallow)
    assert "shallow clone" in found.message
    mend(shallow, found.remedy)
    ask_all(open_history(shallow, read_front_matter))


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_a_partial_clone_and_what_mends_it(library: Repository, tmp_path: Path, kind: str) -> None:
    partial = clone(library, tmp_path / "partial", "--no-checkout", f"--filter={kind}")
    found = failure(partial)
    assert "partial clone" in found.message
    mend(partial, found.remedy)
    ask_all(open_history(partial, read_front_matter))


def test_a_partial_clone_is_not_filled_unasked(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    partial = clone(library, tmp_path / "partial", "--no-checkout", "--filter=blob:none")
    packs = sorted((partial / ".git" / "objects" / "pack").iterdir())
    # As git before 2.45 does, which knows no other way to forbid it.
    fake_git(monkeypatch, tmp_path / "bin", 'unset GIT_NO_LAZY_FETCH; real "$@"')
    assert "partial clone" in failure(partial).message
    assert sorted((partial / ".git" / "objects" / "pack").iterdir()) == packs


@pytest.mark.parametrize(
    "name", ["HEAD~2", "HEAD~2^{tree}", "HEAD~2:sops/a.md", "HEAD:sops/b.md", "HEAD"]
)
def test_a_missing_object(library: Repository, name: str) -> None:
    remove_object(library, name)
    found = failure(library.top)
    assert "lacks a part of its history" in found.message
    assert "git fsck" in found.remedy


def test_a_missing_text_that_no_change_touches(library: Repository) -> None:
    library.commit("four", {"other.md": prose("other")})
    library.save()
    library.git("gc", "--quiet")
    remove_object(library, "HEAD:other.md")
    assert "lacks a part of its history" in failure(library.top).message


def test_completeness_can_be_asked_for_alone(library: Repository) -> None:
    library.history().require_complete()
    remove_object(library, "HEAD~1:sops/a.md")
    with pytest.raises(HistoryUnavailableError, match="lacks a part"):
        library.history().require_complete()


def test_completeness_includes_who_is_who(repository: Repository) -> None:
    repository.commit("one", {"a.md": sop(), ".mailmap": "nobody\n"})
    with pytest.raises(HistoryUnavailableError, match="mailmap"):
        repository.history().require_complete()


def test_a_broken_mailmap_is_noticed_for_one_plain_file_too(repository: Repository) -> None:
    repository.commit("one", {"a.md": prose("a"), ".mailmap": "nobody\n"})
    with pytest.raises(HistoryUnavailableError, match="mailmap"):
        repository.history().history_of("a.md")


def test_a_damaged_object(library: Repository) -> None:
    remove_object(library, "HEAD~1:sops/a.md")
    identifier = library.git("rev-parse", "HEAD~1:sops/a.md").strip()
    damaged = library.top / ".git" / "objects" / identifier[:2] / identifier[2:]
    damaged.parent.mkdir(exist_ok=True)
    damaged.write_bytes(b"\0nonsense")
    assert "lacks a part of its history" in failure(library.top).message


def test_a_repository_of_another_user(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Git's own tests ask it like this to take every folder for somebody else's.
    fake_git(monkeypatch, tmp_path / "bin", 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 real "$@"')
    found = failure(library.top)
    assert "belongs to another user" in found.message
    assert found.remedy == f"git config --global --add safe.directory {library.top}"
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    subprocess.run(found.remedy.split(), check=True)
    ask_all(open_history(library.top, read_front_matter))


def test_a_folder_called_safe_by_the_environment_is_safe(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(monkeypatch, tmp_path / "bin", 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 real "$@"')
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "*")
    ask_all(open_history(library.top, read_front_matter))


@pytest.mark.parametrize("question", ["log", "cat-file", "ls-tree", "rev-parse"])
def test_a_git_that_dies_after_half_an_answer(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    script = f"""case " $* " in
    *" {question} "*) real "$@" | head -c 150; echo "fatal: out of luck" >&2; exit 3;;
    *) real "$@";; esac"""
    fake_git(monkeypatch, tmp_path / "bin", script)
    found = failure(library.top)
    assert found.message == f"git {question} failed with exit code 3: out of luck."
    assert f"git {question}" in found.remedy


def test_a_git_that_fails_after_a_whole_answer(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = 'real "$@"; case " $* " in *" cat-file "*) exit 3;; esac'
    fake_git(monkeypatch, tmp_path / "bin", script)
    assert "git cat-file failed with exit code 3" in failure(library.top).message


@pytest.mark.parametrize("parts", [1, 5, 9, 10, 11, 12, 20, 21, 36])
def test_a_log_cut_off_at_the_end_of_a_part(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    cut = tmp_path / "cut.py"
    cut.write_text(
        "import sys\n"
        f"parts = sys.stdin.buffer.read().split(b'\\0')[:{parts}]\n"
        "sys.stdout.buffer.write(b'\\0'.join([*parts, b'']))\n"
    )
    script = f"""case " $* " in
    *" log "*) real "$@" | "{sys.executable}" -I "{cut}";;
    *) real "$@";; esac"""
    fake_git(monkeypatch, tmp_path / "bin", script)
    assert failure(library.top).message


@pytest.mark.parametrize("size", [20, 150, 400, 600])
@pytest.mark.parametrize("question", ["log", "cat-file"])
def test_half_an_answer_from_a_git_that_says_all_went_well(
    library: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    size: int,
) -> None:
    script = f"""case " $* " in
    *" {question} "*) real "$@" | head -c {size}; exit 0;;
    *) real "$@";; esac"""
    fake_git(monkeypatch, tmp_path / "bin", script)
    assert failure(library.top).message


def test_a_log_cut_off_between_two_commits(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Put `-n1` before the `--` that ends the question.
    script = """case " $* " in
    *" log "*) for one; do shift; [ "$one" = -- ] && set -- "$@" -n1; set -- "$@" "$one"; done;;
    esac; real "$@\""""
    fake_git(monkeypatch, tmp_path / "bin", script)
    assert failure(library.top).message.endswith("is missing.")


def test_a_git_that_is_killed(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(
        monkeypatch, tmp_path / "bin", 'case " $* " in *" log "*) kill -9 $$;; *) real "$@";; esac'
    )
    assert "git log was stopped (SIGKILL)" in failure(library.top).message


def test_a_git_that_vanished(
    library: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = failure(library.top)
    assert "git was not found" in found.message
    assert "install git" in found.remedy


def test_a_machine_without_git_can_import_all_but_not_ask(
    library: Repository, tmp_path: Path
) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from sopgen.history import open_history\n"
        "from sopgen.model.errors import HistoryUnavailableError\n"
        "try: open_history(Path(sys.argv[1]), lambda content: {})\n"
        "except HistoryUnavailableError as error: print(error.message)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(library.top)],
        env=clean_environment() | {"PATH": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "git was not found on this machine.\n"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Ann Lee ann@example.org", False),
        ("Ann Lee <>", False),
        ("Ann Lee <ann@example.org>", True),
        ("# Ann Lee", True),
        ("  ", True),
    ],
)
def test_a_broken_mailmap(repository: Repository, line: str, right: bool) -> None:
    repository.commit("one", {"a.md": sop(), ".mailmap": f"# who is who\n{line}\n"})
    repository.save()
    if right:
        ask_all(repository.history())
    else:
        assert "line 2" in failure(repository.top).message


def test_a_mailmap_that_is_a_folder(repository: Repository) -> None:
    repository.commit("one", {"a.md": sop(), ".mailmap/x": ""})
    repository.save()
    assert failure(repository.top).message == ".mailmap cannot be used: it is not a file."


def rewrite_dates(repository: Repository, date: str) -> None:
    """Give the newest commit dates that no git would write by itself."""
    repository.save()
    raw = re.sub(r"(?m)> \d+ \+0000$", f"> {date}", repository.git("cat-file", "commit", "HEAD"))
    written = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=repository.top,
        input=raw.encode(),
        capture_output=True,
        check=True,
    )
    repository.git("update-ref", "refs/heads/main", written.stdout.decode().strip())


@pytest.mark.parametrize(
    "date", ["99999999999999999999 +0000", "253402300800 +0000", "-5 +0000", "yesterday", ""]
)
def test_an_impossible_date_is_not_guessed(repository: Repository, date: str) -> None:
    repository.commit("one", {"a.md": sop()})
    rewrite_dates(repository, date)
    assert "impossible date" in failure(repository.top).message


def test_an_impossible_offset_does_not_hide_the_moment(repository: Repository) -> None:
    repository.commit("one", {"a.md": sop()})
    rewrite_dates(repository, "1600000000 +051800")
    (commit,) = repository.history().history_of("a.md").commits
    assert commit.committed_at == datetime.fromtimestamp(1600000000, UTC)


@pytest.mark.parametrize(
    "name", ["nowhere", "--all", "--since=today", "HEAD..HEAD~1", "HEAD:sops", "", "HEAD\n"]
)
def test_a_commit_that_is_none(library: Repository, name: str) -> None:
    with pytest.raises(HistoryUnavailableError, match="no commit that is called"):
        library.history(commit=name)
