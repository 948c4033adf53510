"""Makes the manifest of files that are there, and puts it beside them."""

from __future__ import annotations

from pathlib import Path

from sopgen.edition.proof import Origin
from sopgen.manifest.contents import Folder, digest
from sopgen.manifest.value import MANIFEST, Kind, Manifest, as_bytes, made_with


def write_manifest(site: Path, origin: Origin, engine: str) -> None:
    """Put the manifest of a finished site at its root; what stood there before is replaced.

    `engine` is the name of what rendered the pages. Raises `OSError` where a file cannot be read or
    the manifest not be written.
    """
    contents = Folder(site)
    names = sorted(contents.names - {MANIFEST})
    files = {name: digest(contents, name) for name in names}
    with_ = made_with(Kind.SITE, engine)
    content = as_bytes(Manifest(kind=Kind.SITE, origin=origin, files=files, made_with=with_))
    (site / MANIFEST).write_bytes(content)
