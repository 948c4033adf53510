"""Reads an earlier text as if all documents had already moved, so that a move is no change."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath
from urllib.parse import quote, unquote

from sopgen.model.document import Document, Link
from sopgen.model.source import Span
from sopgen.reading.reader import LayoutOf, read_document


def as_moved(
    old: Document, new_path: str, moved: Mapping[str, str], layout_of: LayoutOf
) -> Document:
    """The earlier document at its new path, its links leading to where their files are now.

    `moved` has the new path of each document that moved, by its old one.
    """
    if not moved:
        return old
    text = old.source.text
    for link in sorted(old.links, key=lambda item: item.span.start, reverse=True):
        text = _with_link(text, link, old.path, new_path, moved)
    content = (b"\xef\xbb\xbf" if old.source.has_bom else b"") + text.encode()
    return read_document(new_path, content, layout_of).document or old


def _with_link(
    text: str, link: Link, old_path: str, new_path: str, moved: Mapping[str, str]
) -> str:
    target = _target(link.target, old_path, new_path, moved)
    written = text[link.span.start : link.span.end]
    if target == link.target or link.target not in written:
        return text
    before, _, after = written.rpartition(link.target)
    return _replaced(text, link.span, f"{before}{target}{after}")


def _replaced(text: str, span: Span, by: str) -> str:
    return text[: span.start] + by + text[span.end :]


def _target(target: str, old_path: str, new_path: str, moved: Mapping[str, str]) -> str:
    path, mark, anchor = target.partition("#")
    if not path or ":" in path or path.startswith("/"):
        return target
    file = normpath(join(dirname(old_path), unquote(path)))
    if file not in moved and dirname(old_path) == dirname(new_path):
        return target
    leads = relpath(moved.get(file, file), dirname(new_path) or ".")
    return f"{leads if unquote(path) == path else quote(leads)}{mark}{anchor}"
