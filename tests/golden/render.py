"""What sopgen says of the fixed library, and of a fixed change, in each of its formats."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from sopgen.bundled import bundled
from sopgen.exports.forge import lines_at
from sopgen.exports.summary import Summary, summarise, summary_as_json, summary_as_markdown
from sopgen.gate import Alteration
from sopgen.gate.alteration import alteration
from sopgen.inspection import Inspection, inspect, levels_of
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.reading.reader import Reading, read_document
from sopgen.report import FORMATS, render_text
from sopgen.template import load_templates, load_vocabulary
from sopgen.workspace import open_workspace

FOLDER: Final = Path(__file__).resolve().parent
EXPECTED: Final = FOLDER / "expected"
TODAY: Final = date(2026, 11, 22)
RENDERERS: Final[Mapping[str, Callable[[Inspection], str]]] = {
    "findings.txt": lambda inspection: render_text(inspection, colour=False),
    "findings.ansi": lambda inspection: render_text(inspection, colour=True),
    **{f"findings.{name}": render for name, render in FORMATS.items()},
}

LINES: Final = lines_at("https://forge.example/org/sops/blob/0123abc")
SUMMARIES: Final[Mapping[str, Callable[[Summary], str]]] = {
    "summary.md": lambda summary: summary_as_markdown(summary, LINES),
    "summary.json": lambda summary: json.dumps(summary_as_json(summary), indent=2) + "\n",
}


def rendered(folder: Path) -> dict[str, str]:
    """The output of every format by the name of its golden file.

    The library is copied into `folder`: findings name paths from the repository's root on, and
    must not depend on where this one lies.
    """
    workspace = open_workspace(Path(shutil.copytree(FOLDER / "library", folder / "library")))
    levels = levels_of(workspace.settings.rules)
    inspection = inspect(workspace.library, workspace.templates, levels, TODAY)
    summary = change()
    return {
        **{name: render(inspection) for name, render in RENDERERS.items()},
        **{name: render(summary) for name, render in SUMMARIES.items()},
    }


def change() -> Summary:
    """The summary of the fixed change: documents with one id before and after are the same."""
    templates = load_templates(bundled("schema"))
    before, after = _documents("before"), _documents("after")
    library = Library(
        {path: Reading(document, front_matter_usable=True) for path, document in after.items()},
        frozenset(),
        "sops/",
        load_vocabulary(bundled("schema")),
    )
    earlier = {document.id: document for document in before.values()}
    kept = {document.id for document in after.values()}
    altered = [_altered(earlier.get(document.id), document) for document in after.values()]
    altered += [Alteration(d.path, d, None) for d in before.values() if d.id not in kept]
    inspection = inspect(library, templates, levels_of({}), TODAY)
    return summarise(altered, library, inspection, TODAY)


def _altered(old: Document | None, new: Document) -> Alteration:
    if old is None:
        return Alteration(new.path, None, new)
    return alteration(new.path, old, new, old.path if old.path != new.path else None)


def _documents(side: str) -> dict[str, Document]:
    layout_of = load_templates(bundled("schema")).layout_of
    found = {}
    for file in sorted((FOLDER / "change" / side).iterdir()):
        path = f"sops/{file.name}"
        document = read_document(path, file.read_bytes(), layout_of).document
        assert document is not None
        found[path] = document
    return found
