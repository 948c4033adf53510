"""Files that belong into the site as they are: no engine renders them, whatever their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sopgen.edition.together import Group


@dataclass(frozen=True)
class Bundle:
    """Files that are made together, when they are asked for.

    Each stands at one of `addresses`, or below one that ends with a slash. `make` gives them with
    their paths within the site, the same ones each time. Those of a document have its path
    for their `kin`, those of all documents a group: with the pages of one kin they share much of
    what they work out.
    """

    addresses: tuple[str, ...]
    make: Callable[[], Iterable[tuple[str, bytes]]]
    kin: str | Group | None = None

    def may_hold(self, path: str) -> bool:
        """Whether a file of this path may be among them."""
        return any(
            path.startswith(address) if address.endswith("/") else path == address
            for address in self.addresses
        )


@dataclass(frozen=True)
class PlainFiles:
    """The files of a site that are no pages; of a thousand documents nobody holds all at once."""

    bundles: tuple[Bundle, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Every file with its path, made one after the other."""
        for bundle in self.bundles:
            yield from bundle.make()

    def find(self, path: str) -> bytes | None:
        """One file by its path, None where there is none: for a preview, which makes few."""
        for bundle in self.bundles:
            if bundle.may_hold(path):
                for name, content in bundle.make():
                    if name == path:
                        return content
        return None


NO_FILES: Final = PlainFiles()
