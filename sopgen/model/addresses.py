"""The first parts of addresses that the site keeps for its own pages, and slugs for other words."""

from __future__ import annotations

import unicodedata
from typing import Final

# Whatever stands at the top of the site; a department's documents stand there under its key.
RESERVED: Final = frozenset(
    "api assets calendars changes embedding feeds glossary id index javascripts kpis open register "  # noqa: SIM905 reads better
    "reviews roles rules search stylesheets tags types".split()
)
INDEX: Final = "index"
_LONGEST: Final = 60  # characters; a file's name holds 255 bytes


def slug_of(words: str) -> str:
    """One part of an address made of free words: letters, marks and digits of any script.

    Upper and lower case and any punctuation between give the same slug. Words without a single
    letter or digit get one of their code points; no slug is empty, and none is "index".
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    spaced = "".join(character if _is_kept(character) else " " for character in folded)
    slug = "-".join(spaced.split())[:_LONGEST].rstrip("-")
    if slug and slug != INDEX:
        return slug
    return "-".join(f"u{ord(character):x}" for character in words)[:_LONGEST].rstrip("-") or "none"


def _is_kept(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
