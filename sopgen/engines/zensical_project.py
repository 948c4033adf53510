"""Writes a page tree as a project that Zensical builds: configuration, theme and pages.

Nothing in it relies on a plugin, for Zensical passes over those that it does not know.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from sopgen.edition.tree import Page, PageTree
from sopgen.engines.library_files import own_page
from sopgen.engines.raw_blocks import put_aside
from sopgen.engines.veil import veiled
from sopgen.model.errors import SettingsError
from sopgen.settings import Settings
from sopgen.site.assets import ASSETS
from sopgen.site.page_templates import front_matter, read_front_matter, site_folders

CONFIG: Final = "mkdocs.yml"
SITE: Final = "site"
_PAGES: Final = "pages"
_THEME: Final = "theme"
# Of the templates: what Zensical's theme needs otherwise than Material for MkDocs.
_ITS_OWN: Final = "theme-zensical"
_AS_THEY_STAND: Final = ("site_url", "copyright", "repo_url", "extra")
_NAMES: Final = ("site_name", "site_description", "site_author", "repo_name")
# What MkDocs has on anyway, and what the tree's headings need.
_EXTENSIONS: Final = ("toc", "tables", "fenced_code", "attr_list")


def write_project(
    folder: Path, config_file: Path, config: Mapping[str, Any], settings: Settings, tree: PageTree
) -> None:
    """Write the project into an empty folder; Zensical will put the site into `SITE` there.

    `config` is the whole of the `mkdocs.yml` at `config_file`. Raises `SettingsError` where that
    asks for another theme, and `OSError` where the folder cannot be written.
    """
    theme = _theme(config, tree)
    _write_theme(folder / _THEME, _folder_of_overrides(config_file, config), settings)
    _write_pages(folder / _PAGES, settings, tree)
    derived = {**_configuration(config, tree), "theme": theme}
    text = yaml.safe_dump(derived, allow_unicode=True, sort_keys=False)
    (folder / CONFIG).write_text(text, "utf-8")


def left_out(config: Mapping[str, Any]) -> tuple[str, ...]:
    """What of a `mkdocs.yml` Zensical's site goes without, in sentences."""
    plugins = config.get("plugins") or []
    names = (name for entry in plugins for name in ([entry] if isinstance(entry, str) else entry))
    others = sorted({str(name) for name in names} - {"search", "sopgen"})
    said = [f'Zensical does not run the plugin "{name}" of mkdocs.yml.' for name in others]
    hooks = ["Zensical does not run the hooks of mkdocs.yml."] if config.get("hooks") else []
    return (*said, *hooks)


def _configuration(config: Mapping[str, Any], tree: PageTree) -> dict[str, Any]:
    modules = [{"path": path, "type": "module"} for path in tree.scripts]
    return {
        **{name: _plain(config[name]) for name in _AS_THEY_STAND if config.get(name)},
        **{name: veiled(str(config[name])) for name in _NAMES if config.get(name)},
        "docs_dir": _PAGES,
        "site_dir": SITE,
        "use_directory_urls": True,
        "edit_uri": "",  # the pages are not where Zensical would lead to; they name their source
        "extra_css": [*tree.stylesheets, *(_plain(config.get("extra_css")) or [])],
        "extra_javascript": [*modules, *(_plain(config.get("extra_javascript")) or [])],
        "markdown_extensions": _extensions(config.get("markdown_extensions")),
        "nav": _navigation(config.get("nav"), tree),
        "plugins": [],
        "validation": False,  # the whole site is checked after: here it would miss what is beside
    }


def _theme(config: Mapping[str, Any], tree: PageTree) -> dict[str, Any]:
    given = config.get("theme") or "material"
    given = {"name": given} if isinstance(given, str) else _plain(given)
    if given.get("name", "material") != "material":
        raise SettingsError(
            f'Zensical is built with its own theme, not with "{given["name"]}".',
            "Set the theme's name to material in mkdocs.yml, or build with MkDocs.",
        )
    pictures = {name: f"{ASSETS}{name}.svg" for name in ("logo", "favicon")}
    ours = {name: path for name, path in pictures.items() if path in tree.pages}
    # The classic variant has the looks and the names of parts that the stylesheets are made for.
    return {"variant": "classic", "font": False, **ours, **given, "custom_dir": _THEME}


def _extensions(given: Any) -> list[Any]:  # noqa: ANN401 a list or fields, as MkDocs takes both
    named = given or []
    entries = [{name: named[name]} for name in named] if isinstance(named, dict) else [*named]
    known = {name for entry in entries for name in ([entry] if isinstance(entry, str) else entry)}
    return [*_plain(entries), *(name for name in _EXTENSIONS if name not in known)]


def _navigation(given: Any, tree: PageTree) -> list[Any]:  # noqa: ANN401 as MkDocs has it
    if given is None:
        return [{veiled(item.title): item.path} for item in tree.navigation]
    return [*_entries(given, tree.pages_of)]


def _entries(given: Any, pages: Mapping[str, str]) -> Any:  # noqa: ANN401 as above
    if isinstance(given, list):
        return [_entries(item, pages) for item in given]
    if isinstance(given, dict):
        return {veiled(str(title)): _entries(item, pages) for title, item in given.items()}
    return pages.get(given, given)


def _plain(value: Any) -> Any:  # noqa: ANN401 any value of YAML
    """A value without what only a tag gave a meaning to, which is None here."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_plain(item) for item in value if item is not None]
    return value


def _folder_of_overrides(config_file: Path, config: Mapping[str, Any]) -> Path | None:
    theme = config.get("theme")
    named = theme.get("custom_dir") if isinstance(theme, dict) else None
    return config_file.parent / str(named) if named else None


def _write_theme(folder: Path, overrides: Path | None, settings: Settings) -> None:
    folder.mkdir()
    for source in (*_theme_folders(settings), overrides):
        if source is not None and source.is_dir():
            shutil.copytree(source, folder, dirs_exist_ok=True)


def _theme_folders(settings: Settings) -> Iterator[Path]:
    """The bundled folder first: what is copied later takes the place of what is there."""
    for folder in reversed([*site_folders(settings)]):
        yield folder / "theme"
        yield folder / _ITS_OWN


def _write_pages(folder: Path, settings: Settings, tree: PageTree) -> None:
    for name in tree.own_pages:
        if name not in tree.pages:
            _write(folder / name, own_page(settings.docs_dir / name, tree.day))
    for path, page in tree.pages.items():
        if path.endswith(".md") and isinstance(page.content, str):
            _write(folder / path, _made(page, page.content, tree.day))


def _made(page: Page, content: str, day: date) -> str:
    """A page with its fields veiled, and its finished HTML put aside."""
    fields, body = read_front_matter(content)
    modified = (page.modified or day).isoformat()
    text, _ = put_aside(body)
    return f"{front_matter(**veiled(fields), sop_modified=modified)}{text}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
