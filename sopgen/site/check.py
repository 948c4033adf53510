"""Checks a rendered site against its page tree: every heading in its place, every link alive.

What is asked of a page is found out once, page by page and in any process (`facts_of`); whether
its links lead anywhere shows when the facts of all pages stand together (`problems_of`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from sopgen.edition.tree import Page, PageTree
from sopgen.site.facts import SiteFacts, facts_of, links_of, target_of
from sopgen.site.rendered import RenderedPage

_SHOWN: Final = 20
# Of ordinary pages sopgen knows no ids.
_OWN_PAGE: Final = Page(content="", is_archived=True)


def problems_of(facts: SiteFacts, folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """What is wrong with a site, in plain sentences; nothing where all is well.

    `folder` holds the whole rendered site; `paths` are the tree's pages in order.
    """
    site = _Site(facts, folder)
    for path in paths:
        place = rendered_path(path)
        if place not in facts.pages:
            yield f"{path}: the engine made no page of it."
            continue
        for text in (*facts.pages[place].problems, *site.sentences(place)):
            yield f"{path}: {text}"


def check_site(folder: Path, tree: PageTree) -> list[str]:
    """What is wrong with the rendered site, in plain sentences; nothing where all is well.

    `folder` is where the engine wrote the tree, with an `index.html` in the folder of each page.
    """
    pages = {path: page for path, page in tree.pages.items() if is_checked(path)}
    return list(problems_of(_facts_of_site(folder, pages), folder, pages))


def broken_links_of_own_pages(folder: Path, tree: PageTree) -> list[str]:
    """Which links of the library's ordinary pages lead nowhere, in plain sentences."""
    own = dict.fromkeys((path for path in tree.own_pages if path not in tree.pages), _OWN_PAGE)
    facts = _facts_of_site(folder, own)
    return list(
        problems_of(facts, folder, (path for path in own if rendered_path(path) in facts.pages))
    )


def _facts_of_site(folder: Path, pages: Mapping[str, Page]) -> SiteFacts:
    """The facts of those of the pages that the engine has made."""
    facts = SiteFacts()
    for path, page in pages.items():
        place = rendered_path(path)
        file = folder / place
        if file.is_file():
            facts.add(place, facts_of(place, page, file.read_text("utf-8")))
    return facts


def is_checked(path: str) -> bool:
    """Whether a file of the tree is a page, whose links are looked at."""
    return path.endswith((".md", ".html"))


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


class _Site:
    """A whole site; `broken` says of each link that leads nowhere what is wrong with it."""

    def __init__(self, facts: SiteFacts, folder: Path) -> None:
        self._folder = folder
        self._pages = facts.pages
        self._exists = cache(self._has_file)
        self._ids = cache(lambda place: self._rendered(place).ids)
        self.broken = {link: fault for link in facts.links if (fault := self._fault(link))}

    def sentences(self, place: str) -> Iterator[str]:
        """What is wrong with the links of a page, in its own order and words."""
        page = self._pages[place]
        if not self.broken.keys().isdisjoint(page.links):
            for address, link in links_of(place, self._rendered(place).links, page.is_archived):
                if link in self.broken:
                    yield f'the link "{address}" {self.broken[link]}'

    def _fault(self, link: str) -> str:
        target, anchor = target_of(link)
        if not self._exists(target):
            return "leads nowhere."
        page = self._pages.get(target)
        if page is None or not anchor or anchor in page.ids:
            return ""
        is_in_frame = anchor in self._ids(target)
        return "" if is_in_frame else "names an anchor that is not there."

    def _has_file(self, place: str) -> bool:
        return place in self._pages or (self._folder / place).is_file()

    def _rendered(self, place: str) -> RenderedPage:
        return RenderedPage((self._folder / place).read_text("utf-8"))
