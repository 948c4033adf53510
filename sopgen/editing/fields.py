"""Sets one field of the front matter by its place in the text, without writing YAML anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from sopgen.model.document import Document
from sopgen.model.errors import OperatorError
from sopgen.model.source import Span
from sopgen.reading.reader import LayoutOf, read_document

_PLAIN: Final = re.compile(r"[^\W_](?:[\w ,.;()'’%€/+-]*[\w.)%])?")
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def with_field(
    document: Document, name: str, value: str, order: Sequence[str], layout_of: LayoutOf
) -> Document:
    """The document with a field set to a text; comments, order, quotes and line ends stay.

    A field that is not there yet is put where `order` wants it. Raises `OperatorError` where the
    front matter is written in a way in which the field cannot be set safely.
    """
    for written in _spellings(document, name, value):
        text = _edited(document, name, written, order)
        content = (b"\xef\xbb\xbf" if document.source.has_bom else b"") + text.encode()
        edited = read_document(document.path, content, layout_of).document
        if edited is not None and _differs_only_in(document, edited, name, value):
            return edited
    raise OperatorError(
        f'The field "{name}" of {document.path} cannot be edited as it is written.',
        "Write it by hand.",
    )


def _spellings(document: Document, name: str, value: str) -> Iterator[str]:
    """Ways to write a text in YAML, the one that stands there now first."""
    now = document.source.slice(document.places.get((name,), Span(0, 0)))
    if now.startswith("'") and value.isprintable():
        yield "'" + value.replace("'", "''") + "'"
    if not now.startswith(('"', "'")) and _PLAIN.fullmatch(value):
        yield value
    yield _double_quoted(value)


def _double_quoted(value: str) -> str:
    """JSON's quotation, which YAML reads too; what nobody can see is written as a number."""
    escaped = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped)


def _edited(document: Document, name: str, written: str, order: Sequence[str]) -> str:
    text = document.source.text
    if name in document.keys:
        span = document.places[(name,)]
        old = document.source.slice(span)
        rest = old[len(old.rstrip()) :] if old[:1] in {"|", ">"} else ""
        space = "" if text[span.start - 1 : span.start].isspace() else " "
        return f"{text[: span.start]}{space}{written}{rest}{text[span.end :]}"
    at, indent = _place_for(document, name, order)
    end = _LINE_END.search(text)
    line_end = end.group() if end else "\n"
    return f"{text[:at]}{line_end}{indent}{name}: {written}{text[at:]}"


def _place_for(document: Document, name: str, order: Sequence[str]) -> tuple[int, str]:
    """The end of the line after which a new field stands, and how far the fields are indented."""
    before = order[: order.index(name)] if name in order else order
    present = [item for item in before if item in document.keys] or list(document.keys)
    if not present:
        raise OperatorError(f"{document.path} has no fields.", "Write the front matter first.")
    key = document.keys[present[-1]]
    text = document.source.text
    # The place of a list or table is where it begins: what is in it tells where it ends.
    ends = [span.end for route, span in document.places.items() if route[:1] == (present[-1],)]
    value = text[key.start : max(ends)]
    while value.splitlines() and _is_remark(value.splitlines()[-1]):
        value = value[: len(value) - len(value.splitlines(keepends=True)[-1])].rstrip("\r\n")
    end = _LINE_END.search(text, key.start + len(value.rstrip()))
    line_start = max(text.rfind("\n", 0, key.start), text.rfind("\r", 0, key.start)) + 1
    return end.start() if end else len(text), text[line_start : key.start]


def _is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _differs_only_in(old: Document, new: Document, name: str, value: str) -> bool:
    body = old.source.slice(old.body_span) == new.source.slice(new.body_span)
    return body and new.front_matter == {**old.front_matter, name: value}
