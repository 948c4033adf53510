"""Pages that are made when somebody asks for them: a preview makes few, a build all."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from threading import Lock

from sopgen.edition.together import Group
from sopgen.edition.tree import Page, PageTree

MakePages = Callable[[], Iterable[tuple[str, Page]]]


class Sheaf:
    """Pages that are made one after the other, as far as they are asked for.

    Each stands at one of the `addresses` or below ("" is the whole site; an address ends with a
    slash, or is a file's path), and its path ends with `ending`. Those of a document have
    its path for their `kin`, those of all documents a group: of one kin they share much of what
    they work out.
    """

    def __init__(
        self,
        make: MakePages,
        *addresses: str,
        ending: str = "",
        kin: str | Group | None = None,
    ) -> None:
        self.make = make
        self.addresses = addresses
        self.ending = ending
        self.kin = kin
        self._made: dict[str, Page] = {}
        self._rest: Iterator[tuple[str, Page]] | None = None
        self._lock = Lock()

    def find(self, path: str) -> Page | None:
        """The page with this path, None where it is not among them."""
        if not path.endswith(self.ending):
            return None
        with self._lock:
            while path not in self._made and (entry := self._next()) is not None:
                self._made.setdefault(*entry)
            return self._made.get(path)

    def _next(self) -> tuple[str, Page] | None:
        if self._rest is None:
            self._rest = iter(self.make())
        return next(self._rest, None)


def one_page(path: str, make: Callable[[], Page], *, kin: str | Group | None = None) -> Sheaf:
    """A sheaf of a single page."""
    return Sheaf(lambda: [(path, make())], address_of(path), kin=kin)


class PagesOnDemand(Mapping[str, Page]):
    """Every page of a site by its path; looked at as a whole, all of them are made.

    `left_out` are paths that the site does not take from the sheaves.
    """

    def __init__(self, sheaves: Iterable[Sheaf], left_out: Collection[str] = ()) -> None:
        self.sheaves = tuple(sheaves)
        self.left_out = left_out
        self._at: dict[str, list[Sheaf]] = {}
        for sheaf in self.sheaves:
            for address in sheaf.addresses:
                self._at.setdefault(address, []).append(sheaf)

    def beside(self, *sheaves: Sheaf) -> PagesOnDemand:
        """These pages with more; where two have one path, the ones made first stay."""
        return PagesOnDemand((*self.sheaves, *sheaves), self.left_out)

    def whole(self) -> dict[str, Page]:
        """Make every page, in order."""
        found: dict[str, Page] = {}
        for sheaf in self.sheaves:
            for path, page in sheaf.make():
                if path not in self.left_out:
                    found.setdefault(path, page)
        return found

    def __getitem__(self, path: str) -> Page:
        if path not in self.left_out:
            for address in _upwards(address_of(path)):
                for sheaf in self._at.get(address, ()):
                    page = sheaf.find(path)
                    if page is not None:
                        return page
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())


def whole(pages: Mapping[str, Page]) -> Mapping[str, Page]:
    """Every page, made now."""
    return pages.whole() if isinstance(pages, PagesOnDemand) else pages


def made_now(tree: PageTree) -> PageTree:
    """The tree with every page made."""
    return replace(tree, pages=whole(tree.pages))


def beside(pages: Mapping[str, Page], *sheaves: Sheaf) -> PagesOnDemand:
    """Pages with more of them; where two have one path, the first stays."""
    if isinstance(pages, PagesOnDemand):
        return pages.beside(*sheaves)
    return PagesOnDemand([Sheaf(pages.items, ""), *sheaves])


def address_of(path: str) -> str:
    """The address of a page by its path in the tree; of another file, its path."""
    stem, ending = posixpath.splitext(path)
    folder, name = posixpath.split(stem)
    if name == "index" and ending in {".md", ".html"}:
        return f"{folder}/" if folder else ""
    return f"{stem}/" if ending == ".md" else path


def _upwards(address: str) -> Iterator[str]:
    """The address and every one above it."""
    yield address
    while address:
        folder = posixpath.dirname(address.rstrip("/"))
        address = f"{folder}/" if folder else ""
        yield address
