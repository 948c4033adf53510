"""The file of code owners: what it should hold, and what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from sopgen.library import find_files
from sopgen.model.errors import OperatorError
from sopgen.owners.block import BEGIN, END, Owned, owned, owners_block, teams_of
from sopgen.owners.forges import Forge, Site, forge_of, top_of
from sopgen.workspace import Workspace

_BLOCK: Final = re.compile(rf"^{re.escape(BEGIN)}\n.*?^{re.escape(END)}$", re.DOTALL | re.MULTILINE)


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
    documents = _documents(workspace)
    block = owners_block(documents, workspace.vocabulary, forge)
    roles = sorted({role for item in documents for role in item.roles})
    without = tuple(role for role in roles if not teams_of([role], workspace.vocabulary))
    path = site.file.relative_to(site.top).as_posix()
    return OwnersFile(site.file, path, _read(site.file), block, without)


def kept_owners(workspace: Workspace) -> OwnersFile | None:
    """The file that sopgen keeps for the library's forge, None where it has no block there."""
    forge = forge_of(workspace.settings)
    file = Site(forge, top_of(workspace.settings)).file
    return code_owners(workspace, forge) if _BLOCK.search(_read(file)) else None


def _documents(workspace: Workspace) -> list[Owned]:
    """The documents with the roles that own and approve them."""
    found = []
    for path, file in find_files(workspace.settings).documents.items():
        try:
            found.append(owned(path, file.read_bytes()))
        except OSError:
            continue
    return found


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8") if file.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"The code owners {file} cannot be read: {error}.") from error
