"""Reads a text as a document, for the tests of reading."""

from __future__ import annotations

from textwrap import dedent
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Route
from sopgen.model.source import Span
from sopgen.reading.reader import Reading, read_document
from tests.examples.checking import templates

FIELDS: Final = """\
id: SOP-CS-101
title: Call a customer back
type: procedure
tags: [calls, "promises"]
related_docs:
  - title: The list
    url: https://example.org/list
"""


def reading_of(content: bytes) -> Reading:
    """What reading these bytes gives."""
    return read_document("call-back.md", content, templates().layout_of)


def document_of(body: str, fields: str = FIELDS) -> Document:
    """The document with this body; its indentation does not count."""
    document = reading_of(f"---\n{fields}---\n\n{dedent(body)}".encode()).document
    assert document is not None
    return document


def text_at(document: Document, at: Route | Span) -> str:
    """The text that a place covers."""
    return document.source.slice(document.locate(at))
