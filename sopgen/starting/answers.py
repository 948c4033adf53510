"""What an organisation says of itself before its library is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sopgen.model.errors import OperatorError
from sopgen.model.suggestion import did_you_mean
from sopgen.starting.departments import Department, departments

FORGES: Final = ("github", "gitlab", "none")
_LONGEST_NAME: Final = 80
_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%+-]+)+/?")
# Joins the parts of an emoji, and of words in several scripts: nothing that hides or turns text.
_JOINERS: Final = "\u200c\u200d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The organisation and where it works, as checked.

    `departments` has one at least; the first is that of the sample documents. `language` is that
    of the theme's words, as the theme names it. `repository` is the address of the repository
    on its forge, without a slash at its end, or empty. `branch` is what is published.
    """

    organisation: str
    departments: tuple[Department, ...]
    language: str
    forge: str
    repository: str
    branch: str

    @property
    def edit_uri(self) -> str:
        """The path of the forge's editor, as MkDocs wants it; empty where there is none."""
        paths = {"github": "edit", "gitlab": "-/edit"}
        if not self.repository or self.forge not in paths:
            return ""
        return f"{paths[self.forge]}/{self.branch}/sops/"


def answers(
    *,
    organisation: str,
    department_names: Sequence[str],
    language: str,
    languages: Collection[str],
    forge: str,
    repository: str = "",
    branch: str = "",
) -> Answers:
    """Check what was answered; `languages` are those that the site's theme has words for.

    Raises `OperatorError` for a name that is empty, too long or holds what nobody sees, for two
    departments of one name, and for a language or an address that cannot be used.
    """
    if language not in languages:
        close = did_you_mean(language, languages)
        hint = f'Did you mean "{close}"?' if close else "Name one such as en, de or pt-BR."
        raise OperatorError(f'The theme has no words for the language "{language}".', hint)
    names = [_name("department", name) for name in department_names]
    return Answers(
        organisation=_name("organisation", organisation),
        departments=departments(names),
        language=language,
        forge=forge,
        repository=_address(repository),
        # A name that only a shell or YAML could misread is not worth the risk.
        branch=branch if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", branch) else "main",
    )


def forge_of(repository: str) -> str:
    """The forge that the address of a repository speaks of; GitHub where it does not say."""
    return "gitlab" if "gitlab" in (urlsplit(repository).hostname or "") else "github"


def _name(what: str, given: str) -> str:
    name = " ".join(given.split())
    if not name:
        raise OperatorError(f"The {what} has no name.", "Write one.")
    if len(name) > _LONGEST_NAME:
        raise OperatorError(
            f"The name of the {what} has {len(name)} characters.",
            f"Write it in {_LONGEST_NAME} at most.",
        )
    unseen = next((sign for sign in name if _is_unseen(sign)), None)
    if unseen is not None:
        raise OperatorError(
            f"The name of the {what} holds a character that nobody sees (U+{ord(unseen):04X}).",
            "Type it anew without.",
        )
    return name


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs", "Cn"} and sign not in _JOINERS


def _address(given: str) -> str:
    address = given.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise OperatorError(
            "The repository's address is not one of the web.",
            "Write it as the browser shows it, such as https://github.com/OWNER/NAME.",
        )
    return address.removesuffix("/").removesuffix(".git")
