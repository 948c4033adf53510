"""The facts of rendered pages: what the check of a site asks of each, found page by page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from sopgen.edition.tree import Page, PageHeading
from sopgen.site.rendered import RenderedPage

_INDEX: Final = "index.html"
# Between the path of a file of the site and the anchor in it that a link names: in no path these
# are together. There are so many links that each is one text, which is soon compared and sent.
_BETWEEN: Final = "//"
# A relative address with nothing in it that means more than a path and an anchor.
_ORDINARY: Final = re.compile(r"(?!/)[\w./-]*+(?:#[\w.-]*+)?+")


class PageFacts(NamedTuple):
    """What the check asks of a page; its text, of which there are thousands, is let go.

    `problems` are the page's own, as sentences. `ids` are those of its content, and `links` lead
    to the site's own files, each once, without those to such an id of the page itself.
    """

    problems: tuple[str, ...]
    ids: frozenset[str]
    links: tuple[str, ...]
    is_archived: bool


class SiteFacts:
    """The facts of many pages by their paths in the rendered site; a process can send them.

    Equal links and equal sets of ids are held once: many pages are alike.
    """

    def __init__(self) -> None:
        self.pages: dict[str, PageFacts] = {}
        self._links: dict[str, str] = {}
        self._ids: dict[frozenset[str], frozenset[str]] = {}

    @property
    def links(self) -> Collection[str]:
        """Every link of the pages, once."""
        return self._links.keys()

    def add(self, place: str, page: PageFacts) -> None:
        """Put in a page by its path in the rendered site."""
        links = tuple([self._links.setdefault(link, link) for link in page.links])
        ids = self._ids.setdefault(page.ids, page.ids)
        self.pages[place] = PageFacts(page.problems, ids, links, page.is_archived)

    def update(self, others: SiteFacts) -> None:
        """Put in the pages of another part of the site."""
        for place, page in others.pages.items():
            self.add(place, page)


def facts_of(place: str, page: Page, text: str) -> PageFacts:
    """What the check asks of a page of the tree, whose rendered `text` stands at `place`."""
    rendered = RenderedPage(text)
    ids = rendered.content_ids
    # Of a page's own addresses most name an id of its own, as a browser looks for it at first.
    away = [link for link in rendered.links if link[0] != "#" or link[1:] not in ids]
    to_itself = f"{place}{_BETWEEN}"
    others = [
        link
        for _, link in links_of(place, away, page.is_archived)
        if link != place and not (link.startswith(to_itself) and link[len(to_itself) :] in ids)
    ]
    links = tuple(dict.fromkeys(others))
    return PageFacts(tuple(_missing(page, rendered)), ids, links, page.is_archived)


def links_of(place: str, addresses: Iterable[str], is_archived: bool) -> Iterator[tuple[str, str]]:
    """Those addresses on a page that lead into the site, as they are written, each with its link.

    Of an archived text, which nobody can mend, the anchors do not count.
    """
    folder = posixpath.dirname(place)
    for address in addresses:
        parts = _parts(address)
        if parts is not None:
            path, anchor = parts
            target = _target(folder, path) if path else place
            yield address, target if is_archived or not anchor else f"{target}{_BETWEEN}{anchor}"


def target_of(link: str) -> tuple[str, str]:
    """The file that a link leads to by its path, and the anchor that it names, "" for none."""
    target, _, anchor = link.partition(_BETWEEN)
    return target, anchor


def _missing(page: Page, rendered: RenderedPage) -> Iterator[str]:
    if page.headings:
        wanted = {heading.anchor for heading in page.headings}
        shown = tuple([heading for heading in rendered.headings if heading.anchor in wanted])
        if shown != page.headings and (difference := _difference(page.headings, shown)):
            yield f"its headings are not those of the document: {difference}"
    for anchor in page.anchors:
        if anchor not in rendered.content_ids and anchor not in rendered.ids:
            yield f"the anchor #{anchor} is missing."


def _difference(expected: Sequence[PageHeading], shown: Sequence[PageHeading]) -> str:
    """What is wrong with the headings of a page, "" for nothing but other white space."""
    for position, heading in enumerate(expected):
        found = shown[position] if position < len(shown) else None
        if found is None or _folded(found) != _folded(heading):
            return f'"{heading.text}" (#{heading.anchor}) is missing, changed or out of order.'
    more = shown[len(expected) :]
    return f'"{_folded(more[0]).text}" stands there twice.' if more else ""


def _folded(heading: PageHeading) -> PageHeading:
    return heading._replace(text=" ".join(heading.text.split()))


@lru_cache(maxsize=10_000)
def _parts(address: str) -> tuple[str, str] | None:
    """The path and the anchor of a relative address, None for any other."""
    if _ORDINARY.fullmatch(address):
        path, _, anchor = address.partition("#")
        return path, anchor
    try:
        parts = urlsplit(address)
    except ValueError:  # it names a host, which is none
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    return unquote(parts.path), unquote(parts.fragment)


def _target(folder: str, path: str) -> str:
    """The file that a relative path leads to from a folder of the site."""
    if path.endswith(("/", ".")):
        path = f"{path}/{_INDEX}"
    return posixpath.normpath(f"{folder}/{path}" if folder else path)
