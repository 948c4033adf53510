"""JSON that is put together out of parts, each of them written once for all files that hold it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

_EMPTY: Final = "{}"
_PLAIN: Final = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
# For what the fast one refuses and a front matter may hold: half a surrogate, any whole number.
_write_any = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _write(value: Any) -> str:  # noqa: ANN401 whatever JSON can say
    """A value as JSON."""
    try:
        return orjson.dumps(value, option=_PLAIN).decode()
    except TypeError:
        return _write_any(value)


@dataclass(frozen=True, slots=True)
class Written:
    """A value as JSON, the same for the same value.

    It may stand for a member of an object that `as_object` writes; deeper than that no encoder
    takes it.
    """

    text: str


Members = Mapping[str, Any]


def as_object(*parts: Members | Written) -> Written:
    """The members of objects as one object, in their order; no name may be in two of them."""
    texts = [part.text if isinstance(part, Written) else _object(part) for part in parts]
    if len(texts) == 1:
        return Written(texts[0])
    return Written(f"{{{','.join([text[1:-1] for text in texts if text != _EMPTY])}}}")


def as_list(items: Iterable[Written]) -> Written:
    """Values as a list."""
    return Written(f"[{','.join(item.text for item in items)}]")


def _object(members: Members) -> str:
    """The members, those that are written already as they are."""
    if Written not in map(type, members.values()):
        return _write(members)
    texts: list[str] = []
    plain: dict[str, Any] = {}
    for name, value in members.items():
        if isinstance(value, Written):
            texts += [_write(plain)[1:-1]] if plain else []
            texts.append(f"{_write(name)}:{value.text}")
            plain = {}
        else:
            plain[name] = value
    texts += [_write(plain)[1:-1]] if plain else []
    return f"{{{','.join(texts)}}}"
