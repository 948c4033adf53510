"""Builds the site with Zensical, as a program of its own: nothing of it is imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sopgen.edition.on_demand import made_now
from sopgen.edition.tree import PageTree
from sopgen.engines.finishing import MARK, complete
from sopgen.engines.result import BuildResult, at_once
from sopgen.engines.zensical_project import CONFIG, SITE, left_out, write_project
from sopgen.engines.zensical_site import finish
from sopgen.manifest.making import write_manifest
from sopgen.model.errors import OperatorError
from sopgen.placing import Workshop
from sopgen.settings import Settings, load_settings, read_configuration
from sopgen.site.check import broken_links_of_own_pages, problems_said

_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


def build(
    config_file: Path,
    tree: PageTree,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    allow: Callable[[], None] = at_once,
    tell: Callable[[int, int], None] = lambda _, __: None,
) -> BuildResult:
    """Render a page tree and put the site in place.

    With `strict` any warning fails the build. `allow` is asked before the first page is made.
    `tell` hears once that all pages are rendered. Raises `OperatorError` where Zensical cannot make
    the site or it is not what was checked; the earlier site is then as it was.
    """
    settings = load_settings(config_file)
    allow()
    tree = made_now(tree)
    try:
        workshop = Workshop.open(site_dir or settings.site_dir, mark=MARK)
        try:
            project = workshop.new.with_name("project")
            warnings = _render(project, config_file, settings, tree, strict=strict)
            if strict and warnings:
                raise OperatorError("\n".join(warnings))
            tell(len(tree.pages), len(tree.pages))
            write_manifest(project / SITE, tree.origin(), "zensical")
            workshop.new.rmdir()
            (project / SITE).rename(workshop.new)
            workshop.place()
        finally:
            workshop.close()
    except OSError as error:
        raise OperatorError(f"The site cannot be written: {error}.") from error
    return BuildResult(workshop.target, len(tree.pages), warnings)


def _render(
    folder: Path, config_file: Path, settings: Settings, tree: PageTree, *, strict: bool
) -> tuple[str, ...]:
    """Make the whole site below a new folder; gives the warnings."""
    config = read_configuration(config_file)
    folder.mkdir()
    write_project(folder, config_file, config, settings, tree)
    _run(folder, strict=strict)
    site = folder / SITE
    finish(site, settings, tree)
    problems = complete(site, tree)
    if problems:
        raise OperatorError(problems_said(problems))
    return (*left_out(config), *broken_links_of_own_pages(site, tree))


def _run(folder: Path, *, strict: bool) -> None:
    # -P: what lies in the folder is no module.
    command = [sys.executable, "-P", "-m", "zensical", "build", "--config-file", CONFIG]
    done = subprocess.run(  # noqa: S603 no shell, and no word of it comes from a document
        [*command, *(["--strict"] if strict else [])],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise OperatorError(f"Zensical cannot make the site: {_reason(done.stdout)}.")


def _reason(output: str) -> str:
    """The last line that a program says before it gives up."""
    lines = [line.strip() for line in _COLOUR.sub("", output).splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else "it does not say why"
