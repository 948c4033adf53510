"""Finds who approved a revision, and claims no more than git shows.

A trailer comes first, as somebody wrote down an approval. Then whoever merged the revision into
the mainline. Then the role that the front matter names, which says who ought to approve. A draft
is approved by a trailer only: to merge it is not to approve it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sopgen.history.log import LoggedCommit
from sopgen.history.people import APPROVALS, People
from sopgen.history.texts import Stated
from sopgen.model.revision import Approval

# A forge that merges at the press of a button commits in its own name; the author pressed it.
_MACHINE = re.compile(r"no-?reply@.*|.*\[bot\]@.*", re.IGNORECASE)


def find_approval(
    mainline: Sequence[LoggedCommit],
    made_by: Iterable[LoggedCommit],
    stated: Stated,
    people: People,
) -> Approval | None:
    """Give the approval of a revision with the strongest evidence.

    `mainline` are the mainline commits that had its version, the issuing one first; `made_by` the
    commits that made its text, newest first; `stated` what its text states.
    """
    signed = _signed((*reversed(mainline), *made_by), people)
    if signed or stated.status == "draft":
        return signed
    merger = _merger(mainline[0])
    if merger:
        return Approval(by=merger, evidence="merge", commit=mainline[0].commit)
    if stated.approver:
        return Approval(by=stated.approver, evidence="front-matter", commit=mainline[-1].commit)
    return None


def _signed(commits: Sequence[LoggedCommit], people: People) -> Approval | None:
    for key in APPROVALS:
        for commit in commits:
            names = dict.fromkeys(person.name for person in people.named(commit, key))
            if names:
                return Approval(by=", ".join(names), evidence="trailer", commit=commit.commit)
    return None


def _merger(commit: LoggedCommit) -> str | None:
    """Give the person who made the merge, None where it is no merge or a machine made it."""
    hands = ((commit.committer, commit.committer_email), (commit.author, commit.email))
    persons = (name for name, email in hands if not _MACHINE.fullmatch(email))
    return next(persons, None) if len(commit.parents) > 1 else None
