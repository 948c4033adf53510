"""The files that a published site has for programs, wherever they are kept."""

from __future__ import annotations

import re
from typing import Final, Protocol

from sopgen.model.errors import OperatorError

LARGEST: Final = 256 * 1024 * 1024  # bytes; the changes of a year have 40 MB at 10,000 documents
_PLAIN: Final = re.compile(
    r"[0-9A-Za-z_~%+-][0-9A-Za-z._~%+-]*(?:/[0-9A-Za-z_~%+-][0-9A-Za-z._~%+-]*)*"
)


class Files(Protocol):
    """A site's files by their path within it."""

    @property
    def place(self) -> str:
        """Where they are kept, in words for an operator."""
        ...

    @property
    def address(self) -> str:
        """The site's own address, where they were fetched from it; else empty."""
        ...

    def read(self, path: str) -> bytes:
        """The content of one. Raises `OperatorError` where it cannot be had."""
        ...


def plain_path(path: str) -> str:
    """The path, where it can only lead downwards within a site; else raises `OperatorError`.

    A site says itself where its files are, and nobody knows who wrote the site.
    """
    if not _PLAIN.fullmatch(path) or "%2e" in path.lower() or "%2f" in path.lower():
        raise OperatorError(
            f"The site names a file that cannot be its own: {path[:100]!r}.",
            "Build the site anew, or ask who publishes it.",
        )
    return path
