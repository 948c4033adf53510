"""Documents that are followed by their permanent id, where git alone would lose or mix them."""

from __future__ import annotations

from .repository import Repository, prose, sop


def commits(repository: Repository, path: str) -> list[str]:
    return [each.commit for each in repository.history().history_of(path).commits]


def test_a_renamed_and_rewritten_file_is_not_lost(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop()})
    second = repository.commit(
        "two", {"b.md": sop(version="2.0.0", body=prose("new"))}, delete=["a.md"]
    )
    assert repository.followed("b.md") == [second], "git alone does not see it"
    history = repository.history().history_of("b.md")
    assert [(each.commit, each.path) for each in history.commits] == [
        (second, "b.md"),
        (first, "a.md"),
    ]
    assert [each.version for each in history.revisions] == ["2.0.0", "1.0.0"]


def test_a_document_may_be_away_for_a_while(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop()})
    second = repository.commit("two", delete=["a.md"])
    third = repository.commit("three", {"b.md": sop(body=prose("new"))})
    assert commits(repository, "b.md") == [third, second, first]


def test_a_document_may_be_moved_by_adding_first_and_deleting_later(
    repository: Repository,
) -> None:
    first = repository.commit("one", {"a.md": sop()})
    second = repository.commit("two", {"b.md": sop(version="1.1.0", body=prose("new"))})
    third = repository.commit("three", delete=["a.md"])
    assert commits(repository, "b.md") == [third, second, first]
    revisions = repository.history().history_of("b.md").revisions
    assert [each.version for each in revisions] == ["1.1.0", "1.0.0"]


def test_a_path_that_was_another_documents_does_not_mix_them(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop("SOP-1")})
    second = repository.commit("two", delete=["a.md"])
    third = repository.commit("three", {"a.md": sop("SOP-2")})
    assert commits(repository, "a.md") == [third]
    assert repository.history().path_of("SOP-1") == "a.md"
    assert repository.followed("a.md") == [third, second, first]


def test_an_id_in_an_example_elsewhere_is_not_taken_for_the_librarys(
    repository: Repository,
) -> None:
    repository.commit("one", {"examples/x.md": sop("SOP-1"), "sops/a.md": sop("SOP-1")})
    repository.commit("two", {"examples/y.md": sop("SOP-2")})
    history = repository.history()
    assert history.path_of("SOP-1", "sops/") == "sops/a.md"
    assert history.path_of("SOP-2", "sops/") is None


def test_documents_that_change_places_keep_their_histories(repository: Repository) -> None:
    one, two = prose("one"), prose("two")
    first = repository.commit("one", {"a.md": sop("SOP-1", body=one)})
    second = repository.commit("two", {"b.md": sop("SOP-2", body=two)})
    third = repository.commit(
        "three", {"a.md": sop("SOP-2", body=two), "b.md": sop("SOP-1", body=one)}
    )
    assert commits(repository, "a.md") == [third, second]
    assert commits(repository, "b.md") == [third, first]


def test_a_document_moved_away_from_a_path_that_is_used_again_at_once(
    repository: Repository,
) -> None:
    first = repository.commit("one", {"a.md": sop("SOP-1")})
    second = repository.commit("two", {"b.md": sop("SOP-1"), "a.md": sop("SOP-2")})
    assert commits(repository, "a.md") == [second]
    assert commits(repository, "b.md") == [second, first]


def test_an_id_put_right_leaves_the_document_the_same(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop("SOP-C-001", body=prose("a"))})
    second = repository.commit("two", {"a.md": sop("SOP-CS-001", body=prose("a"))})
    history = repository.history().history_of("a.md")
    assert history.document == "SOP-CS-001"
    assert [each.commit for each in history.commits] == [second, first]


def test_an_id_changed_and_changed_back_leaves_the_document_the_same(
    repository: Repository,
) -> None:
    first = repository.commit("one", {"a.md": sop("SOP-1", body=prose("a"))})
    second = repository.commit("two", {"a.md": sop("SOP-9", body=prose("a"))})
    third = repository.commit("three", {"a.md": sop("SOP-1", body=prose("a"))})
    assert commits(repository, "a.md") == [third, second, first]


def test_a_document_that_takes_the_place_of_another_does_not_take_its_history(
    repository: Repository,
) -> None:
    repository.commit("one", {"a.md": sop("SOP-1", body=prose("a"))})
    second = repository.commit("two", {"b.md": sop("SOP-2", body=prose("b"))})
    third = repository.commit("three", {"a.md": sop("SOP-2", body=prose("b"))}, delete=["b.md"])
    assert commits(repository, "a.md") == [third, second]


def test_a_branch_that_replaced_a_document_did_not_put_its_id_right(
    repository: Repository,
) -> None:
    base = repository.commit("one", {"a.md": sop("SOP-1", "1.0.0")})
    repository.commit("two", delete=["a.md"], branch="topic", start=base)
    third = repository.commit("three", {"a.md": sop("SOP-2", "5.0.0")}, branch="topic")
    repository.commit("merge", {"a.md": sop("SOP-2", "5.0.0")}, merge=[third])
    history = repository.history().history_of("a.md")
    assert [each.commit for each in history.commits] == [third]
    assert [each.version for each in history.revisions] == ["5.0.0"]


def test_plain_markdown_in_the_place_of_a_document_has_no_id(repository: Repository) -> None:
    repository.commit("one", {"a.md": sop()})
    repository.commit("two", delete=["a.md"])
    repository.commit("three", {"a.md": prose("notes")})
    assert repository.history().history_of("a.md").document is None


def test_a_document_that_only_a_branch_had_has_commits_and_no_revision(
    repository: Repository,
) -> None:
    base = repository.commit("one", {"b.md": prose("b")})
    second = repository.commit("two", {"a.md": sop()}, branch="topic", start=base)
    third = repository.commit("three", delete=["a.md"], branch="topic")
    repository.commit("merge", merge=[third])
    history = repository.history().history_of("a.md")
    assert history.document == "SOP-CS-001"
    assert [each.commit for each in history.commits] == [third, second]
    assert history.revisions == ()


def test_a_copy_with_its_models_id_is_told_apart_once_put_right(repository: Repository) -> None:
    model = repository.commit("one", {"a.md": sop("SOP-1", body=prose("a"))})
    copied = repository.commit("two", {"b.md": sop("SOP-1", body=prose("a") + "x\n")})
    mended = repository.commit("three", {"b.md": sop("SOP-2", body=prose("a") + "x\n")})
    edited = repository.commit("four", {"a.md": sop("SOP-1", body=prose("a") + "y\n")})
    assert commits(repository, "a.md") == [edited, model]
    assert commits(repository, "b.md") == [mended, copied]


def test_edits_of_the_old_name_on_another_branch_are_found(repository: Repository) -> None:
    base = repository.commit("one", {"a.md": sop()})
    moved = repository.commit("two", rename={"a.md": "b.md"}, branch="topic", start=base)
    edited = repository.commit("three", {"a.md": sop(version="1.1.0")})
    repository.commit("merge", {"b.md": sop(version="1.1.0")}, delete=["a.md"], merge=[moved])
    assert commits(repository, "b.md") == [edited, moved, base]
    assert edited not in repository.followed("b.md")


def test_the_time_before_a_document_had_its_id_belongs_to_it(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": prose("plain")})
    second = repository.commit("two", {"a.md": sop(body=prose("plain"))})
    third = repository.commit(
        "three", {"b.md": sop(version="2.0.0", body=prose("new"))}, delete=["a.md"]
    )
    assert commits(repository, "b.md") == [third, second, first]


def test_a_broken_text_in_between_does_not_cut_the_history(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop()})
    broken = f"---\nid: [\n---\n{prose('SOP-CS-001')}"
    second = repository.commit("two", {"a.md": broken})
    third = repository.commit("three", {"a.md": broken + "x\n"})
    fourth = repository.commit("four", {"a.md": sop(version="1.1.0")})
    assert commits(repository, "a.md") == [fourth, third, second, first]


def test_a_document_now_broken_still_has_its_id(repository: Repository) -> None:
    repository.commit("one", {"a.md": sop()})
    repository.commit("two", {"b.md": sop(body=prose("new"))}, delete=["a.md"])
    repository.commit("three", {"b.md": "---\nid: [\n---\n" + prose("new")})
    history = repository.history().history_of("b.md")
    assert history.document == "SOP-CS-001"
    assert len(history.commits) == 3


def test_two_files_with_one_id_keep_each_its_own(repository: Repository) -> None:
    first = repository.commit("one", {"a.md": sop()})
    second = repository.commit("two", {"b.md": sop(version="2.0.0", body=prose("b"))})
    third = repository.commit("three", {"a.md": sop(version="1.1.0")})
    one, other = repository.history().histories_under()
    assert one.document == other.document == "SOP-CS-001"
    assert [each.commit for each in one.commits] == [third, first]
    assert [each.commit for each in other.commits] == [second]
    assert [each.version for each in other.revisions] == ["2.0.0"]
    assert repository.history().history_of("b.md") == other


def test_plain_markdown_beside_documents_is_followed_as_git_does(repository: Repository) -> None:
    repository.commit("one", {"a.md": sop(), "notes.md": prose("n")})
    repository.commit("two", delete=["notes.md"])
    repository.commit("three", {"notes.md": prose("other")})
    assert commits(repository, "notes.md") == repository.followed("notes.md")
