"""The content-security policy of the site: what a browser may load and run on its pages (CSP 3).

Inline scripts are allowed by the hashes of those that the theme brings, never of what happens to
stand in a page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from markupsafe import escape

from sopgen.settings import Settings

HEADERS: Final = "_headers"
_NONE: Final = "'none'"
_DIRECTIVES: Final[Mapping[str, tuple[str, ...]]] = {
    "default-src": (_NONE,),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "frame-src": (_NONE,),
    "form-action": ("'self'",),
    "base-uri": (_NONE,),
}
# A page itself cannot say who may frame it: browsers heed that in a header only.
_IN_HEADERS_ONLY: Final = frozenset({"frame-ancestors"})
# An element that may hold a script, as far as its name; the rest of its first tag.
_BEGIN: Final = re.compile(r"<(s(?:cript|tyle))\b")
_BEGINNINGS: Final = ("<script", "<style")
_REST: Final = re.compile(r'((?:[^>"]++|"[^"]*+")*+)>')
_NO_SCRIPT: Final = re.compile(r"\bsrc=|\btype=\"?application/", re.IGNORECASE)
_SCOPE: Final = re.compile(r'(?<=new URL\(")[^"]*(?=",location\))')
FIRST_IN_HEAD: Final = '<meta charset="utf-8">'


def inline_parts(html: str, kind: str) -> Iterator[str]:
    """The texts of the inline scripts, or styles, of a page; blocks of data are no scripts."""
    if f"<{kind}" not in html:
        return
    for element in _elements(html):
        if element is not None and element.kind == kind:
            yield element.text


def scripts_in(part: str) -> tuple[str, ...] | None:
    """The inline scripts of a part of a page; None where one may go on before or after the part.

    If none does in any part of a page, the page has those of its parts.
    """
    elements = [*_elements(part)]
    end = part[part.rfind("<") :] if "<" in part else ""
    if None in elements or (end and any(begin.startswith(end) for begin in _BEGINNINGS)):
        return None
    return tuple(element.text for element in elements if element and element.kind == "script")


def hashes(texts: Iterable[str]) -> tuple[str, ...]:
    """The sources that allow just these inline texts, in order, each once."""
    return tuple(sorted({_hash(text) for text in texts}))


def at_every_depth(scripts: Iterable[str], deepest: int) -> Iterator[str]:
    """The theme's inline scripts as they stand on pages down to a depth: one names the way up."""
    ways = [".", *("/".join([".."] * depth) for depth in range(1, deepest + 1))]
    for script in scripts:
        yield script
        if _SCOPE.search(script):
            yield from (_SCOPE.sub(way, script) for way in ways)


def policy_of(settings: Settings, inline: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """The sources of each directive; `inline` has further ones that the build found."""
    more = {**settings.content_security.allow}
    post_to = urlsplit(settings.runs.post_to)
    if post_to.netloc:
        more["connect-src"] = (*more.get("connect-src", ()), f"{post_to.scheme}://{post_to.netloc}")
    directives = {**_DIRECTIVES, **{name: () for name in _IN_HEADERS_ONLY if name in more}}
    return {
        name: _sources((*sources, *inline.get(name, ()), *more.get(name, ())))
        for name, sources in directives.items()
    }


def as_header(policy: Mapping[str, str]) -> str:
    """The policy as a header says it."""
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


def tag_of(policy: Mapping[str, str]) -> str:
    """The tag by which a page says its policy itself."""
    heeded = {name: text for name, text in policy.items() if name not in _IN_HEADERS_ONLY}
    text = str(escape(as_header(heeded))).replace(
        "&#39;", "'"
    )  # fewer bytes, and just as safe here
    return f'<meta http-equiv="Content-Security-Policy" content="{text}">'


def in_page(html: str, tag: str) -> str:
    """A page with the tag of its policy, before anything it loads."""
    return html.replace(FIRST_IN_HEAD, f"{FIRST_IN_HEAD}{tag}", 1)


class _Element(NamedTuple):
    kind: str
    text: str


def _elements(html: str) -> Iterator[_Element | None]:
    """The elements that hold scripts, data or styles; None in place of one that does not end."""
    at = 0
    while begin := _BEGIN.search(html, at):
        rest = _REST.match(html, begin.end())
        end = html.find(f"</{begin[1]}>", rest.end()) if rest else -1
        if rest is None or end < 0:
            yield None
        else:
            is_data = begin[1] == "script" and _NO_SCRIPT.search(rest[1])
            yield _Element("data" if is_data else begin[1], html[rest.end() : end])
        at = max(begin.end(), end)


def headers_file(policy: Mapping[str, str]) -> str:
    """The file from which static hosts such as Netlify and Cloudflare Pages take headers."""
    return f"""\
/*
  Content-Security-Policy: {as_header(policy)}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
"""


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _sources(sources: tuple[str, ...]) -> str:
    """One list; `'none'` stands alone or not at all."""
    some = [source for source in dict.fromkeys(sources) if source != _NONE]
    return " ".join(some) or _NONE
