"""What differs between forges: where they look for code owners, and how a path is written there.

GitHub: "About code owners"; it knows no escape for # and no ranges in []. GitLab: "Syntax of
CODEOWNERS"; sections, each asked for an approval of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from sopgen.settings import Settings

_FOLDERS: Final = {
    # In the order in which the forge looks: the first file counts.
    "github": (".github", "", "docs"),
    "gitlab": ("", "docs", ".gitlab"),
}
_NEW: Final = {"github": ".github", "gitlab": ".gitlab"}
_PLAIN: Final = re.compile(r"[A-Za-z0-9_./+()@-]")


class Forge(StrEnum):
    """A forge that asks code owners to review."""

    GITHUB = "github"
    GITLAB = "gitlab"


@dataclass(frozen=True, slots=True)
class Site:
    """A forge, and the top folder of a repository that lives there."""

    forge: Forge
    top: Path

    @property
    def file(self) -> Path:
        """The file that counts there; where there is none, the one to make."""
        folders = (self.top / folder for folder in _FOLDERS[self.forge])
        found = (folder / "CODEOWNERS" for folder in folders)
        new = self.top / _NEW[self.forge] / "CODEOWNERS"
        return next((file for file in found if file.is_file()), new)


def forge_of(settings: Settings) -> Forge:
    """The forge of a library: by `repo_url`, else by the files that only one of them reads."""
    if "gitlab" in settings.repo_url:
        return Forge.GITLAB
    top = top_of(settings)
    is_gitlab = (top / ".gitlab-ci.yml").exists() and not (top / ".github").exists()
    return Forge.GITLAB if is_gitlab and "github" not in settings.repo_url else Forge.GITHUB


def top_of(settings: Settings) -> Path:
    """The top folder of the repository that a library lies in."""
    depth = settings.prefix.count("/")
    return settings.root.parents[depth - 1] if depth else settings.root


def pattern(path: str, forge: Forge) -> str:
    """A path from the repository's top as a pattern that means it.

    A sign that has a meaning of its own and cannot be escaped becomes ?, which stands for any one
    sign; a letter beyond ASCII becomes *, as forges differ in how many signs it is.
    """
    return "/" + "".join(_written(sign, forge) for sign in path)


def _written(sign: str, forge: Forge) -> str:
    if _PLAIN.fullmatch(sign):
        return sign
    if sign == " " or (sign == "#" and forge is Forge.GITLAB):
        return f"\\{sign}"
    return "?" if sign.isascii() else "*"


def is_exact(written: str) -> bool:
    """Whether a pattern means one path only."""
    return not {"?", "*"} & set(written)
