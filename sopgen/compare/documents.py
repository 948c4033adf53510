"""Compares two versions of a document: everything that changed, said in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.comparand import Comparand
from sopgen.compare.entries import entry_changes
from sopgen.compare.fields import field_changes
from sopgen.compare.lines import parts_of_text
from sopgen.compare.matching import match
from sopgen.compare.pointers import pointers
from sopgen.compare.sections import section_changes
from sopgen.compare.steps import step_changes
from sopgen.compare.wording import Wording
from sopgen.model.document import Document

_SAME_WORDS = "The same words in another layout: markup, order in a list, or written numbers"


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """What changed from one version of a document to another.

    Steps first, then sections, roles, terms and replies, then the front matter. Only white space
    and line breaks may differ where there are no changes. A body that could not be parsed is
    compared as text.
    """
    return changes_between(Comparand(old), Comparand(new))


def changes_between(before: Comparand, after: Comparand) -> tuple[Change, ...]:
    """The same for versions that are compared with others too."""
    old, new = before.document, after.document
    if old.source.text == new.source.text and old.path == new.path:
        return ()
    body = list(_body_changes(before, after))
    if not body and _body(old).split() != _body(new).split():
        where = Where("body")
        body = [
            Change(ChangeKind.LAYOUT_CHANGED, where, None, None, _SAME_WORDS, Wording.EDITORIAL)
        ]
    return (*body, *field_changes(old, new))


def text_changes(old: str, new: str) -> tuple[Change, ...]:
    """What changed between two Markdown texts, a section for each heading.

    For files that are no documents, and versions that could not be read as one.
    """
    return tuple(section_changes(parts_of_text(old), parts_of_text(new), None))


def _body_changes(before: Comparand, after: Comparand) -> Iterator[Change]:
    old, new = before.document, after.document
    if _is_unparsed(old) or _is_unparsed(new):
        yield from text_changes(_body(old), _body(new))
        return
    matching = match(before.steps, after.steps)
    both = pointers(old, new, matching)
    yield from step_changes(before, after, matching, both)
    yield from section_changes(before.parts, after.parts, both)
    yield from entry_changes(before.entries, after.entries, both)


def _body(document: Document) -> str:
    return document.source.slice(document.body_span)


def _is_unparsed(document: Document) -> bool:
    return not document.blocks and bool(_body(document).strip())
