"""Long lists on several pages: what one of them weighs does not grow with the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from sopgen.edition.edition import relative_address

T = TypeVar("T")


class ListPage(NamedTuple):
    """One `of` so many pages that a list takes; the first has number 1, and stands at `home`.

    Each has at most `size` entries of every list that it shows.
    """

    home: str
    number: int
    of: int
    size: int

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        return self._address(self.number)

    @property
    def path(self) -> str:
        """Its path in the tree of pages."""
        return f"{self.address.rstrip('/')}.md"

    @property
    def is_first(self) -> bool:
        """Whether it is the one that others lead to."""
        return self.number == 1

    @property
    def links(self) -> dict[int, str]:
        """The way from here to every page of the list, by its number."""
        numbers = range(1, self.of + 1)
        return {item: relative_address(self._address(item), self.address) for item in numbers}

    def title(self, name: str) -> str:
        """What it is called, where the list is called so."""
        return name if self.is_first else f"{name}, page {self.number}"

    def cut(self, entries: Sequence[T]) -> Sequence[T]:
        """The entries of a list that are on this page."""
        return entries[(self.number - 1) * self.size : self.number * self.size]

    def span(self, total: int) -> tuple[int, int]:
        """The first and the last entry on this page of a list with so many, counted from 1."""
        return (self.number - 1) * self.size + 1, min(self.number * self.size, total)

    def _address(self, number: int) -> str:
        return self.home if number == 1 else f"{self.home}page-{number}/"


def pages_of(home: str, entries: int, size: int) -> Iterator[ListPage]:
    """The pages at `home` and below for a list of so many entries; at least one."""
    of = max(1, -(-entries // size))
    yield from (ListPage(home, number, of, size) for number in range(1, of + 1))
