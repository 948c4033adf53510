"""How a template wants a body to be read: which heading or label fills which property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Content(StrEnum):
    """What stands under a heading, and so what its property holds as data."""

    TEXT = "text"  # Markdown, as text
    LIST = "list"  # the items of its lists
    ROLES = "roles"  # list items "**Role:** duties"
    TERMS = "terms"  # list items "**Term:** meaning"
    STEPS = "steps"  # level-3 headings, or else ordered items
    REPLIES = "replies"  # level-3 headings with the reply as a quotation


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """One property that the body fills: its headings (the first is the one to recommend)."""

    property: str
    headings: tuple[str, ...]
    content: Content
    required: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of one type in their order, and the labels of a step's attributes."""

    sections: tuple[SectionLayout, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repeatable: frozenset[str] = frozenset()
    by_heading: Mapping[str, SectionLayout] = field(default_factory=dict)
    by_label: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        sections: tuple[SectionLayout, ...],
        labels: Mapping[str, tuple[str, ...]],
        repeatable: frozenset[str],
    ) -> Layout:
        """A layout with its look-up tables; of two properties with one heading the first wins."""
        by_heading: dict[str, SectionLayout] = {}
        for section in sections:
            for heading in section.headings:
                by_heading.setdefault(fold(heading), section)
        by_label = {fold(name): key for key, names in labels.items() for name in names}
        return cls(sections, labels, repeatable, by_heading, by_label)


@lru_cache(maxsize=8192)  # the same headings, labels and roles stand in every document
def fold(name: str) -> str:
    """A heading, label or name as it is compared: case, spacing and dashes do not matter."""
    return " ".join(name.replace("’", "'").casefold().replace("-", " ").split()).rstrip(":").strip()
