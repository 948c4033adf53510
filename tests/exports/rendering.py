"""Renders Markdown as readers see it, by two renderers: one of them is GitHub's own."""

from __future__ import annotations

from html.parser import HTMLParser

import cmarkgfm
import pyromark
from cmarkgfm.cmark import Options


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.comments: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.text += " "
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        self.text += " " * bool(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def seen(markdown: str) -> list[_Seen]:
    """What each renderer makes of a text: its tags, addresses, comments and plain text."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    everything = (
        pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_TASKLISTS
        | pyromark.Options.ENABLE_GFM
        | pyromark.Options.ENABLE_MATH
        | pyromark.Options.ENABLE_WIKILINKS
        | pyromark.Options.ENABLE_DEFINITION_LIST
    )
    pages = (
        cmarkgfm.github_flavored_markdown_to_html(markdown, options),
        pyromark.html(markdown, options=everything),
    )
    return [_read(page) for page in pages]


def _read(page: str) -> _Seen:
    reader = _Seen()
    reader.feed(page)
    reader.close()
    return reader
