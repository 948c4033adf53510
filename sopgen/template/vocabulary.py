"""Loads the vocabulary; a vocabulary that cannot be used is the operator's to mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from sopgen.model.errors import SettingsError
from sopgen.model.vocabulary import Entry, Vocabulary
from sopgen.template.loading import read_schema


def load_vocabulary(schema_dir: Path) -> Vocabulary:
    """Read `vocabulary.yml` beside the schemas and check it against its own schema.

    Raises `SettingsError` where it is missing, no YAML, or does not fit.
    """
    path = schema_dir / "vocabulary.yml"
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The vocabulary {path} cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise SettingsError(f"The vocabulary {path}{line} is no valid YAML.") from error
    _check(data, path, schema_dir)
    return Vocabulary({kind: _entries(entries) for kind, entries in data.items()})


def _check(data: object, path: Path, schema_dir: Path) -> None:
    schema = read_schema(schema_dir / "vocabulary.schema.json")
    error = next(iter(Draft202012Validator(schema).iter_errors(data)), None)
    if error is not None:
        where = ".".join(str(part) for part in error.absolute_path) or "top level"
        raise SettingsError(
            f"The vocabulary {path} does not fit its schema at {where}: {error.message}."
        )


def _entries(entries: Mapping[str, Mapping[str, Any]] | None) -> dict[str, Entry]:
    return {
        key: Entry(
            key=key,
            name=fields.get("name", key),
            aliases=tuple(fields.get("aliases", ())),
            more={n: str(v) for n, v in fields.items() if n not in {"name", "aliases"}},
        )
        for key, fields in (entries or {}).items()
    }
