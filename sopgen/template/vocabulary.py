"""Loads the vocabulary; a vocabulary that cannot be used is the operator's to mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from sopgen.caching import Store, check_once
from sopgen.model.addresses import INDEX, RESERVED
from sopgen.model.errors import SettingsError
from sopgen.model.vocabulary import Entry, Vocabulary
from sopgen.operator_files import UnreadableError, read_limited, read_yaml, text_of
from sopgen.template.loading import read_schemas
from sopgen.template.soundness import Schema

# A key is a part of an address, where the site's own pages stand too.
_TAKEN: Final[Mapping[str, frozenset[str]]] = {
    "departments": RESERVED,
    "roles": frozenset({INDEX}),
    "kpis": frozenset({INDEX}),
}
VOCABULARY: Final = "vocabulary.yml"
_OWN: Final = frozenset({"name", "aliases", "teams", "members"})


def load_vocabulary(schema_dir: Path, store: Store | None = None) -> Vocabulary:
    """Read `vocabulary.yml` beside the schemas and check it against its own schema.

    The store remembers which vocabulary has been found to fit. Raises `SettingsError` where it is
    missing, no YAML, does not fit, or has a key whose address the site keeps for a page of its own.
    """
    path = schema_dir / VOCABULARY
    try:
        content = read_limited(path)
    except UnreadableError as error:
        raise _unusable(path, error) from error
    return parse_vocabulary(content, schema_dir, store)


def parse_vocabulary(content: bytes, schema_dir: Path, store: Store | None = None) -> Vocabulary:
    """The vocabulary of a text that stands or stood beside the schemas; raises the same."""
    path = schema_dir / VOCABULARY
    try:
        text = text_of(content)
        data = read_yaml(text)
    except UnreadableError as error:
        raise _unusable(path, error) from error
    _check(data, path, schema_dir, store or Store(None))
    _check_addresses(data, path, text)
    synonyms = tuple(map(tuple, data.pop("synonyms", None) or ()))
    return Vocabulary({kind: _entries(entries) for kind, entries in data.items()}, synonyms)


def _unusable(path: Path, error: UnreadableError) -> SettingsError:
    return SettingsError(f"The vocabulary {path}{error.where} {error.problem}.", error.remedy)


def _check(data: object, path: Path, schema_dir: Path, store: Store) -> None:
    file = schema_dir / "vocabulary.schema.json"
    schema = read_schemas([file], store)[file]
    check_once(store, lambda: _fit(data, path, schema), "vocabulary", repr(schema), repr(data))


def _fit(data: object, path: Path, schema: Schema) -> None:
    from sopgen.template.validation import first_error  # noqa: PLC0415 slow to import

    error = first_error(schema, data)
    if error is not None:
        where = ".".join(str(part) for part in error.absolute_path) or "top level"
        raise SettingsError(
            f"The vocabulary {path} does not fit its schema at {where}: {error.message}."
        )


def _check_addresses(data: Mapping[str, Any], path: Path, text: str) -> None:
    for kind, taken in _TAKEN.items():
        for key in data.get(kind) or {}:
            if key in taken:
                raise SettingsError(
                    f'The vocabulary {path}, line {_line(text, kind, key)}: "{key}" cannot be a '
                    f"key under {kind}, for the site has a page of its own at that address.",
                    f'Choose another key, such as "{key}-team"; the name beside it may stay.'
                    if kind == "departments"
                    else "Choose another key; the name beside it may stay.",
                )


def _line(text: str, kind: str, key: str) -> int:
    """The line of a key; 1 where an alias or a merge has brought it."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for name in (kind, key):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next(((at, value) for at, value in pairs if at.value == name), None)
        line, node = (found[0].start_mark.line + 1, found[1]) if found else (line, None)
    return line


def _entries(entries: Mapping[str, Mapping[str, Any]] | None) -> dict[str, Entry]:
    return {
        key: Entry(
            key=key,
            name=fields.get("name", key),
            aliases=tuple(fields.get("aliases", ())),
            teams=tuple(fields.get("teams", ())),
            members=tuple(fields.get("members", ())),
            more={n: str(v) for n, v in fields.items() if n not in _OWN},
        )
        for key, fields in (entries or {}).items()
    }
