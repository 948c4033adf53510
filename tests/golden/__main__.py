"""Writes the golden files anew: `python -m tests.golden`. Read the difference before committing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.golden.render import EXPECTED, rendered

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name, text in rendered(Path(folder)).items():
            (EXPECTED / name).write_bytes(text.encode())
