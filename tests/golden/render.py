"""What sopgen says of the fixed library, in each of its formats."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from sopgen.inspection import Inspection, inspect, levels_of
from sopgen.report import FORMATS, render_text
from sopgen.workspace import open_workspace

FOLDER: Final = Path(__file__).resolve().parent
EXPECTED: Final = FOLDER / "expected"
TODAY: Final = date(2026, 11, 22)
RENDERERS: Final[Mapping[str, Callable[[Inspection], str]]] = {
    "findings.txt": lambda inspection: render_text(inspection, colour=False),
    "findings.ansi": lambda inspection: render_text(inspection, colour=True),
    **{f"findings.{name}": render for name, render in FORMATS.items()},
}


def rendered(folder: Path) -> dict[str, str]:
    """The output of every format by the name of its golden file.

    The library is copied into `folder`: findings name paths from the repository's root on, and
    must not depend on where this one lies.
    """
    workspace = open_workspace(Path(shutil.copytree(FOLDER / "library", folder / "library")))
    levels = levels_of(workspace.settings.rules)
    inspection = inspect(workspace.library, workspace.templates, levels, TODAY)
    return {name: render(inspection) for name, render in RENDERERS.items()}
