"""Which pages and files that tell of all documents are made together."""

from __future__ import annotations

from enum import Enum, auto


class Group(Enum):
    """Pages and files that share much of what they work out, and so are made by one process.

    Those that take longest come first: begun last, they alone would be waited for.
    """

    NEWS_PAGES = auto()
    NEWS_FILES = auto()
    SEARCH = auto()
    HANDOUTS = auto()
    LIST_PAGES = auto()
    LIST_FILES = auto()
