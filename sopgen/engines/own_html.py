"""The HTML that a page of the library may hold, whatever renders it: an allowlist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import nh3

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


def clean(content: str) -> str:
    """The HTML of a page without what may run, load, send or cover anything."""
    return _CLEANER.clean(content)


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
