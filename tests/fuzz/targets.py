"""The targets: each has a law of the same name in `laws/`, and the rooms that it explores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Final, Protocol, cast

ROOMS: Final[Mapping[str, tuple[str, ...]]] = {
    "read": ("sopgen.reading", "sopgen.template", "sopgen.rules", "sopgen.inspection.inspector"),
    "steps": ("sopgen.reading", "sopgen.rules"),
    "compare": ("sopgen.compare",),
    "template": ("sopgen.template", "sopgen.reading.yaml_values", "sopgen.reading.marks"),
    "schema": ("sopgen.template",),
    "vocabulary": ("sopgen.template.vocabulary", "sopgen.operator_files"),
    "settings": ("sopgen.settings", "sopgen.operator_files"),
    "arguments": ("sopgen.answering", "sopgen.search", "sopgen.model.suggestion"),
}


class Law(Protocol):
    """What a module of `laws/` holds: words and texts to begin with, and what must hold."""

    WORDS: tuple[bytes, ...]
    LONGEST: int

    def begin(self) -> Iterable[bytes]:
        """The texts to begin with, each of them small."""
        ...

    def holds(self, given: bytes) -> None:
        """Raise where the law does not hold."""
        ...


def law(target: str) -> Law:
    """The law of a target."""
    return cast("Law", import_module(f"tests.fuzz.laws.{target}"))
