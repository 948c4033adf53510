"""Checks a rendered site against its page tree: every heading in its place, every link alive."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from sopgen.edition.tree import PageHeading, PageTree

# Serialised HTML quotes its attributes: this finds whole tags, and no text that looks like one.
_TAG: Final = re.compile(r'<([a-zA-Z][\w-]*)((?:[^>"\']|"[^"]*"|\'[^\']*\')*)>')
_ATTRIBUTE: Final = re.compile(r'\s(id|href|src)="([^"]*)"')
_HEADING: Final = re.compile(r'<h([1-6])\b[^>]*?\sid="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK: Final = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_ARTICLE: Final = re.compile(r"<article\b.*?</article>", re.DOTALL)
_MARKUP: Final = re.compile(r"<[^>]*>")
_SHOWN: Final = 20


@dataclass(frozen=True)
class RenderedPage:
    """The part of a rendered page that came from the tree."""

    text: str

    @cached_property
    def content(self) -> str:
        """The page without the engine's frame around it."""
        article = _ARTICLE.search(self.text)
        return article.group() if article else self.text

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id of the whole page."""
        return frozenset(value for name, value in _attributes(self.text) if name == "id")

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Every address that the content names, once."""
        found = (value for name, value in _attributes(self.content) if name != "id")
        return tuple(dict.fromkeys(found))

    @cached_property
    def headings(self) -> tuple[PageHeading, ...]:
        """The headings of the content that have an id, in order."""
        return tuple(
            PageHeading(int(level), html.unescape(anchor), _spoken(inner))
            for level, anchor, inner in _HEADING.findall(self.content)
        )


class _Facts(NamedTuple):
    """What the checks ask of a page; its text, of which there are thousands, is let go."""

    ids: frozenset[str]
    links: tuple[str, ...]
    headings: tuple[PageHeading, ...]


def _facts(text: str) -> _Facts:
    page = RenderedPage(text)
    return _Facts(page.ids, page.links, page.headings)


def check_site(folder: Path, tree: PageTree) -> list[str]:
    """What is wrong with the rendered site, in plain sentences; nothing where all is well.

    `folder` is where the engine wrote the tree, with an `index.html` in the folder of each page.
    """
    return list(_Check(folder, tree).problems())


def broken_links_of_own_pages(folder: Path, tree: PageTree) -> list[str]:
    """Which links of the library's ordinary pages lead nowhere, in plain sentences."""
    check = _Check(folder, tree)
    return [
        f"{path}: {text}"
        for path in tree.own_pages
        if path not in tree.pages and (folder / rendered_path(path)).is_file()
        for text in check.broken_links_of(path)
    ]


def problems_said(problems: Sequence[str]) -> str:
    """Lines that tell an operator what is wrong with a site that is not put in place."""
    rest = [f"... and {len(problems) - _SHOWN} more."] if len(problems) > _SHOWN else []
    lines = ["The rendered site is not what was checked:", *problems[:_SHOWN], *rest]
    return "\n".join(lines)


def rendered_path(path: str) -> str:
    """Where a page of the tree stands in the rendered site."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return f"{stem}.html" if posixpath.basename(stem) == "index" else f"{stem}/index.html"


def _missing(page: _Facts, tree: PageTree, path: str) -> Iterator[str]:
    expected = tree.pages[path].headings
    wanted = {heading.anchor for heading in expected}
    shown = [_folded(heading) for heading in page.headings if heading.anchor in wanted]
    if shown != [_folded(heading) for heading in expected]:
        yield f"its headings are not those of the document: {_difference(expected, shown)}"
    for anchor in tree.pages[path].anchors:
        if anchor not in page.ids:
            yield f"the anchor #{anchor} is missing."


def _difference(expected: Sequence[PageHeading], shown: Sequence[PageHeading]) -> str:
    for position, heading in enumerate(expected):
        found = shown[position] if position < len(shown) else None
        if found != _folded(heading):
            return f'"{heading.text}" (#{heading.anchor}) is missing, changed or out of order.'
    return f'"{shown[len(expected)].text}" stands there twice.'


class _Check:
    def __init__(self, folder: Path, tree: PageTree) -> None:
        self._folder = folder
        self._tree = tree
        self._pages: dict[str, _Facts] = {}

    def problems(self) -> Iterator[str]:
        """Every problem of every page, in the tree's order."""
        paths = [path for path in self._tree.pages if path.endswith((".md", ".html"))]
        for path in paths:
            file = self._folder / rendered_path(path)
            if file.is_file():
                self._pages[rendered_path(path)] = _facts(file.read_text("utf-8"))
        for path in paths:
            page = self._pages.get(rendered_path(path))
            if page is None:
                yield f"{path}: the engine made no page of it."
            else:
                yield from (f"{path}: {text}" for text in _missing(page, self._tree, path))
                yield from (f"{path}: {text}" for text in self._broken_links(path, page))

    def broken_links_of(self, path: str) -> Iterator[str]:
        """The broken links of a page that the tree has not made."""
        text = (self._folder / rendered_path(path)).read_text("utf-8")
        return self._broken_links(path, _facts(text))

    def _broken_links(self, path: str, page: _Facts) -> Iterator[str]:
        here = rendered_path(path)
        made = self._tree.pages.get(path)
        is_archived = made is not None and made.is_archived
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                continue
            target = _target(here, unquote(parts.path))
            if target not in self._pages and not (self._folder / target).is_file():
                yield f'the link "{link}" leads nowhere.'
            elif is_archived or not parts.fragment:
                continue
            elif not self._has_anchor(target, unquote(parts.fragment)):
                yield f'the link "{link}" names an anchor that is not there.'

    def _has_anchor(self, target: str, anchor: str) -> bool:
        page = self._pages.get(target)
        return page is None or anchor in page.ids


def _target(here: str, path: str) -> str:
    """The file that a relative address leads to from the file `here`."""
    if not path:
        return here
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
    return posixpath.join(target, "index.html") if path.endswith(("/", ".")) else target


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.finditer(text):
        for name, value in _ATTRIBUTE.findall(tag.group(2)):
            yield name, html.unescape(value)


def _spoken(inner: str) -> str:
    return html.unescape(_MARKUP.sub("", _PERMALINK.sub("", inner)))


def _folded(heading: PageHeading) -> PageHeading:
    return heading._replace(text=" ".join(heading.text.split()))
