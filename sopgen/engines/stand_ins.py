"""Stand-ins for the words of a page, which show where a theme puts each word, and how.

Themes print one and the same word as it is here, escaped there, and without its tags elsewhere. A
stand-in holds signs that come out otherwise in each of these cases, and in any other that changes
them. So its place in what the theme makes of it tells what must be done to a word there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup, escape

_NAME: Final = "soQp"
# What a feature of Material replaces in addresses, and more than any theme lets stand of a text.
_END: Final = "/blob/edit/" + "x" * 1000
_HOLE: Final = re.compile(rf"{_NAME}(\d+)( {{1,2}}z(?:&quot;|&amp;quot;|&#34;)){_END}")


def stand_in(number: int) -> str:
    """What stands for the word of a number; it is HTML as much as it is text."""
    return f"{_NAME}{number}  z&quot;{_END}"


def holds_stand_in(text: str) -> bool:
    """Whether a text has anything of a stand-in left, whatever was done to it."""
    return _NAME.lower() in text.lower()


def _escaped(word: str) -> str:
    return str(escape(str(word)))


def _spoken(word: str) -> str:
    """As the theme's `striptags | e` makes it."""
    return str(escape(Markup(word).striptags()))  # noqa: S704 it is HTML already, as the theme has it


_PUT: Final[Mapping[str, Callable[[str], str]]] = {
    "  z&quot;": str,
    "  z&amp;quot;": _escaped,
    " z&#34;": _spoken,
}


class Hole(NamedTuple):
    """A place for a word: of which number, and what becomes of the word there."""

    place: int
    number: int
    put: Callable[[str], str]


class Cut(NamedTuple):
    """A text cut at its stand-ins: `parts` has an empty one in place of each."""

    parts: tuple[str, ...]
    holes: tuple[Hole, ...]

    def filled(self, words: Sequence[str]) -> str:
        """The text with words in place of the stand-ins."""
        parts = [*self.parts]
        for place, number, put in self.holes:
            parts[place] = put(words[number])
        return "".join(parts)


def cut(text: str) -> Cut | None:
    """A text cut at its stand-ins; None where something unknown was done to one of them."""
    parts, holes, at = [], [], 0
    for found in _HOLE.finditer(text):
        put = _PUT.get(found[2])
        if put is None:
            return None
        parts += [text[at : found.start()], ""]
        holes.append(Hole(len(parts) - 1, int(found[1]), put))
        at = found.end()
    parts.append(text[at:])
    return None if any(map(holds_stand_in, parts)) else Cut(tuple(parts), tuple(holes))
