"""What the search knows of a document: its words by the field they stand in, and what to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Facet(NamedTuple):
    """Something that results can be filtered by: its key, and what readers see."""

    key: str
    name: str


class StepEntry(NamedTuple):
    """One step: its number in the text, its title, and all its other text."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One document of the search, in the version that its page shows.

    `href` leads to its page from the site's root. `names` are words around it, such as its
    department's name; `body` is all text of the document that belongs to no step.
    """

    id: str
    title: str
    href: str
    department: Facet
    type: Facet
    roles: tuple[Facet, ...]
    version: str
    state: str
    state_name: str
    purpose: str
    asks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    steps: tuple[StepEntry, ...] = ()
    body: str = ""
