"""Where the links of a document lead, and where their addresses stand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sopgen.library import Leads, Target, page_name
from sopgen.model.document import Document, Link
from sopgen.model.source import Span
from sopgen.model.suggestion import did_you_mean
from sopgen.rules.registry import Case


def targets(case: Case, *leads: Leads, images: bool = False) -> Iterator[tuple[Link, Target]]:
    """The links, or else the pictures, that lead to one of these, each with its target."""
    for link in case.document.links:
        if link.is_image is images and link.target:
            target = case.library.target(case.document, link.target)
            if target.leads in leads:
                yield link, target


def address_of(document: Document, link: Link) -> Span:
    """Where a link's address stands; the whole link where it is written elsewhere."""
    written = document.source.slice(link.span)
    start = written.rfind(f"]({link.target}")
    if start < 0:
        return link.span
    return Span(link.span.start + start + 2, link.span.start + start + 2 + len(link.target))


def similar_file(case: Case, path: str) -> str:
    """A hint at the file that was meant: of the same name elsewhere, or of a similar name."""
    by_name, name = case.library.by_name, page_name(path)
    close = name if name in by_name else did_you_mean(name, by_name)
    if close is None:
        return "Write the path from this file to the other, such as ../billing/refund.md."
    relative = posixpath.relpath(by_name[close], posixpath.dirname(case.document.path))
    return f"Did you mean {relative}?"
