"""The site's own stylesheets, scripts and pictures, from the library's templates or the bundled."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Final

from sopgen.bundled import bundled
from sopgen.edition.tree import Page
from sopgen.settings import Settings
from sopgen.site.page_templates import site_folders

ASSETS: Final = "assets/sopgen/"
_ON_EVERY_PAGE: Final = "site.js"
_SHEETS: Final = "sheets"
# In scripts only what stands on whole lines, and the indents: no code can be mistaken for that, as
# long as no string goes over lines, which a test holds.
_IN_SCRIPTS: Final = re.compile(
    r"^\s*/\*(?:(?!\*/).)*\*/[ \t]*\n|^\s*//[^\n]*\n|^\s+", re.DOTALL | re.MULTILINE
)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING: Final = re.compile(r"""('[^']*'|"[^"]*")""")
_AROUND_SIGNS: Final = re.compile(r"\s*([{};])\s*")


def asset_pages(settings: Settings) -> Mapping[str, Page]:
    """Every asset by its path in the tree, as browsers get it: see `asset_files`."""
    files = asset_files(settings)
    return {path: Page(content=asset_content(file)) for path, file in files.items()}


def asset_files(settings: Settings) -> Mapping[str, Path]:
    """The file of every asset by its path in the tree; the library's own stands for a bundled one.

    Below `sheets/` are the stylesheets of single kinds of page.
    """
    found: dict[str, Path] = {}
    for folder in site_folders(settings):
        for file in sorted((folder / "assets").glob("*.*")):
            found.setdefault(file.name, file)
        for file in sorted((folder / _SHEETS).glob("*.css")):
            found.setdefault(f"{_SHEETS}/{file.name}", file)
    return {f"{ASSETS}{name}": found[name] for name in sorted(found)}


def stylesheets(paths: Iterable[str]) -> tuple[str, ...]:
    """The stylesheets among a tree's paths that every page loads."""
    found = (path for path in paths if path.startswith(ASSETS) and path.endswith(".css"))
    return tuple(path for path in found if not path.startswith(f"{ASSETS}{_SHEETS}/"))


def scripts(paths: Container[str]) -> tuple[str, ...]:
    """The ES modules that every page loads; they load the others themselves."""
    path = f"{ASSETS}{_ON_EVERY_PAGE}"
    return (path,) if path in paths else ()


def asset_content(file: Path) -> bytes:
    """What browsers get: of a bundled file without what only its writers need, else as it is."""
    shorter = {".css": _shorter_sheet, ".js": _shorter_script}.get(file.suffix)
    if shorter is None or not _is_ours(file):
        return file.read_bytes()
    return shorter(file.read_text("utf-8")).encode()


def _is_ours(file: Path) -> bool:
    """Whether a file is a bundled one, or the same: a copy must not make another site."""
    bundled_one = bundled("templates") / "site" / file.parent.name / file.name
    if file.resolve() == bundled_one.resolve():
        return True
    return bundled_one.is_file() and bundled_one.read_bytes() == file.read_bytes()


def _shorter_script(text: str) -> str:
    return _IN_SCRIPTS.sub("", text)


def _shorter_sheet(text: str) -> str:
    """The same rules: white space means nothing beside braces and semicolons (CSS Syntax 3)."""
    parts = _STRING.split(_COMMENT.sub("", text))
    parts[::2] = (_AROUND_SIGNS.sub(r"\1", part).replace(";}", "}") for part in parts[::2])
    return "".join(parts).strip()
