"""Reads the front matter of a made page as MkDocs does, many times sooner.

A page of the tree has its fields in JSON, which is YAML too. What YAML could take for something
else, or for nothing, is left to MkDocs' own parser.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

_HEAD: Final = re.compile(r"---\n((?:[a-z]++(?:_[a-z]++)*+: .*+\n)++)---\n++")
_NO_NAMES: Final = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
_LONGEST: Final = 100
# Signs that YAML does not read, or reads as the end of a line, and halves of pairs for one sign.
_NO_SIGNS: Final = re.compile(
    "[\t\r\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\\\\u[dD][89a-fA-F]"
)


def read_fields(content: str) -> tuple[str, dict[str, Any]] | None:
    """What stands below the front matter of a page, and the fields in it.

    None where only a parser of YAML knows.
    """
    head = _HEAD.match(content)
    if head is None:
        return None
    lines = head[1].split("\n")[:-1]
    is_plain = "\\u" not in head[1] and all(map(str.isprintable, lines))
    if not is_plain and _NO_SIGNS.search(head[1]):
        return None
    parts = [line.partition(": ") for line in lines]
    try:
        fields = {name: _value(value) for name, _, value in parts}
    except ValueError:
        return None
    return None if fields.keys() & _NO_NAMES else (content[head.end() :], fields)


def _value(text: str) -> Any:  # noqa: ANN401 any value of JSON
    value, end = _JSON.raw_decode(text)
    if end < len(text):
        raise ValueError(text)
    return value


def _refuse(number: str) -> NoReturn:
    """Leave numbers, which YAML writes in many more ways, to it."""
    raise ValueError(number)


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are short enough for YAML, which looks ahead 1024 signs at most."""
    if any(len(name) > _LONGEST for name, _ in pairs):
        raise ValueError(pairs)
    return dict(pairs)


_JSON: Final = json.JSONDecoder(
    object_pairs_hook=_mapping, parse_int=_refuse, parse_float=_refuse, parse_constant=_refuse
)
