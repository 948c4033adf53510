"""Builds the site with ProperDocs, a fork of MkDocs that runs the same plugin and themes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from sopgen.edition.tree import PageTree
from sopgen.engines.result import BuildResult, at_once
from sopgen.model.errors import OperatorError


def build(
    config_file: Path,
    tree: PageTree,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    allow: Callable[[], None] = at_once,
    tell: Callable[[int, int], None] = lambda _, __: None,
) -> BuildResult:
    """Render a page tree and put the site in place, as `sopgen.engines.building` does.

    ProperDocs answers to MkDocs' name for the rest of the process. Raises `OperatorError` where
    MkDocs itself has been imported before.
    """
    _stand_for_mkdocs()
    from sopgen.engines import building  # noqa: PLC0415 it imports whatever is called MkDocs by now

    return building.build(
        config_file, tree, site_dir=site_dir, strict=strict, allow=allow, tell=tell
    )


def _stand_for_mkdocs() -> None:
    if getattr(sys.modules.get("mkdocs"), "__name__", "properdocs") != "properdocs":
        raise OperatorError(
            "ProperDocs cannot be used where MkDocs runs already.",
            "Build in a process of its own: sopgen build --engine properdocs.",
        )
    import properdocs.replacement  # noqa: F401, PLC0415 the import is what does it
