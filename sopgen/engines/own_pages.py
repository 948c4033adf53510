"""Makes the library's own pages safe, which MkDocs renders: allowed HTML, and text for its theme.

Python-Markdown lets any HTML and any attribute through, and the theme prints titles, descriptions
and anchors as they stand.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from sopgen.engines.own_html import clean

# What a page may ask of the theme: never another template, nor an address to lead on to.
_TEXTS: Final = frozenset({"title", "description", "author", "robots"})
_WORDS: Final = frozenset({"icon", "status", "subtitle"})
_LISTS: Final = frozenset({"hide", "tags"})
_WORD: Final = re.compile(r"[\w/ .-]*")


def meta_of(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Of a page's front matter, what the theme may print; it prints it as it stands."""
    kept: dict[str, Any] = {}
    for name, value in meta.items():
        if name in _TEXTS and value is not None:
            kept[name] = escape(str(value))
        elif name in _WORDS and _WORD.fullmatch(str(value)):
            kept[name] = str(value)
        elif name in _LISTS and isinstance(value, list):
            kept[name] = [escape(str(item)) for item in value]
    return kept


def clean_page(page: Page, content: str) -> str:
    """Make safe what the theme prints of a page; gives its HTML."""
    page.meta = meta_of(page.meta)
    _make_text(page)
    if not page.is_homepage:
        # Of the page's own title the theme takes tags away, and with them what made it text.
        page.meta.setdefault("title", page.title)
    return clean(content)


def _make_text(page: Page) -> None:
    """Let the page's title, table of contents and address of editing be text for the theme."""
    page.title = _text(str(page.title or ""))
    page.edit_url = page.edit_url and escape(page.edit_url)
    _make_text_of(page.toc)


def _make_text_of(items: Iterable[AnchorLink]) -> None:
    for item in items:
        item.title, item.id = _text(item.title), str(escape(item.id))
        _make_text_of(item.children)


def _text(value: str) -> Markup:
    """MkDocs gives some titles as HTML and some as text: both become HTML, once."""
    return escape(html.unescape(value))
