"""What is measured: sopgen and its peers, each as a command on the same documents."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from sopgen.exports.editor_schema import editor_schema
from sopgen.workspace import open_workspace
from tests.site.libraries import ROOT

# The peers have an environment of their own, so that none changes what sopgen runs on.
PEERS: Final = ROOT / ".venv/peers/bin"
_DATES: Final = "git-revision-date-localized"
_AUTHORS: Final = "git-authors"
_SCHEMA: Final = "front-matter.schema.json"
_EXTRACTED: Final = "front-matter"
_ASIDE: Final = "aside"  # beside the library
_LINK: Final = 500  # bytes, or fewer; each page of a peer lists all others


def _as_it_is(_: Path) -> None:
    """Nothing is to be made ready."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that is measured in a library's folder, each time after `prepare` readied that."""

    name: str
    command: Sequence[str]
    prepare: Callable[[Path], None] = _as_it_is


def builders() -> tuple[Contender, ...]:
    """The whole site of a library by sopgen, and the bare pages of it by the others."""
    return (
        _sopgen("sopgen build", "build", prepare=_from_nothing),
        _sopgen("sopgen build after one edit, where no site is (CI)", "build", prepare=_as_in_ci),
        # This one removes the site that was there: the next command that makes many files pays.
        _sopgen("sopgen build after one edit", "build", prepare=_issue_one),
        _mkdocs("MkDocs with Material", "search"),
        _mkdocs("MkDocs with Material, pruned navigation", "search", prunes=True),
        _mkdocs("MkDocs with Material, git dates and authors", "search", _DATES, _AUTHORS),
        _zensical(),
    )


def checkers(library: Path) -> tuple[Contender, ...]:
    """The check of a library by sopgen, and that of its front matter alone by check-jsonschema."""
    first = _first(library).relative_to(library).as_posix()
    extracted = sorted(f"{_EXTRACTED}/{file.stem}.yml" for file in library.glob("sops/*/*.md"))
    return (
        _sopgen("sopgen validate", "validate", prepare=_with_nothing_kept),
        _sopgen("sopgen validate after one edit", "validate", prepare=_write_on),
        _sopgen("sopgen validate, one changed document", "validate", first, prepare=_write_on),
        _sopgen("sopgen history, one document", "history", first),
        Contender(
            "check-jsonschema, front matter only",
            [str(PEERS / "check-jsonschema"), "--schemafile", _SCHEMA, *extracted],
            _extract,
        ),
    )


def _sopgen(name: str, *arguments: str, prepare: Callable[[Path], None] = _as_it_is) -> Contender:
    return Contender(name, [sys.executable, "-m", "sopgen", *arguments], prepare)


def _mkdocs(name: str, *plugins: str, prunes: bool = False) -> Contender:
    theme = {"name": "material", "features": ["navigation.prune"] if prunes else []}
    config = "-".join(["mkdocs", *plugins, *(["pruned"] if prunes else [])]) + ".yml"

    def prepare(library: Path) -> None:
        _configure(library, config, {"theme": theme, "plugins": list(plugins)})

    command = [str(PEERS / "mkdocs"), "build", "--quiet", "--config-file", config]
    return Contender(name, command, prepare)


def _zensical() -> Contender:
    config = "zensical.yml"

    def prepare(library: Path) -> None:
        _put_aside(library / ".cache")
        _configure(library, config, {"theme": {"name": "material", "variant": "classic"}})

    return Contender(
        "Zensical, cold", [str(PEERS / "zensical"), "build", "--config-file", config], prepare
    )


def _configure(library: Path, name: str, more: Mapping[str, Any]) -> None:
    _put_aside(library / "site-peer")
    _make_room(library)
    config = {"site_name": "Benchmark", "docs_dir": "sops", "site_dir": "site-peer", **more}
    (library / name).write_text(yaml.safe_dump(config), "utf-8")


def _from_nothing(library: Path) -> None:
    _with_nothing_kept(library)
    _put_aside(library / "site")


def _as_in_ci(library: Path) -> None:
    """What earlier builds have kept is there, as a workflow carries it, and no earlier site."""
    _issue_one(library)
    _put_aside(library / "site")


def _put_aside(folder: Path) -> None:
    """Make way for a site without removing what is there.

    For some time a file system looks at what was removed last whenever it makes a file: that
    removal would count as a part of what is measured.
    """
    if folder.exists():
        aside = folder.parent.with_name(_ASIDE)
        aside.mkdir(exist_ok=True)
        folder.rename(aside / str(len(list(aside.iterdir()))))


def _make_room(library: Path) -> None:
    """Remove what was put aside where the disk could not hold the next site of a peer beside it."""
    needed = _LINK * len(list(library.glob("sops/*/*.md"))) ** 2
    if shutil.disk_usage(library).free < needed:
        shutil.rmtree(library.with_name(_ASIDE), ignore_errors=True)


def _with_nothing_kept(library: Path) -> None:
    shutil.rmtree(library / ".git" / "sopgen", ignore_errors=True)


def _first(library: Path) -> Path:
    return min(library.glob("sops/*/*.md"))


def _write_on(library: Path) -> None:
    """Add a sentence to the first document."""
    with _first(library).open("a", encoding="utf-8") as file:
        file.write("\nSay it in one more sentence.\n")


def _issue_one(library: Path) -> None:
    """Issue the next version of one document, with a sentence that says something more."""
    file = max(library.glob("sops/*/*.md"), key=lambda item: item.name)
    text = file.read_text("utf-8").replace("the same way", "the very same way", 1)
    before, major, minor, after = re.split(r'(?m)^version: "(\d+)\.(\d+)', text, maxsplit=1)
    file.write_text(f'{before}version: "{major}.{int(minor) + 1}{after}', "utf-8")
    who = ("-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org")
    commit = ("commit", "--quiet", "--all", "--message", "Say more")
    subprocess.run(["git", *who, *commit], cwd=library, check=True)


def _extract(library: Path) -> None:
    """Put each document's front matter into a file of its own: check-jsonschema reads no other."""
    workspace = open_workspace(library)
    schema = editor_schema(workspace.templates.by_type["procedure"], workspace.vocabulary)
    (library / _SCHEMA).write_text(json.dumps(schema), "utf-8")
    shutil.rmtree(library / _EXTRACTED, ignore_errors=True)
    (library / _EXTRACTED).mkdir()
    for file in library.glob("sops/*/*.md"):
        front_matter = file.read_text("utf-8").split("---\n", 2)[1]
        (library / _EXTRACTED / f"{file.stem}.yml").write_text(front_matter, "utf-8")
