"""Follows one document back through the commits, across renames.

A document without an `id` is followed as `git log --follow` does it: one path at a time, newest
commit first in git's order, taking the older name where git sees a rename. Two differences are
meant. Git also follows a *copy* back into the file that was copied, which would give a new
document the history of the one it was modelled on: here a copy is a beginning. And where several
files are renamed at once, git pairs them here all together, each old file with one new one;
`--follow` looks for one file alone, and may choose an old file that went elsewhere.

A document with an `id` is followed further, as far as the id proves it: into the older path of a
file that was renamed and rewritten, and into edits of the older path that one branch made while
another renamed it, which `--follow` misses. And it is followed less far where its path belonged
to another document before (see `identity`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.history.identity import Identities
from sopgen.history.trail import Step, Trail


def follow(
    trail: Trail, path: str, document: str | None, identities: Identities
) -> tuple[Step, ...]:
    """Give each step of the document that is last at `path`, newest first.

    `document` is its id, or None to follow as git does. A commit that moves a document without
    git seeing a rename is two steps: first what it brought, then what it gave up.
    """
    walk = _Walk(trail, document, identities)
    walk.back(path, 0)
    for age, earlier_path in identities.ends(document):
        walk.back(earlier_path, age)
    return tuple(sorted(walk.found, key=lambda step: (step.age, step.leaves, step.path)))


class _Walk:
    """The steps found for one document so far."""

    def __init__(self, trail: Trail, document: str | None, identities: Identities) -> None:
        self._trail = trail
        self._document = document
        self._identities = identities
        self.found: set[Step] = set()

    def back(self, path: str, age: int) -> None:
        """Follow the document from one of its paths to older commits and older names."""
        steps = self._trail.back(path, age)
        ours = True
        while (step := next(steps, None)) is not None:
            if step.leaves:
                ours = self._identities.may_be(self._document, step.change.old_blob)
            if ours and step in self.found:
                return
            if ours:
                self.found.add(step)
            if step.leaves:
                continue
            if self._identities.replaced(step):
                ours = self._identities.was(self._document, step)
            elif ours and step.change.kind == "R":
                steps = self._renamed_from(step)

    def _renamed_from(self, step: Step) -> Iterator[Step]:
        older_path = step.change.old_path
        if self._document is not None:
            self._edits_meanwhile(self._document, older_path, step.age)
        return self._trail.back(older_path, step.age + 1)

    def _edits_meanwhile(self, document: str, path: str, age: int) -> None:
        """Add edits that a branch made at the older name while the rename was on another."""
        for step in self._trail.forth(path, age):
            if not self._identities.is_edit_of(document, step):
                return
            self.found.add(step)
