"""Makes what a site consists of part by part, in several processes where that is faster."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Final, Generic, NamedTuple, TypeVar

from sopgen.crew import crew_size, shared_out
from sopgen.edition.on_demand import PagesOnDemand, Sheaf, beside
from sopgen.edition.plain_files import Bundle
from sopgen.edition.together import Group
from sopgen.edition.tree import Page, PageTree
from sopgen.engines.finished import Finished, Made, NotedFolder, Place
from sopgen.engines.kept_parts import KeptParts
from sopgen.site.check import rendered_path
from sopgen.site.writing import SiteFolder
from sopgen.site.written import Written

T = TypeVar("T")

# Below so many documents, starting a process takes longer than it saves.
_WORTH_A_PROCESS: Final = 20
# How many parts a process makes, and how many that tell of all documents: whatever it asks of a
# document it has a copy of in the end.
_LASTING: Final = 200
_LASTING_OF_ALL: Final = 1

# So many documents' parts are made before there are other processes: each begins as a copy, with
# whatever had to be made ready for the first of them.
_HERE: Final = 2

# What makes one part of a tree; what is of no kin goes by its number.
Kin = str | Group | int
# What stands in the site for a page of the tree; None where nothing does.
Render = Callable[[str, Page], bytes | None]


class Part(NamedTuple):
    """What one process makes together, because it shares much of what it works out.

    Each sheaf of pages has its number in the tree: where two have one path, the lower one counts.
    `document` is the path of the one that all of it is about, if any.
    """

    sheaves: tuple[tuple[int, Sheaf], ...]
    bundles: tuple[Bundle, ...]
    document: str | None


@dataclass(frozen=True)
class Maker(Generic[T]):
    """Makes the pages and files of a tree, and writes them into the folder of a site.

    `render` says what a page is there; `found` is asked after each part for what else it brought,
    which other processes can get. Parts that are in `kept` as they would be made are taken from
    there, and the others put there. `written` then knows the files.
    """

    tree: PageTree
    folder: SiteFolder
    render: Render
    found: Callable[[], T]
    kept: KeptParts[T] | None = None
    written: Written = field(default_factory=Written)

    def make(self, tell: Callable[[int, int], None]) -> tuple[dict[str, Page], list[T]]:
        """Make everything; gives the pages in order, without what they say, and what was found.

        First what is about one document each. What changed in its versions is then known, and
        whatever tells of all documents need not work that out again. `tell` hears how many of how
        many parts are done.
        """
        parts = self._parts()
        made: dict[str, tuple[Place, Page]] = {}
        found: list[T] = []
        twice: set[str] = set()
        for done, outcome in enumerate(self._outcomes(parts), 1):
            twice |= made.keys() & outcome.pages.keys()
            made |= {
                path: min(entry, made.get(path, entry), key=_place)
                for path, entry in outcome.pages.items()
            }
            found.append(outcome.found)
            self.written.add(outcome.written)
            tell(done, len(parts))
        for path in sorted(twice):  # whoever was last has written it
            content = dict(self._pages.sheaves[made[path][0].sheaf].make())[path]
            self._write(path, content, self.folder)
        self.written.add(self.folder.written.take())
        return {path: made[path][1] for path in sorted(made, key=lambda path: made[path][0])}, found

    def _outcomes(self, parts: Sequence[Part]) -> Iterator[Made[T]]:
        one = [part for part in parts if part.document is not None]
        processes = crew_size(len(one), _WORTH_A_PROCESS)
        many = [part for part in parts if part.document is None]
        if self.kept is not None:
            self.kept.look_up([part.document for part in one if part.document is not None])
        for turn, here, lasting in ((one, _HERE, _LASTING), (many, 0, _LASTING_OF_ALL)):
            for outcome in self._shared(turn, processes, here, lasting):
                if outcome.learned is not None and self.tree.learning is not None:
                    self.tree.learning.take(*outcome.learned)
                if self.kept is not None:
                    self.kept.put(outcome.kept)
                yield outcome
        if self.kept is not None:
            self.kept.finish()

    def _shared(
        self, parts: Sequence[Part], processes: int, here: int, lasting: int
    ) -> Iterator[Made[T]]:
        """What parts become; the first of them are made by this process itself."""
        rest = parts[here:]
        yield from (self._make_one(parts, number) for number in range(min(here, len(parts))))
        work = partial(self._make_one, rest)
        for _, outcome in shared_out(work, len(rest), processes, lasting=lasting):
            yield outcome

    @cached_property
    def _pages(self) -> PagesOnDemand:
        return beside(self.tree.pages)

    def _parts(self) -> list[Part]:
        sheaves: dict[Kin, list[tuple[int, Sheaf]]] = {}
        bundles: dict[Kin, list[Bundle]] = {}
        for number, sheaf in enumerate(self._pages.sheaves):
            sheaves.setdefault(sheaf.kin or number, []).append((number, sheaf))
        for number, bundle in enumerate(self.tree.files.bundles, len(self._pages.sheaves)):
            bundles.setdefault(bundle.kin or number, []).append(bundle)
        return [
            Part(
                tuple(sheaves.get(kin, ())),
                tuple(bundles.get(kin, ())),
                kin if isinstance(kin, str) else None,
            )
            for kin in sorted({**sheaves, **bundles}, key=_turn)
        ]

    def _make_one(self, parts: Sequence[Part], number: int) -> Made[T]:
        part = parts[number]
        made = self._taken_or_made(part)
        return replace(made, pages=_placed(made, part), written=self.folder.written.take())

    def _taken_or_made(self, part: Part) -> Made[T]:
        kept = self.kept
        if kept is None or part.document is None:
            return self._made(part, self.folder)
        finished = kept.find(part.document)
        if finished is not None:
            return finished.write(self.folder)
        noted = NotedFolder(self.folder)
        with kept.noting() as questions:
            made = self._made(part, noted)
        finished = Finished(tuple(noted.files), made)
        return replace(made, kept=kept.packed(part.document, finished, questions))

    def _made(self, part: Part, folder: SiteFolder | NotedFolder) -> Made[T]:
        document, learning = part.document, self.tree.learning
        made: dict[str, tuple[Place, Page]] = {}
        for place, path, page in _pages(part, self._pages.left_out):
            if path not in made:
                self._write(path, page, folder)
                made[path] = place, page._replace(content="", headings=(), anchors=())
        for bundle in part.bundles:
            for path, content in bundle.make():
                folder.add(path, content)
        learned = (document, learning.hand_over(document)) if learning and document else None
        return Made(made, learned, self.found())

    def _write(self, path: str, page: Page, folder: SiteFolder | NotedFolder) -> None:
        content = self.render(path, page)
        if content is not None:
            folder.put(rendered_path(path), content)


def _pages(part: Part, left_out: Collection[str]) -> Iterator[tuple[Place, str, Page]]:
    """The pages of a part, each with its place among them."""
    for sheaf_number, (_, sheaf) in enumerate(part.sheaves):
        for number, (path, page) in enumerate(sheaf.make()):
            if path not in left_out:
                yield Place(sheaf_number, number), path, page


def _placed(made: Made[T], part: Part) -> dict[str, tuple[Place, Page]]:
    """The pages of a part, with their places in the whole tree of this build."""
    numbers = [number for number, _ in part.sheaves]
    return {
        path: (place._replace(sheaf=numbers[place.sheaf]), page)
        for path, (place, page) in made.pages.items()
    }


def _turn(kin: Kin) -> int:
    """When a part is begun, among those that tell of all documents: a group in its turn."""
    return kin.value if isinstance(kin, Group) else 0


def _place(entry: tuple[Place, Page]) -> Place:
    return entry[0]
