"""Lists the licence of everything that sopgen runs on: `python -m tests.licences`, or `make lock`.

What is said of each is what its author says in its metadata (PEP 639, and what came before it).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from tests.lock import ROOT

FILE: Final = ROOT / ".github" / "licences.md"
LOCK: Final = ROOT / "requirements.lock"
_PIN: Final = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)
_HEAD: Final = """# Licences

What sopgen runs on and is built with, as `requirements.lock` pins it, and the licence that each
author states. Made by `make lock`; sopgen's own licence is in [LICENSE](../LICENSE).

| package | version | licence |
|---|---|---|
"""


def pins() -> list[tuple[str, str]]:
    """Name and version of everything in the lock, in its order."""
    return _PIN.findall(LOCK.read_text("utf-8"))


def page() -> str:
    """The list as Markdown; what is not installed here is fetched."""
    rows = (f"| {name} | {version} | {licence(name, version)} |\n" for name, version in pins())
    return _HEAD + "".join(rows)


def installed(name: str) -> str | None:
    """The version of a package in this environment; None where it is not there."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def licence(name: str, version: str) -> str:
    """What the author of a package states. Raises `LookupError` where that is nothing."""
    if installed(name) == version:
        here = metadata.distribution(name)
        files = (str(file) for file in here.files or () if "LICEN" in file.name.upper())
        texts = (here.read_text(file.rpartition(".dist-info/")[2]) or "" for file in files)
        found = next(_stated(here.metadata, texts), None)
    else:
        found = _fetched(name, version)
    if found is None:
        raise LookupError(f"{name} {version} states no licence.")
    return found


def _fetched(name: str, version: str) -> str | None:
    with TemporaryDirectory() as folder:
        how = ("--quiet", "--no-deps", "--only-binary=:all:", f"--dest={folder}")
        command = [sys.executable, "-m", "pip", "download", *how, f"{name}=={version}"]
        subprocess.run(command, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with ZipFile(wheel) as files:
            names = files.namelist()
            (place,) = (one for one in names if one.endswith(".dist-info/METADATA"))
            texts = (files.read(one).decode() for one in names if "LICEN" in one.upper())
            return next(_stated(BytesParser().parsebytes(files.read(place)), texts), None)


def _stated(
    said: Message[str, str] | metadata.PackageMetadata, texts: Iterator[str]
) -> Iterator[str]:
    """What the metadata state, the exactest first; at last a licence's own first line."""
    if said["License-Expression"]:
        yield said["License-Expression"]
    for line in said.get_all("Classifier", []):
        if line.startswith("License :: ") and line.count(" :: ") > 1:
            yield line.rpartition(" :: ")[2]
    if said["License"] and said["License"] != "UNKNOWN" and "\n" not in said["License"]:
        yield said["License"]
    for text in texts:
        yield text.strip().partition("\n")[0].strip()


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
