"""Vocabularies whose roles have teams and members on a forge."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from sopgen.bundled import bundled

Roles = Mapping[str, Mapping[str, Sequence[str]]]
LEADS: Final = "@org/leads"
HEADS: Final = "@org/heads"
BOTH: Final[Roles] = {
    "team-lead": {"teams": [LEADS]},
    "head-of-customer-service": {"teams": [HEADS], "members": ["Hedda"]},
}


def schema_files(roles: Roles) -> dict[str, str]:
    """The files of a `schema/` folder: the bundled ones, with teams and members for some roles."""
    files = {f"schema/{file.name}": file.read_text("utf-8") for file in _bundled("*.json")}
    vocabulary: dict[str, Any] = yaml.safe_load(_read("vocabulary.yml"))
    for role, fields in roles.items():
        vocabulary["roles"][role] |= fields
    return {**files, "schema/vocabulary.yml": json.dumps(vocabulary)}


def _bundled(pattern: str) -> list[Path]:
    return sorted(bundled("schema").glob(pattern))


def _read(name: str) -> str:
    return (bundled("schema") / name).read_text("utf-8")
