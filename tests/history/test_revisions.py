"""Revisions: what was issued, when, by whom, with which text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sopgen.history import open_history
from sopgen.model.revision import DocumentHistory, Revision

from .repository import ANN, BOB, EVE, Repository, Who, prose, sop

PATH = "sops/a.md"


def history(repository: Repository, path: str = PATH) -> DocumentHistory:
    return repository.history().history_of(path)


def versions(repository: Repository, path: str = PATH) -> list[str]:
    return [each.version for each in history(repository, path).revisions]


def newest(repository: Repository) -> Revision:
    return history(repository).revisions[0]


def test_a_revision_states_what_its_text_states(repository: Repository) -> None:
    text = sop(status="pilot", effective_date="2026-03-01", change_summary="Begin.")
    made = repository.commit("Add", {PATH: text})
    revision = newest(repository)
    assert (revision.version, revision.status) == ("1.0.0", "pilot")
    assert revision.effective_date == date(2026, 3, 1)
    assert revision.change_summary == "Begin."
    assert revision.commit == made
    assert revision.path == PATH
    assert repository.history().text(revision.blob).decode() == text


def test_issue_time_is_the_committers_not_the_authors(repository: Repository) -> None:
    zone = timezone(timedelta(hours=2))
    when = datetime(2026, 6, 1, 12, tzinfo=zone)
    repository.commit("Add", {PATH: sop()}, at=when, authored=datetime(2026, 5, 1, tzinfo=UTC))
    assert newest(repository).issued_at.isoformat() == "2026-06-01T12:00:00+02:00"


def test_the_same_version_edited_twice_is_one_revision_with_the_last_text(
    repository: Repository,
) -> None:
    first = repository.commit("Add", {PATH: sop()})
    repository.commit("Mend", {PATH: sop(body="Mended.\n")}, author=BOB)
    (revision,) = history(repository).revisions
    assert revision.commit == first
    assert revision.authors == (ANN.name, BOB.name)
    assert b"Mended." in repository.history().text(revision.blob)


def test_a_merged_revision_is_issued_by_the_merge(repository: Repository) -> None:
    base = repository.commit("Add", {PATH: sop()})
    edited = repository.commit("Raise", {PATH: sop(version="1.1.0")}, branch="topic", start=base)
    merge = repository.commit(
        "Merge", {PATH: sop(version="1.1.0")}, merge=[edited], author=BOB, committer=EVE
    )
    revision = newest(repository)
    assert revision.commit == merge
    assert revision.issued_at == repository.time
    assert revision.authors == (ANN.name,)
    assert [each.commit for each in history(repository).commits] == [edited, base]


def test_versions_that_only_a_branch_had_were_never_issued(repository: Repository) -> None:
    base = repository.commit("Add", {PATH: sop()})
    repository.commit("Try", {PATH: sop(version="1.1.0")}, branch="topic", start=base)
    last = repository.commit("Settle", {PATH: sop(version="2.0.0")}, branch="topic")
    repository.commit("Merge", {PATH: sop(version="2.0.0")}, merge=[last])
    assert versions(repository) == ["2.0.0", "1.0.0"]


def test_a_version_made_in_the_merge_itself_does_not_vanish(repository: Repository) -> None:
    base = repository.commit("Add", {PATH: sop()})
    ours = repository.commit("Ours", {PATH: sop(version="1.1.0", body="ours\n")})
    theirs = repository.commit(
        "Theirs", {PATH: sop(version="1.1.0", body="theirs\n")}, branch="topic", start=base
    )
    merge = repository.commit(
        "Resolve", {PATH: sop(version="1.2.0", body="both\n")}, merge=[theirs], author=EVE
    )
    assert versions(repository) == ["1.2.0", "1.1.0", "1.0.0"]
    revision = newest(repository)
    assert revision.commit == merge
    assert repository.history().text(revision.blob).decode().endswith("both\n")
    assert ours in {each.commit for each in history(repository).commits}


def test_a_revision_by_an_evil_merge_alone_has_its_author(repository: Repository) -> None:
    base = repository.commit("Add", {PATH: sop()})
    other = repository.commit("Other", {"b.md": prose("b")}, branch="topic", start=base)
    repository.commit("Merge", {PATH: sop(version="1.1.0")}, merge=[other], author=EVE)
    assert newest(repository).version == "1.1.0"
    assert newest(repository).authors == (EVE.name,)


def test_a_revert_reinstates_the_earlier_version_and_hides_nothing(repository: Repository) -> None:
    repository.commit("Add", {PATH: sop()})
    repository.commit("Raise", {PATH: sop(version="1.1.0")}, author=BOB)
    reverted = repository.commit("Revert", {PATH: sop()}, author=EVE)
    standing, withdrawn = history(repository).revisions
    assert (standing.version, withdrawn.version) == ("1.0.0", "1.1.0")
    assert standing.reinstated_by == reverted
    assert standing.reinstated_at == repository.time
    assert standing.issued_at < withdrawn.issued_at
    assert withdrawn.reinstated_at is None
    assert withdrawn.authors == (BOB.name,)


def test_a_text_that_cannot_be_read_ends_no_revision(repository: Repository) -> None:
    first = repository.commit("Add", {PATH: sop()})
    repository.commit("Break", {PATH: "---\nid: [\n---\n" + prose("SOP-CS-001")}, author=BOB)
    repository.commit("Not text", {PATH: b"---\nversion: \xff\xfe\n---\n"}, author=BOB)
    repository.commit("Mend", {PATH: sop(body="Mended.\n")}, author=EVE)
    (revision,) = history(repository).revisions
    assert revision.commit == first
    assert revision.authors == (ANN.name, BOB.name, EVE.name)
    assert [each.version for each in history(repository).commits] == ["1.0.0", None, None, "1.0.0"]


def test_deleted_and_put_back_under_the_same_version_is_one_revision(
    repository: Repository,
) -> None:
    repository.commit("Add", {PATH: sop()})
    repository.commit("Delete", delete=[PATH])
    repository.commit("Put back", {PATH: sop()})
    assert versions(repository) == ["1.0.0"]
    assert len(history(repository).commits) == 3


def test_co_authors_are_authors_and_mailmap_says_who_they_are(repository: Repository) -> None:
    old_ann = Who("ann", "ann@old.example.org")
    repository.commit(
        "Add\n\nCo-authored-by: B. Ray <RAY@old.example.org>\n"
        "Co-Authored-By: Eve Sun <eve@example.org>",
        {PATH: sop(), ".mailmap": ""},
        author=old_ann,
    )
    mailmap = (
        "# who is who\n\n"
        f"{ANN.name} <{ANN.email}> <{old_ann.email}>\n"
        f"{BOB.name} <{BOB.email}> <ray@old.example.org>\n"
    )
    repository.commit("Say who is who", {".mailmap": mailmap})
    assert newest(repository).authors == (ANN.name, BOB.name, EVE.name)
    (commit,) = history(repository).commits
    assert (commit.author, commit.email) == ANN


def test_a_person_is_named_once(repository: Repository) -> None:
    other_name = Who("A. Lee", ANN.email.upper())
    repository.commit("Add", {PATH: sop()}, author=ANN)
    repository.commit("Mend\n\nCo-authored-by: Ann <ann@example.org>", {PATH: sop(body="x\n")})
    repository.commit("Mend", {PATH: sop(body="y\n")}, author=other_name)
    assert newest(repository).authors == (ANN.name,)


def test_any_name_may_be_in_a_trailer(repository: Repository) -> None:
    names = ["A\u2028B", "A\x0bB", "A\x85B", "ü", '"A, B"', "A \\ B", "(A)", "\x1f"]
    trailers = "".join(f"Co-authored-by: {n} <{i}@example.org>\n" for i, n in enumerate(names))
    repository.commit(f"Add\n\n{trailers}Approved-by: <>\n", {PATH: sop(), ".mailmap": "# x\n"})
    assert len(newest(repository).authors) == 1 + len(names)


def test_only_the_committed_mailmap_counts(repository: Repository) -> None:
    repository.commit("Add", {PATH: sop()})
    repository.check_out()
    (repository.top / ".mailmap").write_text(f"Someone Else <{ANN.email}>\n")
    assert newest(repository).authors == (ANN.name,)


def test_clock_skew_does_not_change_the_order(repository: Repository) -> None:
    repository.commit("Add", {PATH: sop()})
    past = repository.time - timedelta(days=400)
    repository.commit("Raise", {PATH: sop(version="1.1.0")}, at=past)
    repository.commit("Raise", {PATH: sop(version="1.2.0")})
    assert versions(repository) == ["1.2.0", "1.1.0", "1.0.0"]
    assert [each.version for each in history(repository).commits] == ["1.2.0", "1.1.0", "1.0.0"]


@pytest.mark.parametrize(("stated", "version"), [("1.10", "1.10"), (" 1.0.0 ", "1.0.0"), (3, "3")])
def test_a_version_is_text_or_a_whole_number(
    repository: Repository, stated: object, version: str
) -> None:
    repository.commit("Add", {PATH: "x"})
    repository.save()
    history = open_history(repository.top, lambda _: {"version": stated})
    assert [each.version for each in history.history_of(PATH).revisions] == [version]


@pytest.mark.parametrize("stated", [1.1, True, None, "", " ", [1], date(2026, 1, 1)])
def test_what_may_have_lost_its_digits_is_no_version(
    repository: Repository, stated: object
) -> None:
    repository.commit("Add", {PATH: "x"})
    repository.save()
    history = open_history(repository.top, lambda _: {"version": stated})
    assert history.history_of(PATH).revisions == ()


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (datetime(2026, 3, 1, tzinfo=UTC), date(2026, 3, 1)),
        ("2026-02-30", None),
        ("soon", None),
        (20260301, None),
    ],
)
def test_an_effective_date_is_a_day_or_nothing(
    repository: Repository, stated: object, expected: date | None
) -> None:
    repository.commit("Add", {PATH: "x"})
    repository.save()
    fields = {"version": "1.0.0", "effective_date": stated}
    history = open_history(repository.top, lambda _: fields)
    assert history.history_of(PATH).revisions[0].effective_date == expected


def test_squashed_work_is_issued_by_the_squash(repository: Repository) -> None:
    repository.commit("Add", {PATH: sop()})
    squash = repository.commit(
        "Raise (#7)\n\n* one\n* two\n\nCo-authored-by: Eve Sun <eve@example.org>",
        {PATH: sop(version="1.1.0")},
        author=BOB,
    )
    revision = newest(repository)
    assert (revision.commit, revision.authors) == (squash, (BOB.name, EVE.name))
