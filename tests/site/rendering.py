"""Renders a page's Markdown as MkDocs does, for tests of what a browser would see."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped] # it brings no types

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def render(content: str) -> str:
    """The HTML that Python-Markdown makes of a page of the tree."""
    body = _FRONT_MATTER.sub("", content)
    return str(markdown.markdown(body, extensions=["attr_list", "tables", "toc", "fenced_code"]))


# The blocks of data that a page brings itself; see sopgen/site/run.py and sopgen/site/how_to.py.
RUN_BLOCK: tuple[str, dict[str, str | None]] = (
    "script",
    {"type": "application/json", "id": "sop-run"},
)
HOW_TO_BLOCK: tuple[str, dict[str, str | None]] = ("script", {"type": "application/ld+json"})
DATA_BLOCKS = (HOW_TO_BLOCK, RUN_BLOCK)


class Outline(HTMLParser):
    """Every tag with its attributes, every heading with its text and id, and every script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[str, str | None, str]] = []
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self._open.append("")
            self.headings.append((tag, dict(attrs).get("id"), ""))

    def handle_endtag(self, tag: str) -> None:
        """Close a heading."""
        if re.fullmatch(r"h[1-6]", tag) and self._open:
            name, anchor, _ = self.headings[-1]
            self.headings[-1] = (name, anchor, " ".join(self._open.pop().split()))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self.cdata_elem == "script":
            self.scripts.append(data)
        self.text += data
        if self._open:
            self._open[-1] += data

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]
