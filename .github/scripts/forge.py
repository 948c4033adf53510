"""GitHub through its own command line: data go as arguments and input, never into a shell."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

# Only what this repository's workflows wrote is theirs to change: anybody may copy a marker.
OWN_NAME = "github-actions[bot]"


def get(path: str, **fields: str) -> Any:  # noqa: ANN401 any JSON value
    """The answer to a question."""
    return json.loads(raw(path, **fields))


def raw(path: str, **fields: str) -> bytes:
    """The answer to a question as it comes, such as a file."""
    given = [part for name, value in fields.items() for part in ("--raw-field", f"{name}={value}")]
    return _run("--method", "GET", path, *given)


def pages(path: str, **fields: str) -> Iterator[Any]:
    """Every item of a list, from all its pages."""
    for number in range(1, 101):
        items = get(path, **fields, per_page="100", page=str(number))
        yield from items
        if len(items) < 100:
            return


def send(method: str, path: str, value: Mapping[str, Any]) -> Any:  # noqa: ANN401 any JSON value
    """Ask for a change, and give what it made."""
    given = json.dumps(value).encode()
    return json.loads(_run("--method", method, path, "--input", "-", given=given))


def is_own(item: Mapping[str, Any], marker: str) -> bool:
    """Whether a comment or an issue is the one with this marker, made by a workflow."""
    author = (item.get("user") or {}).get("login")
    return author == OWN_NAME and (item.get("body") or "").startswith(marker)


def _run(*arguments: str, given: bytes | None = None) -> bytes:
    done = subprocess.run(
        ["gh", "api", *arguments], input=given, stdout=subprocess.PIPE, check=True
    )
    return done.stdout
