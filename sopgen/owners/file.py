"""The file of code owners: what it should hold, and what it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname
from typing import Final

from sopgen.library import find_files
from sopgen.model.errors import OperatorError
from sopgen.model.vocabulary import Vocabulary
from sopgen.owners.forges import Forge, Site, forge_of, is_exact, pattern, top_of
from sopgen.reading.fields import read_fields
from sopgen.workspace import Workspace

BEGIN: Final = "# sopgen: begin"
END: Final = "# sopgen: end"
_NOTE: Final = (
    '# Made by "sopgen owners --write" from the documents\' owners and approvers and the teams\n'
    "# of their roles. Lines outside this block are yours; of several that fit, the last counts."
)
_BLOCK: Final = re.compile(rf"^{re.escape(BEGIN)}\n.*?^{re.escape(END)}$", re.DOTALL | re.MULTILINE)
_FIELDS: Final = frozenset({"department", "owner", "approver"})
_ROLES: Final = ("owner", "approver")
Teams = tuple[str, ...]


@dataclass(frozen=True)
class OwnersFile:
    """What a file of code owners holds and should hold.

    `without_team` are the roles that own or approve documents and have no team, in order.
    """

    file: Path
    path: str
    before: str
    block: str
    without_team: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether there is a block that sopgen made: only then it is kept in step."""
        return _BLOCK.search(self.before) is not None

    @property
    def is_current(self) -> bool:
        """Whether the file holds what it should."""
        return self.text == self.before

    @cached_property
    def text(self) -> str:
        """The whole file as it should be: its block at its place, or at the end."""
        if self.is_kept:
            return _BLOCK.sub(lambda _: self.block, self.before, count=1)
        own = self.before.rstrip("\n")
        return f"{own}\n\n{self.block}\n" if own else f"{self.block}\n"

    @property
    def line(self) -> int:
        """The line of the file that should be another, from 1."""
        pairs = zip(self.before.split("\n"), self.text.split("\n"), strict=False)
        same = next((i for i, (old, new) in enumerate(pairs) if old != new), None)
        return 1 if same is None else same + 1


def code_owners(workspace: Workspace, forge: Forge) -> OwnersFile:
    """The file of code owners of a library on a forge.

    Raises `OperatorError` where the file that is there cannot be read.
    """
    site = Site(forge, top_of(workspace.settings))
    owned = _owned(workspace)
    block = "\n".join([BEGIN, _NOTE, *_lines(owned, workspace.vocabulary, forge), END])
    roles = sorted({role for item in owned for role in item.roles})
    without = tuple(role for role in roles if not _teams([role], workspace.vocabulary))
    path = site.file.relative_to(site.top).as_posix()
    return OwnersFile(site.file, path, _read(site.file), block, without)


def kept_owners(workspace: Workspace) -> OwnersFile | None:
    """The file that sopgen keeps for the library's forge, None where it has no block there."""
    forge = forge_of(workspace.settings)
    file = Site(forge, top_of(workspace.settings)).file
    return code_owners(workspace, forge) if _BLOCK.search(_read(file)) else None


@dataclass(frozen=True, slots=True)
class _Owned:
    path: str
    department: str
    roles: tuple[str, ...]


def _owned(workspace: Workspace) -> list[_Owned]:
    """The documents with the roles that own and approve them; only these fields are read."""
    found = []
    for path, file in find_files(workspace.settings).documents.items():
        try:
            fields = read_fields(file.read_bytes(), _FIELDS)
        except OSError:
            continue
        roles = tuple(dict.fromkeys(fields[name] for name in _ROLES if name in fields))
        found.append(_Owned(path, fields.get("department", ""), roles))
    return found


def _lines(owned: Sequence[_Owned], words: Vocabulary, forge: Forge) -> Iterator[str]:
    if forge is Forge.GITHUB:
        yield from _folders(owned, words, forge)
        return
    departments = dict.fromkeys(item.department for item in owned)
    for key in sorted(departments):
        yield from ["", f"[{_section(words.name('departments', key) or 'Procedures')}]"]
        yield from _folders([item for item in owned if item.department == key], words, forge)


def _section(name: str) -> str:
    return re.sub(r"[\[\]#^\s]+", " ", name).strip() or "Procedures"


def _folders(owned: Iterable[_Owned], words: Vocabulary, forge: Forge) -> Iterator[str]:
    by_folder: dict[str, dict[str, Teams]] = {}
    for item in owned:
        by_folder.setdefault(dirname(item.path), {})[item.path] = _teams(item.roles, words)
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


def _teams(roles: Iterable[str], words: Vocabulary) -> Teams:
    entries = filter(None, (words.entry("roles", role) for role in roles))
    return tuple(dict.fromkeys(team for entry in entries for team in entry.teams))


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8") if file.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"The code owners {file} cannot be read: {error}.") from error
