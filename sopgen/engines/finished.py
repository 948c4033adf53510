"""What a part of a site has become: pages and files that were written, and what is to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from sopgen.edition.learning import Learned
from sopgen.edition.tree import Page
from sopgen.site.writing import SiteFolder

T = TypeVar("T")


class Place(NamedTuple):
    """Where a page comes from: the number of its sheaf, and its own among that sheaf's."""

    sheaf: int
    number: int


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What a part has become: its pages without what they say, and what else is to be told.

    The places of pages are those among the part's own until it is known where the part stands.
    `kept` is what the next build may find again, `written` are the notes of its files.
    """

    pages: dict[str, tuple[Place, Page]]
    learned: tuple[str, Learned] | None
    found: T
    kept: Mapping[bytes, bytes] = field(default_factory=dict)
    written: Mapping[str, bytes] = field(default_factory=dict)


# A file of the site as it was written, by its path, and whether it yields to one that is there.
# There are so many that each is no more than a tuple, which is soon packed.
WrittenFile = tuple[str, bytes, bool]


class Finished(NamedTuple, Generic[T]):
    """A part with every byte of it."""

    files: tuple[WrittenFile, ...]
    made: Made[T]

    def write(self, folder: SiteFolder) -> Made[T]:
        """Write its files once more."""
        for path, content, yields in self.files:
            write = folder.add if yields else folder.put
            write(path, content)
        return self.made


class NotedFolder:
    """The folder of a site, of which somebody wants to know what was written there."""

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self.files: list[WrittenFile] = []

    def put(self, path: str, content: bytes) -> None:
        """Write a file, in place of any that is there."""
        self.files.append((path, content, False))
        self._folder.put(path, content)

    def add(self, path: str, content: bytes) -> None:
        """Write a file unless there is one."""
        self.files.append((path, content, True))
        self._folder.add(path, content)
