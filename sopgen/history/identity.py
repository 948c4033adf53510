"""Says which document stood at a path, by the permanent `id` in its text.

Git's word that a file was changed or renamed makes it the same document, even where the id in it
was put right. But an id that comes to another path, in that commit or later, has moved there: then
the file that it left was replaced by another document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sopgen.history.trail import Step

IdOf = Callable[[str | None], str | None]  # a blob's document id


class Identities:
    """Where on a trail each document came to a path, and where it was taken from one."""

    def __init__(self, steps: Iterable[Step], id_of: IdOf) -> None:
        self._id_of = id_of
        self._comings: dict[str, list[Step]] = defaultdict(list)
        self._ends: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._last: dict[str, tuple[int, str]] = {}
        goings = [step for step in steps if self._note(step)]
        for step in goings:
            self._note_end(step)

    def last_path(self, document: str) -> str | None:
        """Give the path at which the document was last written, None for one never seen."""
        return self._last[document][1] if document in self._last else None

    def ends(self, document: str | None) -> Sequence[tuple[int, str]]:
        """Give where the document was left behind: at which path, and from which place on."""
        return self._ends.get(document, ()) if document else ()

    def may_be(self, document: str | None, blob: str | None) -> bool:
        """Tell whether nothing speaks against the text being the document's."""
        return document is None or self._id_of(blob) in {None, document}

    def is_edit_of(self, document: str, step: Step) -> bool:
        """Tell whether the step changed the document's text and left it at its path."""
        return step.change.kind in "MT" and self._id_of(step.change.blob) == document

    def replaced(self, step: Step) -> bool:
        """Tell whether the step put another document in the place of the one before."""
        before, after = self._id_of(step.change.old_blob), self._id_of(step.change.blob)
        if before is None or after is None or before == after:
            return False
        comings = self._comings.get(before, ())
        return any(
            coming.age <= step.age and coming.path != step.change.old_path for coming in comings
        )

    def was(self, document: str | None, step: Step) -> bool:
        """Tell whether it was the document that stood at the path before the step."""
        return self._id_of(step.change.old_blob) == document

    def _note(self, step: Step) -> bool:
        """Keep the step if it brought an id to its path; tell whether it took one from there."""
        before, after = self._id_of(step.change.old_blob), self._id_of(step.change.blob)
        if after is not None and not step.leaves:
            self._last[after] = min(
                (step.age, step.path), self._last.get(after, (step.age, step.path))
            )
            if after != before:
                self._comings[after].append(step)
        return before is not None and (step.leaves or before != after)

    def _note_end(self, step: Step) -> None:
        before = self._id_of(step.change.old_blob)
        if before is None or not (step.change.kind == "D" or self.replaced(step)):
            return
        if step.path == step.change.old_path:
            self._ends[before].append((step.age + (not step.leaves), step.path))
