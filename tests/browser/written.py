"""Writes libraries into repositories of their own, with the settings of this one's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.history.repository import Repository, Who
from tests.site.libraries import ROOT

WRITER = Who("Ann Lee", "ann@example.org")


def write_library(
    root: Path,
    states: Sequence[Mapping[str, str]],
    *,
    settings: Mapping[str, str] | None = None,
    by: Who = WRITER,
) -> Path:
    """Commit one state of the library after another; gives the folder.

    `settings` has lines of `mkdocs.yml` to replace, by their present text.
    """
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    for line, other in (settings or {}).items():
        assert line in config
        config = config.replace(line, other)
    with Repository(root) as repository:
        for number, texts in enumerate(states):
            files = dict(texts) | ({"mkdocs.yml": config} if number == 0 else {})
            repository.commit(f"State {number}", files, author=by)
        repository.check_out()
    return root
