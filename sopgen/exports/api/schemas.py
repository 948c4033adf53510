"""The JSON Schemas of a site's JSON files, each whole in itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from sopgen.bundled import bundled
from sopgen.edition.addresses import SCHEMA_ENDING

_COMMON: Final = "common"
_REFERENCE: Final = f"{_COMMON}{SCHEMA_ENDING}#/$defs/"
_HERE: Final = "#/$defs/"

Schema = Mapping[str, Any]


@cache  # they come with the installation, and never change while it runs
def schemas() -> Mapping[str, Schema]:
    """Every schema by the name of what it describes; what they have in common is written in."""
    sources = {
        path.name.removesuffix(SCHEMA_ENDING): json.loads(path.read_text("utf-8"))
        for path in sorted((bundled("templates") / "api").glob(f"*{SCHEMA_ENDING}"))
    }
    shared = sources.pop(_COMMON)["$defs"]
    return {name: _whole(schema, shared) for name, schema in sources.items()}


def _whole(schema: Schema, shared: Mapping[str, Schema]) -> Schema:
    """The schema with all that it refers to, directly and through others, among its own parts."""
    needed: set[str] = set()
    waiting = list(_named(schema))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _named(shared[name])
    parts = {name: _inward(shared[name]) for name in sorted(needed)}
    return {**_inward(schema), "$defs": parts}


def _named(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix(_REFERENCE)
        for value in part.values():
            yield from _named(value)
    elif isinstance(part, list):
        for value in part:
            yield from _named(value)


def _inward(part: Any) -> Any:  # noqa: ANN401 any JSON
    """The same with references to its own parts."""
    if isinstance(part, dict):
        return {name: _inward(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_inward(value) for value in part]
    return part.replace(_REFERENCE, _HERE) if isinstance(part, str) else part
