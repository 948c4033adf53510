"""Puts into what Zensical rendered what it was not shown: finished HTML, names, links, files."""

from __future__ import annotations

import html
import json
import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from sopgen.edition.tree import Page, PageTree
from sopgen.engines.library_files import other_files
from sopgen.engines.own_html import clean
from sopgen.engines.raw_blocks import put_aside, put_back
from sopgen.engines.veil import unveiled
from sopgen.settings import Settings
from sopgen.site.check import rendered_path
from sopgen.site.page_templates import read_front_matter

_SEARCH: Final = "search.json"
_ARTICLE: Final = re.compile(
    r'(<article class="md-content__inner[^>]*>)(.*)(</article>)', re.DOTALL
)
_HREF: Final = re.compile(r'(?<=\shref=")[^"]*(?=")')


def finish(folder: Path, settings: Settings, tree: PageTree) -> None:
    """Finish the site in a folder. Raises `OSError` where it cannot be written."""
    _empty_search(folder / _SEARCH)
    for file in [*folder.glob("*.html"), *folder.glob("*.xml")]:
        _change(file, unveiled(file.read_text("utf-8")))
    for name in tree.own_pages:
        if name not in tree.pages:
            _finish_own(folder / rendered_path(name), name, tree.pages_of)
    _copy_files(settings, folder)
    for path, page in tree.pages.items():
        _finish_page(folder / rendered_path(path), path, page, tree)


def _empty_search(file: Path) -> None:
    """Leave nothing to find: its field is on no page, and it would name what is not listed."""
    if file.is_file():  # every page asks for it nevertheless
        index = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps({**index, "items": []}), "utf-8")


def _finish_page(file: Path, path: str, page: Page, tree: PageTree) -> None:
    if isinstance(page.content, bytes) or not path.endswith(".md"):
        content = page.content
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    elif file.is_file():
        _, blocks = put_aside(read_front_matter(page.content)[1])
        text = _lit(unveiled(file.read_text("utf-8")), path, page, tree)
        _change(file, put_back(text, blocks))


def _lit(text: str, path: str, page: Page, tree: PageTree) -> str:
    """The page with its department lit in the navigation, which does not list it."""
    department = path.split("/", 1)[0]
    is_beneath = page.source is not None or not page.is_listed
    if not is_beneath or f"{department}/index.md" not in {item.path for item in tree.navigation}:
        return text
    way = posixpath.relpath(department, posixpath.dirname(rendered_path(path)))
    entry = re.compile(rf'(md-(?:tabs|nav)__item)("\s*>\s*<a href="{re.escape(way)}/")')
    return entry.sub(r"\1 \1--active\2", text)


def _finish_own(file: Path, name: str, pages: Mapping[str, str]) -> None:
    if not file.is_file():
        return
    here = posixpath.dirname(rendered_path(name))
    text = unveiled(file.read_text("utf-8"))
    # From the theme's own beginning to its own end: what stands between may hold others.
    text = _ARTICLE.sub(lambda found: f"{found[1]}{clean(found[2])}{found[3]}", text, count=1)
    _change(file, _HREF.sub(lambda link: _reaching(link.group(), here, pages), text))


def _reaching(link: str, here: str, pages: Mapping[str, str]) -> str:
    """A link that follows the source tree, led to where the document's page stands."""
    parts = urlsplit(html.unescape(link))
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    target = posixpath.normpath(posixpath.join(here, unquote(parts.path)))
    page = pages.get(f"{target}.md") or pages.get(f"{target}/index.md")
    if page is None:
        return link
    way = posixpath.relpath(posixpath.dirname(rendered_path(page)), here)
    return html.escape(parts._replace(path=f"{way}/").geturl())


def _copy_files(settings: Settings, folder: Path) -> None:
    source = settings.docs_dir
    for name in other_files(source, settings.trusted):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, folder / name)


def _change(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
