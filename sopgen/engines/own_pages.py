"""Makes the library's own pages safe, which MkDocs renders: allowed HTML, and text for its theme.

Python-Markdown lets any HTML and any attribute through, and the theme prints titles, descriptions
and anchors as they stand.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import nh3
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

_TAGS: Final = frozenset(
    "a abbr article aside audio b bdi bdo blockquote br caption center cite code col colgroup dd"  # noqa: SIM905 reads better
    " del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label"
    " li mark ol p path picture pre q s samp section small source span strong sub summary sup svg"
    " table tbody td tfoot th thead time tr u ul var video wbr".split()
)
_ATTRIBUTES: Final[Mapping[str, set[str]]] = {
    "*": {"class", "dir", "id", "lang", "role", "title"},
    "a": {"href", "hreflang", "target"},
    "audio": {"src", "controls"},
    "blockquote": {"cite"},
    "details": {"open"},
    "div": {"data-tabs"},
    "img": {"src", "alt", "width", "height", "align", "loading"},
    "input": {"checked", "name"},
    "label": {"for"},
    "ol": {"start", "type"},
    "path": {"d"},
    "source": {"src", "type"},
    "svg": {"viewbox", "viewBox", "width", "height"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
    "video": {"src", "controls", "width", "height"},
}
_ALIGN: Final = re.compile(r"text-align: (left|center|right);?")
# The theme's and the site's scripts look for parts of the page by such ids.
_OF_THE_SITE: Final = re.compile(r"__(?!tabbed_\d+)|sop-|~", re.IGNORECASE)
_TAB: Final = re.compile(r"__tabbed_\d+(_\d+)?")
_OUT: Final = re.compile(r"\s*(?:[\\/]\s*[\\/]|[a-z][a-z0-9+.-]*\s*:)", re.IGNORECASE)
# What a page may ask of the theme: never another template, nor an address to lead on to.
_TEXTS: Final = frozenset({"title", "description", "author", "robots"})
_WORDS: Final = frozenset({"icon", "status", "subtitle"})
_LISTS: Final = frozenset({"hide", "tags"})
_WORD: Final = re.compile(r"[\w/ .-]*")


def clean(content: str) -> str:
    """The HTML of a page without what may run, load, send or cover anything."""
    return _CLEANER.clean(content)


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


def _attribute(_: str, name: str, value: str) -> str | None:
    if name == "style":
        return value if _ALIGN.fullmatch(value) else None
    if name == "src":
        return None if _OUT.match(value) else value  # the site asks nothing of the outside
    if name in {"id", "for"}:
        return None if _OF_THE_SITE.match(value) else value
    if name == "name":
        return value if _TAB.fullmatch(value) else None
    return value


_CLEANER: Final = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    attribute_filter=_attribute,
    generic_attribute_prefixes={"aria-"},
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel"},
    tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
)
