"""Where a reader reports that something is wrong: an issue with everything filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from sopgen.settings import Settings

_FIELD: Final = re.compile(r"\{(id|version|step|title|address|commit)\}")
_LONGEST_TITLE: Final = 80
# How each forge is asked for a new issue: by a word of its host's name, the address below the
# repository's. GitHub and Forgejo (Gitea, Codeberg) take `title` and `body`, GitLab `issue[...]`.
_FORGES: Final = {
    "github": "/issues/new?title={subject}&body={text}",
    "gitlab": "/-/issues/new?issue[title]={subject}&issue[description]={text}",
    "codeberg": "/issues/new?title={subject}&body={text}",
    "forgejo": "/issues/new?title={subject}&body={text}",
    "gitea": "/issues/new?title={subject}&body={text}",
}


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is about: a version of a document, and one of its steps (None: all of it).

    `title` is that of the step, or of the document; `address` leads there.
    """

    id: str
    version: str
    step: int | None
    title: str
    address: str
    commit: str = ""


def report_address(settings: Settings, about: Reported) -> str | None:
    """The address that opens a report; None where neither a setting nor a known forge takes one."""
    if settings.report_to:
        values = _values(about)
        return _FIELD.sub(lambda match: quote(values[match.group(1)], safe=""), settings.report_to)
    form = _form(settings.repo_url)
    if form is None:
        return None
    return form.format(subject=quote(_subject(about), safe=""), text=quote(_text(about), safe=""))


@lru_cache(maxsize=8)  # each step of each document has a report
def _form(repo_url: str) -> str | None:
    parts = urlsplit(repo_url)
    if parts.scheme not in {"http", "https"}:
        return None
    known = (form for word, form in _FORGES.items() if word in (parts.hostname or ""))
    form = next(known, None)
    # Braces of the address itself mean nothing here.
    return form and repo_url.replace("{", "%7B").replace("}", "%7D") + form


def _values(about: Reported) -> dict[str, str]:
    return {
        "id": about.id,
        "version": about.version,
        "step": str(about.step or ""),
        "title": _short(about.title),
        "address": about.address,
        "commit": about.commit,
    }


def _subject(about: Reported) -> str:
    where = f"step {about.step}: {_short(about.title)}" if about.step else _short(about.title)
    return f"{about.id} {about.version}, {where}"


def _text(about: Reported) -> str:
    lines = [about.address, f"Version {about.version}"]
    lines += [f"Commit {about.commit}"] if about.commit else []
    return "\n".join([*lines, "", "What is wrong:", ""])


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
