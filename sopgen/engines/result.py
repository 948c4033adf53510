"""What every engine's `build` takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sopgen.edition.tree import PageTree


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: where, how many files of the tree, and what the engine warned of."""

    site_dir: Path
    pages: int
    warnings: tuple[str, ...]


def at_once() -> None:
    """Allow a build without asking anybody."""


class Build(Protocol):
    """Renders a page tree with one engine, and puts the checked site in place."""

    def __call__(
        self,
        config_file: Path,
        tree: PageTree,
        *,
        site_dir: Path | None = None,
        strict: bool = False,
        allow: Callable[[], None] = ...,
        tell: Callable[[int, int], None] = ...,
    ) -> BuildResult:
        """Build the site that `config_file`, a `mkdocs.yml`, describes.

        With `strict` any warning fails the build. `allow` is asked when everything is ready but no
        page is made yet: what it raises ends the build. `tell` hears how many of how many pages are
        rendered, as often as the engine says. Raises `OperatorError`, or an error that says in
        plain words what is wrong; the earlier site is then as it was.
        """
