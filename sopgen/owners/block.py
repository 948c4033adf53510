"""The block of code owners that follows from the documents and the vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname
from typing import Final

from sopgen.model.vocabulary import Vocabulary
from sopgen.owners.forges import Forge, is_exact, pattern
from sopgen.reading.fields import read_fields

BEGIN: Final = "# sopgen: begin"
END: Final = "# sopgen: end"
_NOTE: Final = (
    '# Made by "sopgen owners --write" from the documents\' owners and approvers and the teams\n'
    "# of their roles. Lines outside this block are yours; of several that fit, the last counts."
)
_FIELDS: Final = frozenset({"department", "owner", "approver"})
_ROLES: Final = ("owner", "approver")
Teams = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """A document's path from the repository's top, its department, and who owns and approves it."""

    path: str
    department: str
    roles: tuple[str, ...]


def owned(path: str, content: bytes) -> Owned:
    """What counts of a document; only the fields that do are read."""
    fields = read_fields(content, _FIELDS)
    roles = tuple(dict.fromkeys(fields[name] for name in _ROLES if name in fields))
    return Owned(path, fields.get("department", ""), roles)


def owners_block(documents: Sequence[Owned], words: Vocabulary, forge: Forge) -> str:
    """The block that stands for these documents, without a line's end after it."""
    return "\n".join([BEGIN, _NOTE, *_lines(documents, words, forge), END])


def _lines(owned: Sequence[Owned], words: Vocabulary, forge: Forge) -> Iterator[str]:
    if forge is Forge.GITHUB:
        yield from _folders(owned, words, forge)
        return
    departments = dict.fromkeys(item.department for item in owned)
    for key in sorted(departments):
        yield from ["", f"[{_section(words.name('departments', key) or 'Procedures')}]"]
        yield from _folders([item for item in owned if item.department == key], words, forge)


def _section(name: str) -> str:
    return re.sub(r"[\[\]#^\s]+", " ", name).strip() or "Procedures"


def _folders(owned: Iterable[Owned], words: Vocabulary, forge: Forge) -> Iterator[str]:
    by_folder: dict[str, dict[str, Teams]] = {}
    for item in owned:
        by_folder.setdefault(dirname(item.path), {})[item.path] = teams_of(item.roles, words)
    for folder, documents in sorted(by_folder.items()):
        yield from _folder(folder, documents, forge)


def _folder(folder: str, documents: Mapping[str, Teams], forge: Forge) -> Iterator[str]:
    """The teams of most documents for the folder, then each document that has others.

    Where a pattern may mean more than its document, every document is named, those after it that
    can be named exactly; two documents with one pattern belong to the teams of both.
    """
    most = _most(documents.values())
    if most:
        yield f"{pattern(f'{folder}/', forge)} {' '.join(most)}"
    apart: dict[str, Teams] = {}
    for path, teams in sorted(documents.items()):
        written = pattern(path, forge)
        apart[written] = tuple(dict.fromkeys((*apart.get(written, ()), *teams)))
    if all(is_exact(written) or teams == most for written, teams in apart.items()):
        apart = {written: teams for written, teams in apart.items() if teams != most}
    for written in sorted(apart, key=is_exact):
        yield f"{written} {' '.join(apart[written])}".rstrip()


def _most(found: Iterable[Teams]) -> Teams:
    """The teams that occur most often; of those that occur as often, the first in order."""
    counted = Counter(found)
    return min(counted, key=lambda teams: (-counted[teams], teams), default=())


def teams_of(roles: Iterable[str], words: Vocabulary) -> Teams:
    """The teams of some roles, each once."""
    entries = filter(None, (words.entry("roles", role) for role in roles))
    return tuple(dict.fromkeys(team for entry in entries for team in entry.teams))
