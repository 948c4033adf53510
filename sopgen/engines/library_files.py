"""What else a library's folder holds: ordinary pages, pictures and other files for the site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from sopgen.engines.harmless import why_unsafe
from sopgen.engines.veil import veiled
from sopgen.operator_files import UnreadableError, read_yaml
from sopgen.reading.outline import TooDeepError, parse
from sopgen.site.page_templates import front_matter

_FRONT: Final = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# What a page may ask of the theme: never another template, nor a file for a picture.
_TEXTS: Final = ("title", "description", "author", "robots")


def own_page(file: Path, day: date) -> str:
    """An ordinary page of the library, with only such fields as a theme may print.

    Raises `OSError` where it cannot be read.
    """
    text = file.read_text("utf-8", errors="replace")
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    given = _fields(front.group(1)) if front else {}
    fields = {name: given[name] for name in _TEXTS if isinstance(given.get(name), str)}
    hidden = given.get("hide")
    if isinstance(hidden, list):
        fields["hide"] = [item for item in hidden if isinstance(item, str)]
    fields.setdefault("title", _title(body, file))
    return f"{front_matter(**veiled(fields), sop_modified=day.isoformat())}{body}"


def other_files(folder: Path, trusted: Sequence[str]) -> Iterator[Path]:
    """The files of a library's folder that are no Markdown, relative to it, in order.

    Hidden ones are left out, links that lead out of the folder, and what a browser or a server
    might run, unless one of the patterns that are `trusted` names it.
    """
    root = folder.resolve()
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            is_shown = not name.startswith(".") and not name.endswith(".md")
            if is_shown and file.is_file() and file.resolve().is_relative_to(root):
                path = file.relative_to(root)
                is_trusted = any(fnmatchcase(path.as_posix(), item) for item in trusted)
                if is_trusted or not why_unsafe(file):
                    yield path


def _fields(text: str) -> dict[str, Any]:
    try:
        values = read_yaml(text)
    except UnreadableError:
        return {}
    return values if isinstance(values, dict) else {}


def _title(body: str, file: Path) -> str:
    try:
        headings = parse(body).headings
    except TooDeepError:
        headings = ()
    first = next((heading.text for heading in headings if heading.level == 1), "")
    return first or file.stem.replace("-", " ").replace("_", " ").capitalize()
