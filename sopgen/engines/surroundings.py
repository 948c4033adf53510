"""Tells what every page of a build follows from besides documents: code, settings, the theme."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.theme import Theme

from sopgen.caching import key_of, origin
from sopgen.edition.dependencies import contents
from sopgen.edition.tree import PageTree

# Where a site is built from and to shows in no page; what the plugin does, its code tells.
_ELSEWHERE: Final = frozenset({"config_file_path", "docs_dir", "plugins", "site_dir"})
_INSTALLED: Final = tuple(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib"))
_PLAIN: Final = (str, int, float, date, type(None), PurePath)


class _UntoldError(Exception):
    """Something is set of which nobody can tell whether it is the same in another build."""


def surroundings(tree: PageTree, config: MkDocsConfig, navigation: Navigation) -> bytes | None:
    """A key of all that pages of this build have in common.

    None where that cannot be told: then nothing of another build is to be taken for this one's.
    """
    if tree.dependencies is None:
        return None
    pages = (*sorted(tree.own_pages), *tree.stylesheets, *tree.scripts, str(navigation))
    # The theme may show in the navigation what a page of the library's own says of itself.
    said = (repr(sorted(page.meta.items())) for page in navigation.pages)
    try:
        _refuse_own_extensions(config)
        told = _told({key: value for key, value in config.items() if key not in _ELSEWHERE})
        return key_of(origin(), tree.dependencies.everywhere, *told, *pages, *said)
    except (OSError, _UntoldError):
        return None


def _told(value: object) -> Iterator[bytes | str]:
    """A value of the configuration, and whatever it holds, as parts of a key."""
    yield type(value).__qualname__
    if isinstance(value, Theme):
        static = sorted(value.static_templates)
        yield from _told({**value, "locale": str(value.locale), "name": value.name, "": static})
        yield from _own_files(value)
    elif isinstance(value, Mapping):
        yield str(len(value))
        for key, item in value.items():
            yield str(key)
            yield from _told(item)
    elif isinstance(value, list | tuple):
        yield str(len(value))
        for item in value:
            yield from _told(item)
    elif isinstance(value, _PLAIN):
        yield str(value)
    elif callable(value) and _is_installed(getattr(value, "__module__", "")):
        yield f"{value.__module__}.{getattr(value, '__qualname__', value)}"
    else:
        raise _UntoldError


def _own_files(theme: Theme) -> Iterator[bytes | str]:
    """What the theme's templates hold, where no installed package has brought them."""
    for folder in map(Path, theme.dirs):
        if not any(place in folder.parents for place in _INSTALLED):
            yield from contents(folder)


def _refuse_own_extensions(config: MkDocsConfig) -> None:
    """What an organisation's own extension does, only its code tells, wherever that lies."""
    known = {item.name: item.module for item in entry_points(group="markdown.extensions")}
    for name in config.markdown_extensions:
        if not _is_installed(known.get(name, name)):
            raise _UntoldError


def _is_installed(module: str) -> bool:
    """Whether a module came with a package, whose version then tells what it does."""
    top = module.partition(".")[0]
    if top in sys.stdlib_module_names:
        return True
    try:
        found = find_spec(top) if top else None
    except (ImportError, ValueError):
        return False
    file = Path(found.origin) if found and found.origin else None
    return file is not None and any(place in file.parents for place in _INSTALLED)
