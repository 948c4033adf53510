"""Notes what is asked of the rest of a library while something about one document is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple


class About(StrEnum):
    """What a question is about; its subject is a key of that kind."""

    ID = "id"
    PATH = "path"
    REFERRERS = "referrers"
    DEPARTMENT = "department"
    TAG = "tag"


class Question(NamedTuple):
    """Something that was asked of an edition, which another edition may answer otherwise."""

    about: About
    subject: str


class Asked:
    """Hears every question that an edition is asked about other documents than the one at hand."""

    def __init__(self) -> None:
        self._noted: set[Question] | None = None

    def note(self, about: About, subject: str) -> None:
        """Note a question, where somebody wants to know."""
        if self._noted is not None:
            self._noted.add(Question(about, subject))

    @contextmanager
    def noting(self) -> Iterator[set[Question]]:
        """Gather the questions that are asked within; one place at a time may want to know."""
        self._noted = found = set[Question]()
        try:
            yield found
        finally:
            self._noted = None
