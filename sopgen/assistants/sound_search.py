"""The search of a site that others publish: where its files are broken, that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sopgen.model.errors import OperatorError
from sopgen.search import OtherFormatError, Outcome, Search
from sopgen.search.finding import LIMIT
from sopgen.search.index import Index, Read


class SoundSearch(Search):
    """A search that raises `OperatorError`, made by `unusable`, where its index is no such."""

    def __init__(self, read: Read, unusable: Callable[[], OperatorError]) -> None:
        self._unusable = unusable
        with self._told():
            super().__init__(Index(read))

    @property
    def facets(self) -> Mapping[str, list[dict[str, Any]]]:
        """What results can be filtered by."""
        with self._told():
            return super().facets

    def find(
        self,
        text: str,
        *,
        department: str = "",
        role: str = "",
        type_: str = "",
        limit: int = LIMIT,
    ) -> Outcome:
        """What fits best."""
        with self._told():
            return super().find(text, department=department, role=role, type_=type_, limit=limit)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (
            *(OtherFormatError, ValueError, LookupError, TypeError, AttributeError),
            *(ArithmeticError, RecursionError),
        ) as error:
            # Whatever else the files hold in the place of an index stumbles in one of these ways.
            raise self._unusable() from error
