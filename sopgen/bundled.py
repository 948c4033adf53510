"""Finds the `schema/` and `templates/` that the package brings, in a wheel or a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def bundled(folder: str) -> Path:
    """The folder `schema` or `templates` that came with this installation."""
    inside = _PACKAGE / "_bundled" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
