"""Who approved a revision, and how that is known."""

from __future__ import annotations

import pytest

from sopgen.model.revision import Approval

from .repository import ANN, BOB, EVE, FORGE, Repository, Who, sop

PATH = "sops/a.md"


def approval(repository: Repository) -> Approval | None:
    return repository.history().history_of(PATH).revisions[0].approval


def merge(repository: Repository, message: str, author: Who, committer: Who, text: str) -> str:
    """Merge a branch that brings the text."""
    base = repository.commit("Begin", {"README.md": "x\n"})
    made = repository.commit("Add", {PATH: text}, branch="topic", start=base)
    return repository.commit(
        message, {PATH: text}, merge=[made], author=author, committer=committer
    )


def test_a_trailer_is_an_approval(repository: Repository) -> None:
    made = repository.commit("Add\n\nApproved-by: Bob Ray <bob@example.org>", {PATH: sop()})
    assert approval(repository) == Approval(by=BOB.name, evidence="trailer", commit=made)


def test_approved_says_more_than_reviewed(repository: Repository) -> None:
    message = "Add\n\nReviewed-by: Eve Sun <eve@example.org>\napproved-BY: Bob Ray"
    made = repository.commit(message, {PATH: sop()})
    assert approval(repository) == Approval(by=BOB.name, evidence="trailer", commit=made)


def test_all_who_approved_are_named(repository: Repository) -> None:
    message = "Add\n\nApproved-by: Eve Sun <eve@example.org>\nApproved-by: Bob Ray <b@example.org>"
    repository.commit(message, {PATH: sop()})
    found = approval(repository)
    assert found is not None
    assert found.by == "Eve Sun, Bob Ray"


def test_a_trailer_on_the_merge_counts(repository: Repository) -> None:
    made = merge(repository, "Merge\n\nReviewed-by: Eve Sun <eve@example.org>", BOB, BOB, sop())
    assert approval(repository) == Approval(by=EVE.name, evidence="trailer", commit=made)


def test_whoever_merged_it_approved_it(repository: Repository) -> None:
    made = merge(repository, "Merge", ANN, BOB, sop())
    assert approval(repository) == Approval(by=BOB.name, evidence="merge", commit=made)


def test_a_forge_that_commits_merged_for_the_author(repository: Repository) -> None:
    made = merge(repository, "Merge pull request #1", BOB, FORGE, sop())
    assert approval(repository) == Approval(by=BOB.name, evidence="merge", commit=made)


def test_a_machine_that_merges_approves_nothing(repository: Repository) -> None:
    robot = Who("merge-queue[bot]", "1234+merge-queue[bot]@users.noreply.github.com")
    made = merge(repository, "Merge", robot, FORGE, sop(approver="head-of-cs"))
    assert approval(repository) == Approval(by="head-of-cs", evidence="front-matter", commit=made)


def test_without_merge_or_trailer_only_the_role_is_known(repository: Repository) -> None:
    made = repository.commit("Add", {PATH: sop(approver="head-of-cs")}, committer=BOB)
    assert approval(repository) == Approval(by="head-of-cs", evidence="front-matter", commit=made)


def test_nothing_known_is_nothing_claimed(repository: Repository) -> None:
    repository.commit("Add", {PATH: sop()})
    assert approval(repository) is None


@pytest.mark.parametrize("line", ["Approved-by:", "Approved-by: ", "Not approved-by Bob"])
def test_what_is_no_trailer_approves_nothing(repository: Repository, line: str) -> None:
    repository.commit(f"Add\n\nText.\n\n{line}\n", {PATH: sop()})
    assert approval(repository) is None


def test_to_merge_a_draft_is_not_to_approve_it(repository: Repository) -> None:
    merge(repository, "Merge", ANN, BOB, sop(status="draft", approver="head-of-cs"))
    assert approval(repository) is None


def test_an_approval_of_one_version_is_not_one_of_the_next(repository: Repository) -> None:
    repository.commit("Add\n\nApproved-by: Bob Ray <bob@example.org>", {PATH: sop()})
    repository.commit("Raise", {PATH: sop(version="1.1.0")})
    assert approval(repository) is None


def test_mailmap_says_who_approved(repository: Repository) -> None:
    repository.commit(
        "Add\n\nApproved-by: bob <bob@old.example.org>",
        {PATH: sop(), ".mailmap": f"{BOB.name} <{BOB.email}> <bob@old.example.org>\n"},
    )
    found = approval(repository)
    assert found is not None
    assert found.by == BOB.name
