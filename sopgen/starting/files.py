"""The files of a new repository: starters filled with the answers, copies of what sopgen brings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopgen.bundled import bundled
from sopgen.owners import Forge, owned, owners_block
from sopgen.starting.answers import Answers
from sopgen.template import VOCABULARY, parse_vocabulary

_DOT: Final = "dot-"
_TEMPLATE: Final = ".j2"
_DEPARTMENT: Final = "DEPARTMENT"
_OWNERS: Final = "CODEOWNERS"
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>&#|~!$@])")


def repository_files(given: Answers, *, today: date, version: str) -> Mapping[str, bytes]:
    """Every file of a new repository, by its path with slashes.

    The sample documents are in force from `today`; `version` is the sopgen that the repository
    asks for.
    """
    made = dict(_copies()) | dict(_starters(given, today=today, version=version))
    owners = {path: content for path, content in made.items() if path.endswith(_OWNERS)}
    for path, content in owners.items():
        made[path] = content + f"\n{_owners(made, Forge(given.forge))}\n".encode()
    return dict(sorted(made.items()))


def _owners(files: Mapping[str, bytes], forge: Forge) -> str:
    """The block of code owners that "sopgen owners --write" would make for these files."""
    words = parse_vocabulary(files[f"schema/{VOCABULARY}"], bundled("schema"))
    documents = (item for item in files.items() if item[0].startswith("sops/"))
    return owners_block([owned(path, content) for path, content in documents], words, forge)


def _copies() -> Iterator[tuple[str, bytes]]:
    """Schemas and scaffolds as they stand: from now on they are the organisation's own."""
    for folder, pattern in (("schema", "*.json"), ("templates", "*.md")):
        for file in bundled(folder).glob(pattern):
            yield f"{folder}/{file.name}", file.read_bytes()


def _starters(given: Answers, *, today: date, version: str) -> Iterator[tuple[str, bytes]]:
    """The files below `templates/init/`: those for every repository, then those of the forge."""
    for kind in ("every", given.forge):
        folder = bundled("templates") / "init" / kind
        render = _renderer(folder)
        for file in folder.rglob("*"):
            if file.is_file():
                name = file.relative_to(folder).as_posix()
                content = file.read_bytes()
                if name.endswith(_TEMPLATE):
                    text = render.get_template(name).render(given=given, day=today, sopgen=version)
                    content = text.encode()
                yield _place(name, given), content


def _place(name: str, given: Answers) -> str:
    """Where a starter goes: no file here begins with a dot, or git and editors would obey it."""
    parts = name.removesuffix(_TEMPLATE).split("/")
    dotted = (f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in parts)
    return "/".join(given.departments[0].key if part == _DEPARTMENT else part for part in dotted)


def _renderer(folder: Path) -> Environment:
    """Jinja with marks of its own: workflows have `${{ }}`, and links have brackets and braces."""
    made = Environment(  # noqa: S701 no HTML is made; each value passes a filter for its format
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["yaml"] = _yaml
    made.filters["markdown"] = _markdown
    return made


def _yaml(value: str) -> str:
    """A text as the value of a key in YAML: quoted where anything else might be read."""
    written = yaml.safe_dump({"key": value}, allow_unicode=True, width=10**6)
    return written.removeprefix("key: ").rstrip("\n")


def _markdown(value: str) -> str:
    """A text within a line of Markdown, where it stays text (CommonMark 2.4, backslash escapes)."""
    return _MARKS.sub(r"\\\1", value)
