"""The people whom commits name beside author and committer, as `.mailmap` has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sopgen.history import failures
from sopgen.history.git import Git
from sopgen.history.log import LoggedCommit
from sopgen.history.objects import read_objects

CO_AUTHOR = "co-authored-by"
# In the order of their weight: an approval says more than a review.
APPROVALS = ("approved-by", "reviewed-by")

_CONTACT = re.compile(r"\s*([^<>]*?)\s*<\s*([^<>\s]+)\s*>\s*")
_ADDRESS = re.compile(rb"<[^<>]+>")


class Person(NamedTuple):
    """A name, and an e-mail address where one is given (else empty)."""

    name: str
    email: str


class People:
    """Finds the people in a commit's trailers."""

    def __init__(self, proper: Mapping[Person, Person]) -> None:
        self._proper = proper

    def named(self, commit: LoggedCommit, key: str) -> tuple[Person, ...]:
        """Give those whom the commit's trailers of that key (in lower case) name, in order."""
        found = (_person(value) for name, value in _trailers(commit) if name == key)
        return tuple(self._proper.get(person, person) for person in found)


def read_people(git: Git, commit: str, logged: Iterable[LoggedCommit]) -> People:
    """Look up everyone in the trailers in the `.mailmap` of `commit`, by one process.

    Raises HistoryUnavailableError when `.mailmap` holds what git would silently leave out.
    """
    if not check_mailmap(git, commit):
        return People({})
    wanted = {CO_AUTHOR, *APPROVALS}
    found = (_person(value) for one in logged for name, value in _trailers(one) if name in wanted)
    contacts = list(dict.fromkeys(person for person in found if person.email))
    given = "".join(f"{person.name} <{person.email}>\n" for person in contacts)
    answer = git.ask("check-mailmap", "--stdin", given=given.encode(), mailmap=f"{commit}:.mailmap")
    proper = (_person(line) for line in answer.decode("utf-8", "replace").split("\n")[:-1])
    return People(dict(zip(contacts, proper, strict=True)))


def check_mailmap(git: Git, commit: str) -> bool:
    """Tell whether the commit has a `.mailmap`.

    Raises HistoryUnavailableError where it cannot be used: git drops lines without an address and
    says nothing.
    """
    (found,) = read_objects(git, [f"{commit}:.mailmap"])
    if found is None:
        return False
    if found.kind != "blob":
        raise failures.broken_mailmap("it is not a file")
    for number, line in enumerate(found.content.split(b"\n"), start=1):
        if line.strip() and not line.startswith(b"#") and not _ADDRESS.search(line):
            raise failures.broken_mailmap(f"line {number} has no e-mail address in <>")
    return True


def _trailers(commit: LoggedCommit) -> Iterator[tuple[str, str]]:
    for line in commit.trailers.split("\n"):
        key, _, value = line.partition(":")
        if value.strip():
            yield key.strip().lower(), value.strip()


def _person(value: str) -> Person:
    contact = _CONTACT.fullmatch(value)
    return Person(contact[1] or contact[2], contact[2]) if contact else Person(value, "")
