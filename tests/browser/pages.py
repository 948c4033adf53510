"""Sites of a few documents for the browser, and paper: the text of each printed page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.site.libraries import text_of, tree

A4 = "A4"
LETTER = "Letter"


def printed(page: Page, paper: str = A4) -> list[str]:
    """The text of each sheet that the page makes on this paper."""
    document = page.pdf(format=paper, prefer_css_page_size=False)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(document)).pages]


def standing_alone(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write the pages that need no engine, whole HTML and assets, of a library of these texts."""
    for path, made in tree(texts).pages.items():
        if not path.endswith(".md"):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            content = made.content if isinstance(made.content, bytes) else text_of(made).encode()
            file.write_bytes(content)
    return folder
