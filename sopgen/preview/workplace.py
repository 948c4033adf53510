"""A workspace under the hands of a writer: what was read and loaded is kept while it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from sopgen.archive import Archive, open_archive, open_repository
from sopgen.edition.edition import Edition
from sopgen.edition.on_demand import beside
from sopgen.edition.tree import PageTree
from sopgen.engines.preparing import edition_of, plan_of
from sopgen.engines.rendering import Renderer
from sopgen.history import record_files
from sopgen.inspection import levels_of
from sopgen.library import Library
from sopgen.model.errors import HistoryUnavailableError
from sopgen.preview.findings import Findings
from sopgen.preview.own_pages import Bare, bare_files, own_pages
from sopgen.preview.reading import LibraryReader
from sopgen.preview.site import Site
from sopgen.preview.stamps import Stamp, stamps_of
from sopgen.preview.watching import Watched
from sopgen.site.page_templates import PageTemplates
from sopgen.workspace import open_workspace

Stamps = Mapping[Path, Stamp | None]
# The work that is begun, and how much of how much of it is done.
Tell = Callable[[str, int, int], None]
_READING: Final = "Reading the documents"
_HISTORY: Final = "Reading the history"
_THEME: Final = "Loading the theme"


def silent(_stage: str, _done: int, _total: int) -> None:
    """Say nothing."""


class Workplace:
    """A workspace and its site, until the settings, schemas or vocabulary change."""

    def __init__(self, config_file: Path, tell: Tell = silent) -> None:
        """Open the workspace. Raises `SettingsError` where it cannot be used."""
        self._config_file = config_file
        self._tell = tell
        self._workspace = open_workspace(config_file.parent, config_file)
        self._rules = self._rule_stamps()
        self._reader = LibraryReader(self._workspace, lambda *done: tell(_READING, *done))
        self._record_files = record_files(self._workspace.settings.root)
        self._record: Stamps = {}
        self._archive: Archive | None = None
        self._renderer: Renderer | None = None
        self._looks: Stamps = {}
        self._addresses: dict[str, str] = {}
        self._site: Site | None = None

    def is_current(self) -> bool:
        """Whether the settings, schemas and vocabulary are still those that were read."""
        return self._rule_stamps() == self._rules

    @property
    def folders(self) -> tuple[Watched, ...]:
        """The folders that the site is made from."""
        settings = self._workspace.settings
        whole = (settings.docs_dir, settings.schema_dir, *self._look_folders())
        deep = [place if place.is_dir() else place.parent for place in whole]
        # Of git's own folder only what says which commit is checked out.
        flat = [settings.root, *(file.parent for file in self._record_files)]
        found = [Watched(folder, True) for folder in deep]
        return tuple(dict.fromkeys([*found, *(Watched(folder, False) for folder in flat)]))

    def site(self, today: date) -> Site:
        """The site as the files are now; the very same one where none of them changed.

        Raises `OperatorError` where it cannot be made.
        """
        before, library = self._site, self._reader.read()
        archive = self._archive_of(library)
        looks = self._look_stamps(library)
        if looks != self._looks:
            self._renderer = None
        elif before is not None and archive is self._archive:
            edition = before.edition
            if edition.library is library and edition.today == today:
                return before
        self._archive = archive
        self._site = self._make(library, archive, today)
        self._looks = self._look_stamps(library)
        return self._site

    def _make(self, library: Library, archive: Archive, today: date) -> Site:
        edition = edition_of(self._workspace, library, archive, today, drafts=True)
        findings = Findings(edition, levels_of(edition.settings.rules))
        plan = plan_of(edition, archive)
        bare = bare_files(edition, plan.pages_of, self._present_addresses(edition, plan))
        pages = own_pages(
            edition, PageTemplates(edition.settings), bare, self._text_of, lambda: findings.all
        )
        tree = replace(plan, pages=beside(plan.pages, *pages))
        return Site(
            edition=edition,
            tree=tree,
            renderer=self._rendering(tree),
            findings=findings,
            bare=bare,
            looks=sha256(repr(sorted(self._look_stamps(library).items())).encode()).hexdigest(),
            former=dict(self._addresses),
        )

    def _rendering(self, tree: PageTree) -> Renderer:
        if self._renderer is None or not self._renderer.follow(tree):
            self._tell(_THEME, 0, 0)
            self._renderer = Renderer(self._config_file, tree)
        return self._renderer

    def _archive_of(self, library: Library) -> Archive:
        """What git knows of the library; read again when another commit is checked out."""
        stamps = stamps_of(self._record_files)
        archive = self._archive
        if archive is None or (stamps != self._record and self._is_elsewhere(archive)):
            self._tell(_HISTORY, 0, 0)
            layout_of, root = self._workspace.templates.layout_of, self._workspace.settings.root
            archive = open_archive(library, layout_of, root, exact=False)
        elif self._site is not None and self._site.edition.library is not library:
            archive = archive.following(library)
        self._record = stamps
        return archive

    def _is_elsewhere(self, archive: Archive) -> bool:
        try:
            return open_repository(self._workspace.settings.root).commit != archive.commit
        except HistoryUnavailableError:
            return archive.commit is not None

    def _present_addresses(self, edition: Edition, plan: PageTree) -> Mapping[str, str]:
        """The last address of each document by its path; former ones are remembered."""
        folder = edition.library.folder
        for source, page in plan.pages_of.items():
            address = f"{page.removesuffix('.md')}/"
            self._addresses.pop(address, None)
            self._addresses[address] = folder + source
        return {path: address for address, path in self._addresses.items()}

    def _text_of(self, bare: Bare) -> str:
        settings, folder = self._workspace.settings, self._reader.read().folder
        file = settings.docs_dir / bare.path.removeprefix(folder)
        if file.is_symlink() or not file.is_file():
            return ""  # what the library does not read, nobody is shown
        with file.open("rb") as stream:
            return stream.read(settings.largest_file).decode("utf-8", errors="replace")

    def _rule_stamps(self) -> Stamps:
        settings = self._workspace.settings
        return stamps_of([*sorted(settings.root.glob("*.y*ml")), settings.schema_dir])

    def _look_stamps(self, library: Library) -> Stamps:
        settings = self._workspace.settings
        names = (path.removeprefix(library.folder) for path in sorted(library.files))
        others = (settings.docs_dir / name for name in names)
        return stamps_of([*self._look_folders(), *others])

    def _look_folders(self) -> tuple[Path, ...]:
        more = self._renderer.folders if self._renderer else ()
        return (self._workspace.settings.templates_dir, *more)
