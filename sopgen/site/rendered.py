"""Reads what a rendered page holds: its headings, its ids and the addresses that it names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final, NamedTuple

from sopgen.edition.tree import PageHeading

# An attribute is passed over with its value: no text in a value is taken for an attribute.
_SPACE: Final = r" \t\n\r\f"  # as HTML has it; a set of few characters is found fastest
_QUOTED: Final = r""""[^"]*+"|'[^']*+'"""
_OTHER: Final = rf"""[{_SPACE}]++(?!id="|href="|src=")[^{_SPACE}"'>=]*+(?:="[^"]*+")?+"""
_PASSED: Final = rf"""(?:{_OTHER}|[^{_SPACE}"'>]|{_QUOTED})*+"""
_NAMED: Final = rf'{_PASSED}[{_SPACE}]++(?:id="([^"]*+)"|(?:href|src)="([^"]*+)")'
_REST: Final = rf"""(?:[^"'>]++|{_QUOTED})*+>"""
# Serialised HTML gives a tag an attribute once, and so at most these three.
_TAG: Final = re.compile(
    rf"<[a-zA-Z][^{_SPACE}>]*+(?!>){_NAMED}(?:{_NAMED})?+(?:{_NAMED})?+{_REST}"
)
# The value of one of these, told by the name before it: they are fewer than tags, and found sooner.
# It is empty where it may be none: it holds or ends with what stands between two values, or no tag
# ends after it. Of values in single quotes this knows nothing.
_VALUE: Final = r"""(?:([^"<>]++)(?<!=)"(?=[^<>]*+>))?+"""
_QUICK: Final = re.compile(
    rf"""="(?<=[dfc]=")(?:(?<=[{_SPACE}]id="){_VALUE}"""  # most names end with another letter
    rf"""|(?:(?<=[{_SPACE}]href=")|(?<=[{_SPACE}]src=")){_VALUE})"""
)
_SINGLE: Final = re.compile(rf"'(?:(?<==')|(?<==[{_SPACE}]'))")
_HEADING: Final = re.compile(
    rf'<h([1-6])(?!>){_PASSED}[{_SPACE}]++id="([^"]*+)"{_REST}(.*?)</h\1>', re.DOTALL
)
_PERMALINK: Final = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_MARKUP: Final = re.compile(rf"<(?:{_QUOTED}|[^>])*+>")
_ARTICLE: Final = re.compile(r"<article\b")
_ARTICLE_BEGIN: Final = "<article"
_ARTICLE_END: Final = "</article>"


class _Attributes(NamedTuple):
    ids: frozenset[str]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class RenderedPage:
    """What of a rendered page came from the tree; the engine's frame is read for its ids only."""

    text: str

    @property
    def content(self) -> str:
        """The page without the engine's frame around it."""
        return self.text[slice(*self._extent)]

    @property
    def content_ids(self) -> frozenset[str]:
        """Every id of the content."""
        return self._attributes.ids

    @property
    def links(self) -> tuple[str, ...]:
        """Every address that the content names, once."""
        return self._attributes.addresses

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id of the whole page."""
        return _attributes(self.text, 0, len(self.text)).ids

    @cached_property
    def headings(self) -> tuple[PageHeading, ...]:
        """The headings of the content that have an id, in order."""
        return tuple(
            PageHeading(int(level), html.unescape(anchor), _spoken(inner))
            for level, anchor, inner in _HEADING.findall(self.text, *self._extent)
        )

    @cached_property
    def _attributes(self) -> _Attributes:
        return _attributes(self.text, *self._extent)

    @cached_property
    def _extent(self) -> tuple[int, int]:
        """Where the content begins and ends."""
        # A string is found many times sooner than an expression, and the frame is long.
        begin = self.text.find(_ARTICLE_BEGIN)
        article = _ARTICLE.search(self.text, begin) if begin >= 0 else None
        # What is found from the end has an article within the content inside, and is found sooner.
        end = self.text.rfind(_ARTICLE_END, article.end()) if article else -1
        if article is None or end < 0:
            return 0, len(self.text)
        return article.start(), end + len(_ARTICLE_END)


def _attributes(text: str, begin: int, end: int) -> _Attributes:
    found = _QUICK.findall(text, begin, end)
    if ("", "") in found or _SINGLE.search(text, begin, end):
        values = [*chain.from_iterable(_TAG.findall(text, begin, end))]
        found = [*zip(values[::2], values[1::2], strict=True)]
    ids, addresses = zip(*found, strict=True) if found else ((), ())
    return _Attributes(frozenset(_plain(ids)), tuple(_plain(addresses)))


def _plain(values: Iterable[str]) -> list[str]:
    """What is meant by each value that says something."""
    said = filter(None, dict.fromkeys(values))
    return [_meant(value) if "&" in value else value for value in said]


def _meant(value: str) -> str:
    plain = value.replace("&amp;", "&")  # as most addresses have it
    return plain if len(value) - len(plain) == 4 * value.count("&") else html.unescape(value)


@lru_cache(maxsize=2048)  # each version of a document has most of its headings again
def _spoken(inner: str) -> str:
    return html.unescape(_MARKUP.sub("", _PERMALINK.sub("", inner)))
