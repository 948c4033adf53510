"""A library with all that it takes to work on it: settings, templates, vocabulary, documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sopgen.caching import Store, store_for
from sopgen.library import Library, find_files, printable, read_files, read_library
from sopgen.model.document import Document
from sopgen.model.errors import OperatorError, SettingsError
from sopgen.model.suggestion import did_you_mean
from sopgen.model.vocabulary import Vocabulary
from sopgen.settings import Settings, default_settings, find_settings_file, load_settings
from sopgen.template import Templates, load_templates, load_vocabulary


@dataclass(frozen=True)
class Workspace:
    """The folder that somebody works in; its documents are read when they are first asked for."""

    settings: Settings
    templates: Templates
    vocabulary: Vocabulary
    has_library: bool = True

    @cached_property
    def library(self) -> Library:
        """Every document of the library. Raises `SettingsError` where its folder is not there."""
        return read_library(self.settings, self.templates.layout_of, self.vocabulary)

    @cached_property
    def store(self) -> Store:
        """What is kept of the library between runs."""
        return store_for(self.settings.root) if self.has_library else Store(None)

    def holds(self, paths: Sequence[Path]) -> bool:
        """Whether some files or folders are part of the library: all of them, or none.

        Raises `OperatorError` where one is not there, or where some are inside and others outside.
        """
        for path in paths:
            if not path.exists() and not path.is_symlink():
                raise OperatorError(f"There is no file or folder {path}.", "Check the path.")
        docs_dir = self.settings.docs_dir.resolve()
        inside = [path for path in paths if self.has_library and _is_below(path, docs_dir)]
        if inside and len(inside) < len(paths):
            raise OperatorError(
                "Some of the paths are in the library and others are not.", "Check them apart."
            )
        return bool(inside)

    def select(self, paths: Sequence[Path]) -> frozenset[str]:
        """The library's documents, by their paths in it, that some files or folders mean.

        None of them where the paths are no part of it. Raises what `holds` raises.
        """
        if not self.holds(paths):
            return frozenset()
        docs_dir = self.settings.docs_dir.resolve()
        files = find_files(self.settings)
        wanted = [_name(path, docs_dir, files.folder) for path in paths]
        return frozenset(
            path for path in files.documents if any(_matches(path, name) for name in wanted)
        )

    def apart(self, paths: Sequence[Path]) -> Library:
        """Files outside the library's folder: a library of their own, that knows the ids of it."""
        known = self.library.by_id if self.has_library else {}
        layout_of = self.templates.layout_of
        return read_files(paths, self.settings, layout_of, self.vocabulary, known)

    def find(self, name: str) -> Document:
        """The document with this id or path. Raises `OperatorError` where there is none."""
        library = self.library
        found = library.by_id.get(name) or next(
            (d for d in library.documents if d.path == name or d.path.endswith(f"/{name}")), None
        )
        if found is not None:
            return found
        close = did_you_mean(name, library.by_id)
        hint = f'Did you mean "{close}"?' if close else 'See "sopgen list" for all ids.'
        raise OperatorError(f'There is no document "{name}".', hint)


def _name(path: Path, docs_dir: Path, folder: str) -> str:
    relative = printable(_place(path).relative_to(docs_dir).as_posix())
    return folder if relative == "." else folder + relative


def _is_below(path: Path, folder: Path) -> bool:
    place = _place(path)
    return place == folder or folder in place.parents


def _place(path: Path) -> Path:
    """Where a file stands; of a link, where the link stands: that is what the library holds."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _matches(path: str, name: str) -> bool:
    return path == name or path.startswith(name if name.endswith("/") or not name else f"{name}/")


def open_workspace(folder: Path, config: Path | None = None) -> Workspace:
    """The workspace of a folder: of the nearest `mkdocs.yml`, or of the one named.

    Raises `SettingsError` where there is none, or where it cannot be used.
    """
    file = config or find_settings_file(folder.resolve())
    if file is None:
        raise SettingsError(
            "There is no mkdocs.yml here or in a folder above.",
            "Go to the library's folder, or name the file with --config.",
        )
    return _workspace(load_settings(file))


def open_workspace_for_files(folder: Path, config: Path | None = None) -> Workspace:
    """Like `open_workspace`; without any `mkdocs.yml` the bundled schema is what counts."""
    if config is None and find_settings_file(folder.resolve()) is None:
        return _workspace(default_settings(folder), has_library=False)
    return open_workspace(folder, config)


def _workspace(settings: Settings, *, has_library: bool = True) -> Workspace:
    store = store_for(settings.root) if has_library else Store(None)
    templates = load_templates(settings.schema_dir, store)
    vocabulary = load_vocabulary(settings.schema_dir, store)
    has_library = has_library and settings.docs_dir.is_dir()
    return Workspace(settings, templates, vocabulary, has_library)
