"""Follows one document back through the commits, across renames.

A document without an `id` is followed as `git log --follow` does it: one path at a time, newest
commit first in git's order, taking the older name where git sees a rename. Two differences are
meant. Git also follows a *copy* back into the file that was copied, which takes a look at every
file in every commit: here a copy is a beginning, and so is a file put into the place that another
one left in the same commit. And where several files are renamed at once, git pairs them here all
together, each old file with one new one; `--follow` looks for one file alone, and may choose an
old file that went elsewhere. Asked about one file without an id, `History` gives git's own list.

A document with an `id` has every change of a text with that id, wherever git sees a rename or
not: so it is found in the older path of a file that was renamed and rewritten, and in edits of
the older path that one branch made while another renamed it, which `--follow` misses. Changes of
texts with another id, which a path may have held before, are not its own (see `identity`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sopgen.history.identity import Identities, Renumbering
from sopgen.history.trail import Step, Trail


class Follower:
    """Follows documents on one trail; `renumberings` are the ids that were put right."""

    def __init__(
        self, trail: Trail, identities: Identities, renumberings: frozenset[Renumbering]
    ) -> None:
        self._trail = trail
        self._identities = identities
        self._renumberings = renumberings
        self._mistaken = self._find_mistaken()

    def document(self, path: str, document: str, others: Iterable[str]) -> tuple[Step, ...]:
        """Give each step of the document with this id, which is last at `path`, newest first.

        `others` are further files that have the same id now, which is a mistake: what git follows
        to them is left to them. A commit that moves the document without a rename that git sees
        is two steps: what it brought comes first, then what it gave up.
        """
        found = set(self._back(path, 0, {document}))
        theirs = {step for other in others for step in self._back(other, 0, {document})} - found
        for step in self._identities.steps_of(document):
            if step not in self._mistaken[document] and step not in theirs:
                found.add(step)
                found.update(self._before_its_id(step, document))
        return tuple(sorted(found, key=lambda step: (step.age, step.leaves, step.path)))

    def _before_its_id(self, step: Step, document: str) -> Iterator[Step]:
        """Yield the steps of the text from before it had its id, if that is where it got it."""
        if step.change.old_blob is None or self._identities.before(step) is not None:
            return iter(())
        return self._back(step.change.old_path, step.age + 1, {document})

    def _back(self, path: str, age: int, ids: set[str]) -> Iterator[Step]:
        """Yield steps as `as_git_follows` does, but for those of texts with any other id."""
        steps = self._trail.back(path, age)
        while (step := next(steps, None)) is not None:
            owner = self._identities.owner(step)
            if owner is not None and owner not in ids:
                continue
            yield step
            if not step.leaves and self._stays(step, owner, ids) and step.change.kind == "R":
                steps = self._trail.back(step.change.old_path, step.age + 1)

    def _stays(self, step: Step, owner: str | None, ids: set[str]) -> bool:
        """Tell whether it was the same document before the step; its older id is noted."""
        before = self._identities.before(step)
        if before is None or before in ids:
            return True
        if owner is None or Renumbering(before, owner) not in self._renumberings:
            return False
        ids.add(before)
        return True

    def _find_mistaken(self) -> dict[str, set[Step]]:
        """Find the files that began with the id of another document, by that id.

        A document begun from a copy has its model's id until somebody notices.
        """
        mistaken: dict[str, set[Step]] = defaultdict(set)
        for change, step in self._identities.changes_of_id():
            if change in self._renumberings:
                for older in self._back(step.change.old_path, step.age + 1, {change.before}):
                    mistaken[change.before].add(older)
                    if older.change.kind == "A":
                        break
        return mistaken


def follow_as_git(trail: Trail, path: str) -> tuple[Step, ...]:
    """Give each step of the file that is last at `path`, newest first, as git follows it."""
    return tuple(_follow_as_git(trail, path))


def _follow_as_git(trail: Trail, path: str) -> Iterable[Step]:
    steps = trail.back(path)
    while (step := next(steps, None)) is not None:
        yield step
        if step.change.kind == "R" and not step.leaves:
            steps = trail.back(step.change.old_path, step.age + 1)
