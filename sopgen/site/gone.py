"""Says in an old text which of its links and pictures no longer lead anywhere."""

from __future__ import annotations

import html
import re
from typing import Final

from markupsafe import Markup

# In sanitised HTML: a link that lost its address, and pictures.
_DEAD_LINK: Final = re.compile(r'<a(?: title="[^"]*")?>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE: Final = re.compile(r'\s(alt|src)="([^"]*)"')
_LINK_NOTE: Final = Markup(' <small class="sop-gone">(what this led to is no longer here)</small>')
_PICTURE_NOTE: Final = Markup('<span class="sop-gone">[Picture that is no longer here: {}]</span>')


def say_what_is_gone(safe: Markup) -> Markup:
    """Sanitised HTML with a note for each dead link, and a picture's words in its place."""
    if "<a" not in safe and "<img" not in safe:
        return safe
    said = _DEAD_LINK.sub(lambda match: match.group(1) + str(_LINK_NOTE), str(safe))
    return Markup(_PICTURE.sub(_picture, said))  # noqa: S704 sanitised, and only tags of ours added


def _picture(match: re.Match[str]) -> str:
    found = dict(_ATTRIBUTE.findall(match.group()))
    if found.get("src"):
        return match.group()
    return str(_PICTURE_NOTE.format(html.unescape(found.get("alt") or "without a description")))
