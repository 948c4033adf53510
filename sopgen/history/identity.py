"""Says which document each change was made to, by the permanent `id` in the texts.

A text's id says whose it is, wherever it stands. Only a text without one (older than its front
matter, or broken) belongs to whatever git sees before and after it at its path.

An id may also have been put right: a change at one path leads from one id to another. It is the
same document only if the new id had never been seen before, and the old one did not come to
another path in that commit or later; else one document took the other's place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sopgen.history.trail import Step

IdOf = Callable[[str | None], str | None]  # the document id that a blob states


class Renumbering(NamedTuple):
    """An id that was put right in the text: the document stayed the same."""

    before: str
    after: str


class Identities:
    """The changes of a trail by the document they were made to."""

    def __init__(self, steps: Iterable[Step], id_of: IdOf) -> None:
        self._id_of = id_of
        self._steps: dict[str, list[Step]] = defaultdict(list)
        for step in steps:
            owner = self.owner(step)
            if owner is not None:
                self._steps[owner].append(step)

    def owner(self, step: Step) -> str | None:
        """Give the id of the document that was changed, None if the texts do not say it."""
        return (None if step.leaves else self._id_of(step.change.blob)) or self.before(step)

    def before(self, step: Step) -> str | None:
        """Give the id of the text before the change."""
        return self._id_of(step.change.old_blob)

    def steps_of(self, document: str) -> Sequence[Step]:
        """Give the changes to texts with that id, in no order."""
        return self._steps.get(document, ())

    def last_path(self, document: str, under: str) -> str | None:
        """Give the path, beginning with `under`, at which the document was last written."""
        steps = (step for step in self.steps_of(document) if step.path.startswith(under))
        written = (step for step in steps if not step.leaves)
        newest = min(written, key=lambda step: step.age, default=None)
        return newest.path if newest else None

    def changes_of_id(self) -> Iterator[tuple[Renumbering, Step]]:
        """Yield each change of one file from an id to another, whatever it means."""
        for after, steps in self._steps.items():
            for step in steps:
                before = self.before(step)
                if before is not None and before != after:
                    yield Renumbering(before, after), step

    def renumberings(self) -> frozenset[Renumbering]:
        """Give the ids that were put right, and that it may have been undone."""
        found = frozenset(
            change
            for change, step in self.changes_of_id()
            if self._is_first(change.after, step) and not self._moved(change.before, step)
        )
        return found | {Renumbering(change.after, change.before) for change in found}

    def _is_first(self, document: str, step: Step) -> bool:
        return all(other.age <= step.age for other in self.steps_of(document))

    def _moved(self, document: str, step: Step) -> bool:
        """Tell whether the document came to another path in that commit or later."""
        return any(
            other.age <= step.age
            and other.path != step.change.old_path
            and not other.leaves
            and self.before(other) != document
            for other in self.steps_of(document)
        )
