"""What links and mentions of steps mean, so that renumbered steps do not look changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote

from sopgen.compare.matching import Matching
from sopgen.model.document import Document

_NUMBERS: Final = r"\d{1,3}\b(?:\s*(?:,|-|–|to|and|or|und|oder|bis|et|ou|à|y|o)\s*\d{1,3}\b)*"
_MENTION: Final = re.compile(
    rf"(?:\b(?:steps?|schritte?n?|étapes?|pasos?)\s+|步骤\s*){_NUMBERS}", re.IGNORECASE
)
_OUTSIDE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Pointers:
    """Reads links and mentions of one version in terms that both versions share."""

    def __init__(self, document: Document, names: Mapping[int, str]) -> None:
        # Whether every step is called by its own number.
        self.document = document
        self._names = names
        self.is_plain = all(str(number) == name for number, name in names.items())

    @cached_property
    def _anchors(self) -> Mapping[str, str]:
        anchors: dict[str, str] = {}
        for section in self.document.sections:
            if section.property:
                anchors.setdefault(section.heading.anchor, f"#{section.property}")
        for step in self.document.steps:
            for anchor in filter(None, (step.anchor, step.heading and step.heading.anchor)):
                anchors.setdefault(anchor, f"step {self._names[step.number]}")
        return anchors

    def text(self, text: str) -> str:
        """The text with "step 4" called by the name that both versions share."""
        if self.is_plain:
            return text
        return _MENTION.sub(lambda match: re.sub(r"\d+", self._name, match.group()), text)

    def target(self, target: str) -> str:
        """Where a link leads: a step by its shared name, a file by its path in the library."""
        if _OUTSIDE.match(target):
            return target
        path, _, anchor = unquote(target).partition("#")
        own = self.document.path
        path = normpath(join(dirname(own), path)) if path else own
        if path == own:
            return self._anchors.get(anchor, f"#{anchor}")
        return f"{path}#{anchor}" if anchor else path

    def _name(self, match: re.Match[str]) -> str:
        return self._names.get(int(match.group()), match.group())


def pointers(old: Document, new: Document, matching: Matching) -> tuple[Pointers, Pointers]:
    """The readings of both versions: a step that stayed is called by its new number."""
    stayed = {old.steps[a].number: str(new.steps[b].number) for a, b in matching.pairs}
    old_names = {
        step.number: stayed.get(step.number, f"{step.number} removed") for step in old.steps
    }
    kept = set(stayed.values())
    new_names = {
        step.number: str(step.number) if str(step.number) in kept else f"{step.number} added"
        for step in new.steps
    }
    return Pointers(old, old_names), Pointers(new, new_names)


def read_alike(both: tuple[Pointers, Pointers]) -> bool:
    """Whether the same Markdown means the same in both versions: nothing renumbered or moved."""
    old, new = both
    return (
        (old.is_plain and new.is_plain)
        and old.document.path == new.document.path
        and old.document.references == new.document.references
    )
