"""The commits of a document: those that a reader who follows renames would list."""

from __future__ import annotations

import pytest

from sopgen.archive import open_repository

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


def test_a_path_renamed_since_keeps_what_was_there(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop()})
    second = repository.commit("two", rename={"a.md": "b.md"})
    history = repository.history().history_of("a.md")
    assert [(each.commit, each.path, each.version) for each in history.commits] == [
        (second, "a.md", None),
        (first, "a.md", "1.0.0"),
    ]


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


def test_merges_are_left_out_and_both_branches_are_in(repository: Repository) -> None:
    base = repository.commit("one", {"a.md": prose("a"), "b.md": prose("b")})
    side = repository.commit("two", {"a.md": prose("a") + "x\n"}, branch="topic", start=base)
    repository.commit("three", {"b.md": prose("b") + "x\n"})
    repository.commit("merge", {"a.md": prose("a") + "x\n"}, merge=[side])
    assert commits(repository, "a.md") == [side, base] == repository.followed("a.md")


def test_a_rename_on_a_branch_is_followed_through_the_merge(repository: Repository) -> None:
    base = repository.commit("one", {"a.md": prose("a")})
    moved = repository.commit("two", rename={"a.md": "b.md"}, branch="topic", start=base)
    edited = repository.commit("three", {"a.md": prose("a") + "x\n"})
    repository.commit("merge", {"b.md": prose("a") + "x\n"}, delete=["a.md"], merge=[moved])
    assert commits(repository, "b.md") == repository.followed("b.md")
    assert {base, moved} <= set(commits(repository, "b.md"))
    assert edited not in repository.followed("b.md"), "what only an id can prove"


def test_a_history_can_have_several_roots(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": prose("a")})
    repository.root("other")
    second = repository.commit("two", {"b.md": prose("b")}, branch="other")
    repository.commit("join", {"b.md": prose("b")}, merge=[second])
    assert commits(repository, "a.md") == [first]
    assert commits(repository, "b.md") == [second]


def test_a_rename_may_change_only_the_case(repository: Repository) -> None:
    first = repository.commit("one", {"Complaint.md": prose("a")})
    second = repository.commit("two", rename={"Complaint.md": "complaint.md"})
    assert commits(repository, "complaint.md") == [second, first]


def test_renames_are_found_among_any_number_of_files(repository: Repository) -> None:
    texts = {f"case-{number}": prose(f"case {number}", lines=4) for number in range(1100)}
    repository.commit("one", {f"{name}.md": text for name, text in texts.items()})
    repository.commit(
        "two",
        {f"{name}/index.md": f"{text}x\n" for name, text in texts.items()},
        delete=[f"{name}.md" for name in texts],
    )
    history = repository.history().history_of("case-7/index.md")
    assert [each.path for each in history.commits] == ["case-7/index.md", "case-7.md"]


def test_thousands_of_files_may_be_renamed_at_once(repository: Repository) -> None:
    texts = {f"case-{number}.md": prose(f"case {number}", lines=8) for number in range(2500)}
    first = repository.commit("one", {f"old/{name}": text for name, text in texts.items()})
    second = repository.commit(
        "two",
        {f"new/{name}": f"{text}Edited.\n" for name, text in texts.items()},
        delete=[f"old/{name}" for name in texts],
    )
    for history in repository.history().histories_under("new"):
        assert [each.commit for each in history.commits] == [second, first], history.path
        assert history.commits[1].path == history.path.replace("new/", "old/")


def test_a_file_may_turn_into_a_link_and_back(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop(), "b.md": prose("b")})
    second = repository.commit("two", link={"a.md": "b.md"})
    third = repository.commit("three", {"a.md": sop(version="1.1.0")})
    history = repository.history().history_of("a.md")
    assert [each.commit for each in history.commits] == [third, second, first]
    assert [each.version for each in history.commits] == ["1.1.0", None, "1.0.0"]
    assert [each.version for each in history.revisions] == ["1.1.0", "1.0.0"]


def test_a_submodule_in_the_place_of_a_document_is_no_text(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop(), "b.md": prose("b")})
    repository.check_out()
    repository.git("update-index", "--cacheinfo", f"160000,{first},a.md")
    repository.git("-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "-m", "two")
    history = repository.history().history_of("a.md")
    assert [each.version for each in history.commits] == [None, "1.0.0"]
    assert list(repository.history().files()) == ["b.md"]


def test_an_executable_document_is_a_document(repository: Repository) -> None:
    repository.commit("one", {"a.md": sop()})
    repository.check_out()
    repository.git("update-index", "--chmod=+x", "a.md")
    repository.git("-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "-m", "two")
    history = repository.history().history_of("a.md")
    assert [each.version for each in history.commits] == ["1.0.0", "1.0.0"]


def test_a_copied_document_with_an_id_of_its_own_begins_a_history(repository: Repository) -> None:
    body = prose("a")
    repository.commit("one", {"template.md": sop("SOP-1", body=body)})
    copied = repository.commit("two", {"copy.md": sop("SOP-2", body=body)})
    assert commits(repository, "copy.md") == [copied]
    assert len(repository.followed("copy.md")) == 2, "where git follows further"


def test_a_copied_file_without_an_id_is_followed_as_git_does(repository: Repository) -> None:
    first = repository.commit("one", {"template.md": prose("a")})
    copied = repository.commit("two", {"copy.md": prose("a") + "x\n"})
    found = repository.history().history_of("copy.md").commits
    assert [each.commit for each in found] == [copied, first] == repository.followed("copy.md")
    assert [each.path for each in found] == ["copy.md", "template.md"]


def test_pages_of_other_programs_may_share_an_id(repository: Repository) -> None:
    repository.commit("one", {"a.md": f"---\nid: intro\n---\n{prose('a')}"})
    repository.commit("two", {"v1/a.md": f"---\nid: intro\n---\n{prose('b')}"})
    repository.commit("three", delete=["v1/a.md"])
    repository.check_out()
    history = open_repository(repository.top)
    listed = [each.commit for each in history.history_of("a.md").commits]
    assert listed == repository.followed("a.md")


def test_a_file_deleted_and_made_again_has_both_lives(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": prose("a")})
    second = repository.commit("two", delete=["a.md"])
    third = repository.commit("three", {"a.md": prose("other")})
    assert commits(repository, "a.md") == [third, second, first] == repository.followed("a.md")


def test_a_message_may_be_in_another_encoding(repository: Repository) -> None:
    repository.commit("Ändern".encode("latin-1"), {"a.md": prose("a")}, encoding="ISO-8859-1")
    (commit,) = repository.history().history_of("a.md").commits
    assert commit.subject == "Ändern"


@pytest.mark.parametrize(
    "message", [b"", b"\n\n", b"\xff\xfe bytes", b":100644 x\n", b"a" * 99_999]
)
def test_a_message_may_be_anything(repository: Repository, message: bytes) -> None:
    made = repository.commit(message, {"a.md": prose("a")})
    (commit,) = repository.history().history_of("a.md").commits
    assert commit.commit == made
    assert commit.subject == message.decode("utf-8", "replace").split("\n")[0]


def test_an_empty_commit_is_no_commit_of_any_document(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": prose("a")})
    repository.commit("nothing")
    assert commits(repository, "a.md") == [first]
