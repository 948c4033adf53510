"""What a manifest states, and its bytes: the same ones for the same files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from sopgen import __version__
from sopgen.edition.addresses import SCHEMAS
from sopgen.edition.proof import Origin

MANIFEST: Final = "manifest.json"
SCHEMA: Final = "manifest.schema.json"


class Kind(StrEnum):
    """What the files are."""

    SITE = "site"
    AUDIT = "audit"


# Whose versions, besides sopgen's own, shape the bytes of what is made.
_OF_ALL: Final = ("jinja2", "nh3", "pyromark")
_OF_SITES: Final = ("markdown", "pymdown-extensions")
_OF_ENGINES: Final[Mapping[str, tuple[str, ...]]] = {
    "mkdocs": ("mkdocs", "mkdocs-material"),
    "properdocs": ("properdocs", "mkdocs-material"),
    "zensical": ("zensical", "zensical-ui"),
}


def made_with(kind: Kind, engine: str = "mkdocs") -> dict[str, str]:
    """The installed versions of the libraries that shape what is made; none for a missing one.

    `engine` is the name of what renders the pages of a site.
    """
    found = {}
    of_sites = (*_OF_SITES, *_OF_ENGINES[engine])
    for name in _OF_ALL if kind is Kind.AUDIT else (*_OF_ALL, *of_sites):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def engine_of(versions: Mapping[str, str]) -> str:
    """The engine among what a site was made with; MkDocs where none is named."""
    return next((name for name in _OF_ENGINES if name in versions), "mkdocs")


_END: Final = "\n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The SHA-256 of each file by its path, in order, and what the files were made from.

    `departments` are those that an audit package was limited to; empty where it holds all.
    """

    kind: Kind
    origin: Origin
    files: Mapping[str, str]
    made_with: Mapping[str, str]
    departments: tuple[str, ...] = ()
    sopgen: str = __version__


def as_bytes(manifest: Manifest) -> bytes:
    """The manifest as the bytes of its file."""
    text = json.dumps(_data(manifest), ensure_ascii=False, indent=1)
    files = _listed(dict(sorted(manifest.files.items())))
    return f'{text.removesuffix(_END)},\n "files": {files}{_END}\n'.encode(errors="replace")


def _listed(files: Mapping[str, str]) -> str:
    """What `indent` gives at this depth; Python's fast encoder does not know that word."""
    if not files:
        return "{}"
    text = json.dumps(files, ensure_ascii=False, separators=(",\n  ", ": "))
    return f"{{\n  {text[1:-1]}\n }}"


def _data(manifest: Manifest) -> dict[str, Any]:
    origin = manifest.origin
    here = SCHEMA if manifest.kind is Kind.AUDIT else f"{SCHEMAS}{SCHEMA}"
    return {
        "$schema": here,
        "api": "v1",
        "as_of": origin.day.isoformat(),
        "kind": manifest.kind.value,
        "commit": origin.commit,
        "sopgen": manifest.sopgen,
        "made_with": dict(sorted(manifest.made_with.items())),
        "drafts": origin.drafts,
        "departments": list(manifest.departments),
        "documents": [asdict(item) for item in origin.documents],
    }
