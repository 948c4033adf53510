"""Makes a site or a package anew from the commit that its manifest names, to compare the two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sopgen import __version__
from sopgen.archive import Archive
from sopgen.checkout import Past, as_it_was
from sopgen.engines.choosing import build_with
from sopgen.engines.exporting import export
from sopgen.engines.preparing import (
    LibraryHasErrorsError,
    Sources,
    prepare_tree,
    rule_findings,
)
from sopgen.history import History
from sopgen.manifest import Kind, Manifest, engine_of, made_with
from sopgen.manifest.contents import Contents, opened
from sopgen.model.errors import OperatorError
from sopgen.settings import Settings


@contextmanager
def made_anew(
    manifest: Manifest, settings: Settings, history: History, config: str
) -> Iterator[Contents]:
    """What the manifest's commit, day and departments give now, in a folder that is then removed.

    `config` is the name of the file of settings. Raises `OperatorError` where the commit gives
    nothing that can be published.
    """
    commit = manifest.origin.commit or ""
    with (
        as_it_was(settings, history, commit, config) as past,
        TemporaryDirectory(prefix="sopgen-anew-") as folder,
    ):
        make = _site if manifest.kind is Kind.SITE else _package
        with opened(make(manifest, past, Path(folder))) as contents:
            yield contents


def why_not(manifest: Manifest) -> str | None:
    """Why this installation cannot make the same again; None where it can."""
    if manifest.sopgen != __version__:
        return f"sopgen {manifest.sopgen} made it, and this is sopgen {__version__}"
    here = made_with(manifest.kind, engine_of(manifest.made_with))
    others = [
        f"{name} {version} (here {here.get(name, 'none')})"
        for name, version in manifest.made_with.items()
        if here.get(name) != version
    ]
    return f"it was made with {', '.join(others)}" if others else None


def _site(manifest: Manifest, past: Past, folder: Path) -> Path:
    workspace = past.workspace
    archive = Archive(workspace.library, workspace.templates.layout_of, past.history)
    sources = Sources(lambda _, __: archive, rule_findings)
    day, drafts = manifest.origin.day, manifest.origin.drafts
    try:
        tree = prepare_tree(workspace, day, sources, drafts=drafts)
    except LibraryHasErrorsError as error:
        raise OperatorError(f"the library of that commit has errors: {error}") from error
    build = build_with(engine_of(manifest.made_with))
    return build(past.config_file, tree, site_dir=folder / "site").site_dir


def _package(manifest: Manifest, past: Past, folder: Path) -> Path:
    return export(folder / "package.zip", past, manifest.origin.day, manifest.departments).file
