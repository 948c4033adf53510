"""The languages that the site's theme has words for."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def theme_languages() -> tuple[str, ...]:
    """The tags of the languages, in order, found without importing the theme."""
    spec = find_spec("material")
    places = (spec.submodule_search_locations if spec else None) or ()
    folders = [Path(place) / "templates" / "partials" / "languages" for place in places]
    return tuple(sorted(file.stem for folder in folders for file in folder.glob("*.html")))
