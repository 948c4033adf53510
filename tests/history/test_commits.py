"""The commits of a document: those that a reader who follows renames would list."""

from __future__ import annotations

import pytest

from .repository import ANN, BOB, Repository, prose, sop


def commits(repository: Repository, path: str) -> list[str]:
    return [each.commit for each in repository.history().history_of(path).commits]


def test_a_commit_says_who_when_what_and_which_version(repository: Repository) -> None:
    made = repository.commit("Add\nit\n\nWhy: so", {"sops/a.md": sop()}, author=ANN, committer=BOB)
    (commit,) = repository.history().history_of("sops/a.md").commits
    assert commit.commit == made
    assert commit.path == "sops/a.md"
    assert (commit.author, commit.email) == ANN
    assert commit.authored_at.isoformat() == "2026-01-01T10:00:00+00:00"
    assert commit.subject == "Add it"
    assert commit.version == "1.0.0"


def test_commits_come_newest_first_and_only_those_of_the_document(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": prose("a"), "b.md": prose("b")})
    repository.commit("two", {"b.md": prose("b") + "more\n"})
    third = repository.commit("three", {"a.md": prose("a") + "more\n"})
    assert commits(repository, "a.md") == [third, first] == repository.followed("a.md")


def test_a_rename_is_followed_with_the_path_of_each_commit(repository: Repository) -> None:
    repository.commit("one", {"a.md": prose("a")})
    repository.commit("two", rename={"a.md": "new/b.md"})
    repository.commit("three", {"new/b.md": prose("a") + "more\n"})
    found = repository.history().history_of("new/b.md").commits
    assert [each.path for each in found] == ["new/b.md", "new/b.md", "a.md"]
    assert [each.commit for each in found] == repository.followed("new/b.md")


def test_a_deleted_file_keeps_its_history(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop()})
    last = repository.commit("two", delete=["a.md"])
    history = repository.history().history_of("a.md")
    assert [(each.commit, each.version) for each in history.commits] == [
        (last, None),
        (first, "1.0.0"),
    ]
    assert history.document == "SOP-CS-001"


def test_a_path_never_committed_has_no_history(repository: Repository) -> None:
    repository.commit("one", {"a.md": prose("a")})
    history = repository.history().history_of("b.md")
    assert (history.commits, history.revisions, history.document) == ((), (), None)


@pytest.mark.parametrize(
    "path",
    ["with space.md", 'quo"te.md', "new\nline.md", "tab\t.md", "ü→.md", "\udcff\udcfe.md", "-x.md"],
)
def test_any_name_is_possible(repository: Repository, path: str) -> None:
    first = repository.commit("one", {path: prose("a")})
    second = repository.commit("two", rename={path: f"sub folder/{path}"})
    assert commits(repository, f"sub folder/{path}") == [second, first]
    assert [each.path for each in repository.history().histories_under()] == [f"sub folder/{path}"]
