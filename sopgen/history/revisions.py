"""Turns what happened to a document on the mainline into its revisions.

A revision is a value of `version`. It is issued by the first mainline commit whose text has that
value, and its text is the last one that has it. So two edits under one version are one revision,
a text whose front matter cannot be read belongs to no revision (its authors count for the next
one that can), and a document deleted and put back under the same version was not issued again.

Where a later version is taken back, the earlier one stands again: nothing is hidden, the version
taken back stays in the list, and the one that stands comes before it, marked as reinstated. The
first of the list is therefore always what stood last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sopgen.history.approval import find_approval
from sopgen.history.log import LoggedCommit, moment
from sopgen.history.mainline import Mainline
from sopgen.history.people import CO_AUTHOR, People, Person
from sopgen.history.texts import Stated, Texts
from sopgen.history.trail import Step
from sopgen.model.revision import Revision


@dataclass(frozen=True, slots=True)
class State:
    """The document after a mainline commit; `age` is the commit's place, 0 is the newest."""

    age: int
    commit: LoggedCommit
    path: str
    blob: str
    stated: Stated
    version: str


@dataclass(slots=True)
class _Draft:
    """A revision while its states are gathered, oldest first."""

    states: list[State]
    reinstated: State | None = None
    made_by: list[LoggedCommit] = field(default_factory=list)


def find_revisions(
    steps: Sequence[Step],
    commits: Sequence[LoggedCommit],
    mainline: Mainline,
    texts: Texts,
    people: People,
) -> tuple[Revision, ...]:
    """Give the document's revisions, newest first.

    `steps` are its steps on the mainline, `commits` all commits that changed it, merges left out.
    """
    states = list(_states(steps, mainline, texts))
    drafts = _drafts(states)
    _share_out(commits, states, drafts, mainline)
    return tuple(_revision(draft, people) for draft in reversed(drafts.values()))


def _states(steps: Sequence[Step], mainline: Mainline, texts: Texts) -> Iterator[State]:
    """Yield each text that stood on the mainline and states a version, oldest first."""
    for step in reversed(steps):
        blob = step.change.blob
        if step.leaves or blob is None:
            continue
        stated = texts.stated(blob)
        if stated.version is not None:
            commit = mainline.commits[step.age]
            yield State(step.age, commit, step.path, blob, stated, stated.version)


def _drafts(states: Iterable[State]) -> dict[str, _Draft]:
    """Gather states by version, in the order in which the versions came to stand last."""
    drafts: dict[str, _Draft] = {}
    standing = None
    for state in states:
        draft = drafts.pop(state.version, None) or _Draft([])
        if draft.states and state.version != standing:
            draft.reinstated = state
        draft.states.append(state)
        drafts[state.version] = draft
        standing = state.version
    return drafts


def _share_out(
    commits: Iterable[LoggedCommit],
    states: Sequence[State],
    drafts: Mapping[str, _Draft],
    mainline: Mainline,
) -> None:
    """Give each commit to the first version that stood once the mainline had it."""
    ages = [-state.age for state in states]
    for commit in commits:
        place = bisect_left(ages, -mainline.brought_at(commit.commit))
        if place < len(states):
            drafts[states[place].version].made_by.append(commit)


def _revision(draft: _Draft, people: People) -> Revision:
    issued, last = draft.states[0], draft.states[-1]
    reinstated = draft.reinstated
    return Revision(
        version=last.version,
        status=last.stated.status,
        issued_at=_committed(issued),
        effective_date=last.stated.effective_date,
        commit=issued.commit.commit,
        blob=last.blob,
        path=last.path,
        authors=_authors(draft, people),
        approval=find_approval(
            [state.commit for state in draft.states], draft.made_by, last.stated, people
        ),
        change_summary=last.stated.change_summary,
        department=last.stated.department,
        reinstated_at=_committed(reinstated) if reinstated else None,
        reinstated_by=reinstated.commit.commit if reinstated else None,
    )


def _authors(draft: _Draft, people: People) -> tuple[str, ...]:
    """Name those who made the text, in the order in which they came to it."""
    # A text that no commit below brought was made in the merge itself.
    makers = draft.made_by or [state.commit for state in reversed(draft.states)]
    found: dict[str, str] = {}
    for commit in reversed(makers):
        author = Person(commit.author, commit.email)
        for person in (author, *people.named(commit, CO_AUTHOR)):
            found.setdefault(person.email.lower() or person.name, person.name)
    return tuple(found.values())


def _committed(state: State) -> datetime:
    return moment(state.commit.commit, state.commit.committed)
