"""A library of known attacks, in every place where its authors may write, with a history.

Each line of `lines/` is an attack by itself, each file of `blocks/` one that needs several lines,
and `files/` has what a stranger may lay beside the documents. To add a case, add a line or a file.
Any of them would set `window.hacked`, ask something of evil.example, or read a file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

import yaml

from tests.browser.written import write_library
from tests.history.repository import Who
from tests.site.libraries import ROOT, sop

HERE: Final = Path(__file__).parent
SECRET: Final = "what only this machine may read"
# Git takes no angle brackets in a name.
AUTHOR: Final = Who('Eve" onmouseover="window.hacked=1', "&lt;script&gt;@example.org")
# What a stranger may lay there and nobody may get, relative to the site.
LEFT_OUT: Final = tuple(sorted(item.name for item in (HERE / "files").iterdir()))
_PAGES: Final = "      report_to:"
_OWN: Final = "about/us.md"


def families() -> dict[str, list[str]]:
    """The attacks by the name of their file: of one line each, or a whole file."""
    lines = {
        file.stem: [line for line in file.read_text("utf-8").split("\n") if line]
        for file in sorted((HERE / "lines").iterdir())
    }
    blocks = {file.stem: [file.read_text("utf-8")] for file in (HERE / "blocks").iterdir()}
    return {**lines, **dict(sorted(blocks.items()))}


def write_attacks(root: Path) -> Path:
    """Write the library into a folder, in two versions; gives the folder."""
    states = [_library("1.0.0"), _library("2.0.0")]
    settings = {_PAGES: f'      pages: ["about/*"]\n{_PAGES}'}
    write_library(root, states, settings=settings, by=AUTHOR)
    _lay_files(root / "sops")
    return root


def _library(version: str) -> dict[str, str]:
    found = families()
    documents = {
        f"sops/customer-service/{name}.md": _document(number, attacks, version)
        for number, (name, attacks) in enumerate(found.items(), start=1)
    }
    everything = "\n\n".join(attack for attacks in found.values() for attack in attacks)
    return {
        **documents,
        f"sops/{_OWN}": _own_page(found["event-handlers"][1], everything),
        "sops/about/index.md": f"# {found['script-elements'][-1]}\n\n{everything}\n",
        "sops/about/template.md": _leading_on(),
        **_schema(found["event-handlers"][1], found["script-elements"][5]),
    }


def _document(number: int, attacks: Sequence[str], version: str) -> str:
    lines = [line for line in "\n".join(attacks).split("\n") if line.strip()]
    title, strange = f"{number} {lines[0]}", lines[-1]
    return sop(
        _body(attacks, again="" if version == "1.0.0" else f"Anew: {strange}\n"),
        id=f"SOP-CS-{number:03}",
        title=_quoted(title),
        version=version,
        tags=lines[:4],
        asks=lines[:4],
        related_docs=[f"SOP-CS-{number + 1:03}", "SOP-CS-001"],
        kpis=[strange],
        change_summary=_quoted(f"{strange} {version}"),
        effective_date="2026-09-01" if version == "1.0.0" else "2026-10-01",
    )


def _body(attacks: Sequence[str], again: str) -> str:
    steps = "\n".join(_step(number, attack, again) for number, attack in enumerate(attacks, 1))
    first = attacks[0].split("\n")[0]
    text = "\n\n".join(attacks)
    return f"""
## Purpose

{first}

## Scope

{again}{text}

## Responsibilities

- **Frontline agent:** {first}

## Definitions

- **{first}:** {first}

## Procedure

{steps}

## Reply templates

### To say {first}

> {first} [{first}]

## Exceptions

{text}
"""


def _step(number: int, attack: str, again: str) -> str:
    line = next(line for line in attack.split("\n") if line.strip())
    return f"""### {number}. {line}

- Role: Frontline agent
- Outcome: {line}
- Confirm: {line}
- If: {line} → [step 1](#1-x "{line}")
- Record: {line}
- Tool: {line}

{again}{attack}

| {line} | b |
| --- | --- |
| {line} | `{line}` |
"""


def _own_page(title: str, text: str) -> str:
    fields = dict.fromkeys(("title", "description", "author", "icon", "status"), title)
    front = json.dumps({**fields, "robots": title, "tags": [title], "hide": [title]})
    return f"---\n{front}\n---\n{text}\n"


def _leading_on() -> str:
    """A page that would have the theme lead its readers on, by a script."""
    address = '"];window.hacked=1;["'
    return f"---\n{json.dumps({'template': 'redirect.html', 'location': address})}\n---\n# Go\n"


def _schema(line: str, other: str) -> dict[str, str]:
    """The vocabulary, which is content too: names, meanings and synonyms are attacks."""
    words = yaml.safe_load((ROOT / "schema/vocabulary.yml").read_text("utf-8"))
    words["departments"]["customer-service"].update(name=line, description=other)
    for group in ("terms", "kpis", "channels"):
        first = next(iter(words[group].values()))
        first.update({name: other for name in first if name in {"name", "description", "meaning"}})
    texts = {
        f"schema/{file.name}": file.read_text("utf-8")
        for file in (ROOT / "schema").iterdir()
        if file.is_file()
    }
    return {**texts, "schema/vocabulary.yml": yaml.safe_dump(words, allow_unicode=True)}


def _lay_files(folder: Path) -> None:
    """What a pull request may bring besides text, links out of the library among it."""
    for file in (HERE / "files").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    scripts = files("material") / "templates" / "assets" / "javascripts"
    bundle = next(file for file in scripts.iterdir() if file.name.startswith("bundle."))
    ours = folder / "assets" / "javascripts" / bundle.name
    ours.parent.mkdir(parents=True)
    ours.write_text("window.hacked = 1;", "utf-8")
    outside = folder.parent.parent / f"{folder.parent.name}-secret"
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET, "utf-8")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "git.txt").symlink_to(Path("..", ".git", "config"))
    (folder / f'"><img src=x onerror=window.hacked=1>{os.extsep}txt').write_text("x", "utf-8")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
