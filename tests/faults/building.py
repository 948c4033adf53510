"""A small library with a site, and builds of it that end at given moments."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.commandline import process_environment
from tests.engines.projects import make_project
from tests.faults.moments import Ending, Moment, digest
from tests.site.libraries import ROOT, sop

EARLIER: Final = ("build", "--quiet", "--today", "2026-11-01")
LATER: Final = ("build", "--quiet", "--today", "2026-11-22")


class Building:
    """A library in a folder of its own, with the site of an earlier day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        make_project(folder, {"customer-service/it.md": sop()})
        self.site = folder / "site"
        (done,) = self.ending_at([Moment()], EARLIER)
        assert done.code == 0, done.said
        self.earlier = done.site

    def ending_at(
        self,
        moments: Sequence[Moment],
        arguments: Sequence[str] = LATER,
        *,
        inside: Sequence[str] = (),
    ) -> list[Ending]:
        """Build once for each moment; `inside` is a command that runs the whole of it."""
        given = json.dumps([moments, list(arguments), str(self.site)])
        done = subprocess.run(
            [*inside, sys.executable, "-m", "tests.faults.moments"],
            input=given,
            cwd=self.folder,
            env=process_environment(CI="", PYTHONPATH=str(ROOT)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [Ending(*ending) for ending in json.loads(done.stdout)]

    def stands(self) -> str:
        """The digest of the site as it stands."""
        return digest(self.site)
