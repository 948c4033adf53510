"""Builds a site beside the old one and puts it in place when it is whole."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from sopgen.site.writing import swap


@dataclass(frozen=True, slots=True)
class Staging:
    """Where a site is built before it takes the place of the one at `site_dir`.

    The folders lie beside `site_dir`, so on its file system, and have names of their own, so what
    a killed run left behind is found and removed by the next.
    """

    site_dir: Path

    @property
    def beside(self) -> Path:
        """The folder to build in."""
        return self.site_dir.with_name(f".{self.site_dir.name}.building")

    @property
    def _old(self) -> Path:
        return self.site_dir.with_name(f".{self.site_dir.name}.old")

    def begin(self) -> Path:
        """Clear what an earlier run left, and give the folder to build in.

        Raises `OSError` where the folder beside the site cannot be written.
        """
        if self._old.exists() and not self.site_dir.exists():
            self._old.rename(self.site_dir)  # killed between the two renames
        self.abandon()
        shutil.rmtree(self._old, ignore_errors=True)
        self.beside.mkdir(parents=True)
        return self.beside

    def commit(self, made: Path | None = None) -> None:
        """Put what was built in the site's place: all of it, or the folder `made` within it."""
        swap(made or self.beside, self.site_dir, self._old)

    def abandon(self) -> None:
        """Remove what was built; the site stays as it was."""
        shutil.rmtree(self.beside, ignore_errors=True)
