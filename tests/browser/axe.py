"""Asks axe-core what stands in somebody's way on a page."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

from playwright.sync_api import Page

_SCRIPT: Final = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
_TAGS: Final = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
]
_OPTIONS: Final = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "resultTypes": ["violations"],
    # It is switched off as axe comes.
    "rules": {"target-size": {"enabled": True}},
}


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.0 to 2.2, levels A and AA, and its best practices."""
    page.evaluate(_SCRIPT)
    found: dict[str, Any] = page.evaluate(f"axe.run({json.dumps(_OPTIONS)})")
    return [
        f"{item['id']}: {node['target']}: {node.get('failureSummary', '')}"
        for item in found["violations"]
        for node in item["nodes"]
    ]
