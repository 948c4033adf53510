"""What the rules say of a library, worked out when somebody asks."""

from __future__ import annotations

from functools import cached_property

from sopgen.edition.edition import Edition
from sopgen.inspection import Levels, inspect
from sopgen.model.finding import Finding


class Findings:
    """The findings of the library of an edition, at the severities of some levels."""

    def __init__(self, edition: Edition, levels: Levels) -> None:
        self._given = edition.library, edition.templates, levels, edition.today

    def of(self, path: str) -> tuple[Finding, ...]:
        """What there is to say of one document."""
        return inspect(*self._given, [path]).findings

    @cached_property
    def all(self) -> tuple[Finding, ...]:
        """What there is to say of every document, by path."""
        return inspect(*self._given).findings
