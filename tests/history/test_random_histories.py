"""The engine on random histories, against git's own answers and against what was really done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings, strategies

from .random_history import NAMES, RandomHistory
from .repository import Repository

# The same histories at every run, so that a failure is never somebody else's, and no search for
# the smallest one that fails, which would take minutes.
several = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@several
@given(strategies.data())
def test_commits_are_those_of_git_log_follow(data: strategies.DataObject) -> None:
    with new_repository() as repository:
        RandomHistory(repository).grow(data, commits=14)
        history = repository.history()
        for path in NAMES:
            found = [each.commit for each in history.history_of(path).commits]
            assert found == repository.followed(path), path


@several
@given(strategies.data())
def test_with_ids_commits_are_those_that_changed_the_document(
    data: strategies.DataObject,
) -> None:
    with new_repository() as repository:
        random = RandomHistory(repository, ids=True)
        random.grow(data, commits=14)
        history = repository.history()
        for number, file in random.trees["main"].items():
            found = history.history_of(file.path)
            assert found.document == f"SOP-{number}"
            assert {each.commit for each in found.commits} == set(random.changed[number])
            assert history.path_of(f"SOP-{number}") == file.path


@several
@given(strategies.data())
def test_revisions_are_the_versions_that_main_had(data: strategies.DataObject) -> None:
    with new_repository() as repository:
        random = RandomHistory(repository, ids=True)
        random.grow(data, commits=14)
        history = repository.history()
        for number, file in random.trees["main"].items():
            revisions = history.history_of(file.path).revisions
            assert [each.version for each in revisions] == versions(random, number)
            assert revisions[0].blob == history.files()[file.path]


def versions(random: RandomHistory, number: int) -> list[str]:
    """Give the versions of a file on main, the one that came to stand last first."""
    found: dict[str, None] = {}
    standing = ""
    for _commit, tree in random.mainline:
        version = tree[number].version if number in tree else standing
        if version != standing:
            found.pop(version, None)
            found[version] = None
            standing = version
    return list(reversed(found))


@contextmanager
def new_repository() -> Iterator[Repository]:
    with TemporaryDirectory() as folder, Repository(Path(folder) / "library") as repository:
        yield repository
