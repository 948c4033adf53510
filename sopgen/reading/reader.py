"""Reads one file into one `Document`; whatever is wrong with it comes back as problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sopgen.model.document import Data, Document
from sopgen.model.finding import Problem
from sopgen.model.layout import Layout
from sopgen.model.source import Span
from sopgen.reading.assembly import Assembly
from sopgen.reading.decoding import decode, readable
from sopgen.reading.filling import filled
from sopgen.reading.front_matter import read_front_matter
from sopgen.reading.outline import Outline, TooDeepError, parse

DEFAULT_LARGEST_FILE: Final = 1024 * 1024

_MOST: Final = 100

LayoutOf = Callable[[str | None], Layout]


@dataclass
class Reading:
    """What reading a file gave.

    `document` is None where the bytes are no text at all. `front_matter_usable` is False where
    the front matter cannot be trusted: then its fields are not checked further.
    """

    document: Document | None
    problems: list[Problem] = field(default_factory=list)
    front_matter_usable: bool = False


def read_document(
    path: str, content: bytes, layout_of: LayoutOf, largest: int = DEFAULT_LARGEST_FILE
) -> Reading:
    """Read a file's content.

    `path` is relative to the repository, with slashes. `layout_of` gives the layout of a type
    (None: of a document that names none). `largest` is in bytes. Never raises for bad content.
    """
    if len(content) > largest:
        return too_large(len(content), largest)
    source, problems = decode(path, content)
    if source is None:
        return Reading(None, problems)
    text, unreadable = readable(source)
    front_matter = read_front_matter(source, text)
    problems += unreadable + front_matter.problems
    layout = layout_of(_type_of(front_matter.values.data))
    outline = _parse(text, front_matter.body_start, problems)
    assembly = Assembly(path, source, front_matter, outline, layout)
    document = assembly.document(partial(filled, assembly))
    problems += _undefined_references(outline, document)
    return Reading(document, problems, front_matter.usable)


def too_large(size: int, largest: int) -> Reading:
    """What reading a file gives that has more bytes than may be read."""
    message = f"The file has {size:,} bytes and is not read: {largest:,} are the most."
    hint = "Split the document, or move its pictures into files of their own."
    hint += ' The limit is "largest_file" in mkdocs.yml.'
    return Reading(None, [Problem("SOP111", message, Span(0, 0), hint)])


def _type_of(data: Data) -> str | None:
    value = data.get("type")
    return value if isinstance(value, str) else None


def _parse(text: str, start: int, problems: list[Problem]) -> Outline:
    try:
        return parse(text[start:], start)
    except TooDeepError as error:
        message = "Lists or quotations are nested more than a hundred levels deep."
        problems.append(Problem("SOP113", message, error.span, "Write flatter."))
        return Outline((), (), (), {}, ())


def _undefined_references(outline: Outline, document: Document) -> list[Problem]:
    replies = [
        section.body for section in document.sections if section.property == "reply_templates"
    ]
    message = 'The link "{}" names an address that is defined nowhere.'
    hint = "Write the address in round brackets: [text](address)."
    return [
        Problem("SOP418", message.format(name), span, hint)
        for name, span in outline.unknown_references
        if not any(body.start <= span.start < body.end for body in replies)
    ][:_MOST]
