"""Whatever stands in the vocabulary, it is read as one or refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sopgen.bundled import bundled
from sopgen.caching import Store
from sopgen.model.errors import SettingsError
from sopgen.template import VOCABULARY, parse_vocabulary
from tests.fuzz.laws.refusing import is_plain

_SCHEMAS: Final = bundled("schema")
_SMALL: Final = b"""\
departments:
  customer-service: {name: Customer Service, code: CS, description: Calls.}
roles:
  team-lead: {name: Team lead, aliases: [lead], description: Leads., teams: [a/b], members: [ann]}
topics:
  complaints: {name: Complaints}
synonyms:
  - [refund, money back]
"""
WORDS: Final = (
    *(
        b"departments:\n",
        b"roles:\n",
        b"kpis:\n",
        b"terms:\n",
        b"tools:\n",
        b"synonyms:\n",
        b"  - [",
    ),
    *(
        b"name: ",
        b"aliases: ",
        b"&a ",
        b"*a",
        b"<<: ",
        b"2026-02-30",
        b"? ",
        b"!!set ",
        b"null",
        b"{",
    ),
    *(
        b"}",
        b"[",
        b"]",
        b"index",
        b"search",
        b"- - - ",
        b".inf",
        b"\xff",
        b"\x00",
        b"1_000",
        b"!x ",
    ),
)
LONGEST: Final = 600


def begin() -> Iterable[bytes]:
    """A small vocabulary, and pieces of the one that sopgen brings."""
    lines = (_SCHEMAS / VOCABULARY).read_bytes().splitlines(keepends=True)
    pieces = (b"".join(lines[at : at + 10]) for at in range(0, len(lines), 10))
    return [_SMALL, *(piece[:LONGEST] for piece in pieces)]


def holds(given: bytes) -> None:
    """A vocabulary whose words can be asked for, or a message that names the file."""
    try:
        made = parse_vocabulary(given, _SCHEMAS, _SEEN)
    except SettingsError as error:
        is_plain(error, VOCABULARY)
        return
    assert all(map(str.isprintable, made.entries("departments"))), made
    for kind in made.kinds:
        for key, entry in made.entries(kind).items():
            assert made.named(kind, entry.name) is not None, key


class _Remembering(Store):
    """Knows which schema was found sound, so that it is not checked again for each input."""

    def __init__(self) -> None:
        super().__init__(None)
        self._kept: dict[bytes, bytes] = {}

    @property
    def keeps(self) -> bool:
        return True

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        return {key: self._kept[key] for key in keys if key in self._kept}

    def put(self, values: Mapping[bytes, bytes]) -> None:
        self._kept.update(values)


_SEEN: Final = _Remembering()
