"""Makes the manifest of files that are there, and puts it beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from sopgen.crew import crew_size, shared_out
from sopgen.edition.proof import Origin
from sopgen.manifest.contents import Folder, digest
from sopgen.manifest.value import MANIFEST, Kind, Manifest, as_bytes, made_with
from sopgen.site.written import Written

_TOGETHER: Final = 250  # files
_WORTH_A_PROCESS: Final = 10  # times as many


def write_manifest(site: Path, origin: Origin, engine: str, written: Written | None = None) -> None:
    """Put the manifest of a finished site at its root; what stood there before is replaced.

    `engine` is the name of what rendered the pages. What is known of the files that were `written`
    is not read again, unless they have changed since. Raises `OSError` where a file cannot be read
    or the manifest not be written.
    """
    contents = Folder(site)
    names = sorted(contents.names - {MANIFEST})
    known = _known(contents, names, written or Written())
    files = known | _digests(contents, [name for name in names if name not in known])
    with_ = made_with(Kind.SITE, engine)
    content = as_bytes(Manifest(kind=Kind.SITE, origin=origin, files=files, made_with=with_))
    (site / MANIFEST).write_bytes(content)


def _known(contents: Folder, names: Sequence[str], written: Written) -> dict[str, str]:
    found = ((name, written.sha256(name, contents.state(name))) for name in names)
    return {name: known for name, known in found if known is not None}


def _digests(contents: Folder, names: Sequence[str]) -> dict[str, str]:
    shares = [names[start : start + _TOGETHER] for start in range(0, len(names), _TOGETHER)]
    processes = crew_size(len(shares), _WORTH_A_PROCESS)
    found: dict[str, str] = {}
    for _, share in shared_out(partial(_share, contents, shares), len(shares), processes):
        found |= share
    return found


def _share(contents: Folder, shares: Sequence[Sequence[str]], number: int) -> Mapping[str, str]:
    return {name: digest(contents, name) for name in shares[number]}
