"""What may stand on a page of the HTML that a document's Markdown becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Final

import nh3
from markupsafe import Markup

from sopgen.reading.outline import to_html

_INLINE_TAGS: Final = (
    "a abbr b br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u"
    " var wbr bdi bdo"
)
_BLOCK_TAGS: Final = (
    "article aside blockquote caption center col colgroup dd details div dl dt figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr input li ol p pre section summary table tbody td tfoot th thead tr ul"
    " audio video source"
)
INLINE: Final = frozenset(_INLINE_TAGS.split())
WHOLE: Final = INLINE | frozenset(_BLOCK_TAGS.split())
_ATTRIBUTES: Final[Mapping[str, set[str]]] = {
    "*": {"title", "lang", "dir"},
    "a": {"href", "id"},
    "audio": {"src", "controls"},
    "blockquote": {"class", "cite"},
    "code": {"class"},
    "details": {"open"},
    "div": {"class", "id"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked"},
    "ol": {"start"},
    "source": {"src", "type"},
    "sup": {"class"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
    "video": {"src", "controls", "width", "height"},
}
_ALERT: Final = re.compile(
    r'<blockquote class="markdown-alert-(note|tip|important|warning|caution)">'
)
PREFIX: Final = "x "  # stands before each line that is shown without a block around it
# HTML in which no tag has an attribute: what may stay of it is the same on every page.
_BARE: Final = re.compile(r"(?:[^<]++|</?[a-z][a-z0-9]*+(?: /)?>)*+")
# HTML that a sanitiser leaves as it is, but for quotes: tags without attributes that the parser
# closes itself, and text without characters that are written in several ways.
_TEXT_AND = r"(?:[^<&\r\xa0]++|&(?:amp|lt|gt);|</?(?:{})>)*+"
_LINE_TAGS = "code|del|em|strong"
_PLAIN: Final[Mapping[frozenset[str], re.Pattern[str]]] = {
    INLINE: re.compile(f"<p>({_TEXT_AND.format(_LINE_TAGS)})</p>\n"),
    WHOLE: re.compile(f"({_TEXT_AND.format(f'{_LINE_TAGS}|blockquote|li|ol|p|ul')})"),
}
_REMEMBERED: Final = 2048  # pieces: the versions of one document have fewer
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


@lru_cache(maxsize=_REMEMBERED)  # the next version says most of it again, and so do other views
def safe_anywhere(markdown: str, tags: frozenset[str]) -> Markup | None:
    """Text without references as safe HTML, if that is the same wherever it stands."""
    html = to_html(markdown, {})
    plain = None if "<" in markdown else _PLAIN[tags].fullmatch(html.replace("&quot;", '"'))
    if plain is not None:
        return finished(plain.group(1), tags)
    return finished(_bare_cleaner(tags).clean(html), tags) if _BARE.fullmatch(html) else None


def finished(safe: str, tags: frozenset[str]) -> Markup:
    """Sanitised HTML as a page shows it."""
    safe = safe.strip()
    if tags is INLINE:
        return Markup(safe.removeprefix(PREFIX).strip())  # noqa: S704 sanitised
    # A space between cells, or a search engine takes two words for one.
    spaced = safe.replace("</td>", "</td> ").replace("</th>", "</th> ")
    return Markup(_ALERT.sub(_title_alert, spaced))  # noqa: S704 sanitised


@cache
def _bare_cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return cleaner(tags, lambda _tag, _name, _value: None)


def cleaner(tags: frozenset[str], attribute: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    """What leaves these tags in HTML, and of their attributes what `attribute` makes of each."""
    boxes = {"type": "checkbox", "disabled": ""}
    return nh3.Cleaner(
        tags=set(tags),
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in {"*", *tags}},
        attribute_filter=attribute,
        link_rel=None,
        url_schemes=set(_SCHEMES),
        set_tag_attribute_values={"input": boxes} if "input" in tags else {},
    )


def _title_alert(match: re.Match[str]) -> str:
    return f'{match.group()}\n<p class="sop-alert-title">{match.group(1).capitalize()}</p>'
