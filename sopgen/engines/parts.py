"""Makes what a site consists of part by part, in several processes where that is faster."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final, Generic, NamedTuple, TypeVar

from sopgen.crew import crew_size, shared_out
from sopgen.edition.on_demand import PagesOnDemand, Sheaf
from sopgen.edition.plain_files import NEWS, Bundle, PlainFiles
from sopgen.edition.tree import Page
from sopgen.site.check import rendered_path
from sopgen.site.writing import SiteFolder

T = TypeVar("T")

# Below this, starting a process takes longer than it saves.
_WORTH_A_PROCESS: Final = 40

# What stands in the site for a page of the tree; None where nothing does.
Render = Callable[[str, Page], bytes | None]


class Part(NamedTuple):
    """What one process makes together, because it shares much of what it works out.

    Each sheaf of pages has its number in the tree: where two have one path, the lower one counts.
    """

    sheaves: tuple[tuple[int, Sheaf], ...]
    bundles: tuple[Bundle, ...]


class Place(NamedTuple):
    """Where a page comes from: the number of its sheaf, and its own among that sheaf's."""

    sheaf: int
    number: int


class Made(NamedTuple, Generic[T]):
    """What a part has become: its pages without their content, and what else was found."""

    pages: dict[str, tuple[Place, Page]]
    found: T


@dataclass(frozen=True)
class Maker(Generic[T]):
    """Makes pages and files, and writes them into the folder of a site.

    `render` says what a page is there; `found` is asked after each part for what else it brought,
    which other processes can get.
    """

    pages: PagesOnDemand
    files: PlainFiles
    folder: SiteFolder
    render: Render
    found: Callable[[], T]

    def make(self, tell: Callable[[int, int], None]) -> tuple[dict[str, Page], list[T]]:
        """Make everything; gives the pages in order, without their content, and what was found.

        `tell` hears how many of how many parts are done.
        """
        parts = self._parts()
        made: dict[str, tuple[Place, Page]] = {}
        found: list[T] = []
        twice: set[str] = set()
        processes = crew_size(len(parts), _WORTH_A_PROCESS)
        outcomes = shared_out(lambda number: self._make(parts[number]), len(parts), processes)
        for done, (_, outcome) in enumerate(outcomes, 1):
            twice |= made.keys() & outcome.pages.keys()
            made |= {
                path: min(entry, made.get(path, entry), key=_place)
                for path, entry in outcome.pages.items()
            }
            found.append(outcome.found)
            tell(done, len(parts))
        for path in sorted(twice):  # whoever was last has written it
            self._write(path, dict(self.pages.sheaves[made[path][0].sheaf].make())[path])
        return {path: made[path][1] for path in sorted(made, key=lambda path: made[path][0])}, found

    def _parts(self) -> list[Part]:
        """All that is to be made; what tells of all documents, and takes long, first."""
        sheaves: dict[object, list[tuple[int, Sheaf]]] = {}
        bundles: dict[object, list[Bundle]] = {}
        for number, sheaf in enumerate(self.pages.sheaves):
            sheaves.setdefault(sheaf.kin or number, []).append((number, sheaf))
        for number, bundle in enumerate(self.files.bundles, len(self.pages.sheaves)):
            bundles.setdefault(bundle.kin or number, []).append(bundle)
        kinds = sorted({**sheaves, **bundles}, key=_turn)
        return [Part(tuple(sheaves.get(kind, ())), tuple(bundles.get(kind, ()))) for kind in kinds]

    def _make(self, part: Part) -> Made[T]:
        made: dict[str, tuple[Place, Page]] = {}
        for place, path, page in _pages(part, self.pages.left_out):
            if path not in made:
                self._write(path, page)
                made[path] = place, replace(page, content="")
        for bundle in part.bundles:
            for path, content in bundle.make():
                self.folder.add(path, content)
        return Made(made, self.found())

    def _write(self, path: str, page: Page) -> None:
        content = self.render(path, page)
        if content is not None:
            self.folder.put(rendered_path(path), content)


def _pages(part: Part, left_out: Collection[str]) -> Iterator[tuple[Place, str, Page]]:
    for sheaf_number, sheaf in part.sheaves:
        for number, (path, page) in enumerate(sheaf.make()):
            if path not in left_out:
                yield Place(sheaf_number, number), path, page


def _place(entry: tuple[Place, Page]) -> Place:
    return entry[0]


def _turn(kind: object) -> int:
    return 0 if kind == NEWS else 2 if isinstance(kind, str) else 1
