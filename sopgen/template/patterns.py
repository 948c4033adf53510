"""Patterns of JSON Schema, which are regular expressions as ECMA-262 has them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_PIECE: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    r"""The pattern for Python, whose own `$` would let a line end pass after the last character.

    Raises `re.error` where it is none.
    """
    return re.compile(_PIECE.sub(lambda match: r"\Z" if match[0] == "$" else match[0], pattern))
