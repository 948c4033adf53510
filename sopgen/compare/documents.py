"""Compares two versions of a document: everything that changed, said in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.entries import entry_changes
from sopgen.compare.fields import field_changes
from sopgen.compare.lines import parts_of_text
from sopgen.compare.parts import parts_of
from sopgen.compare.pointers import pointers
from sopgen.compare.sections import section_changes
from sopgen.compare.steps import match_steps, step_changes
from sopgen.compare.wording import Wording
from sopgen.model.document import Document

_SAME_WORDS = "The same words in another layout: markup, order in a list, or written numbers"


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """What changed from one version of a document to another.

    Steps first, then sections, roles, terms and replies, then the front matter. Only white space
    and line breaks may differ where there are no changes. A body that could not be parsed is
    compared as text.
    """
    if old.source.text == new.source.text and old.path == new.path:
        return ()
    body = list(_body_changes(old, new))
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


def _body_changes(old: Document, new: Document) -> Iterator[Change]:
    if _is_unparsed(old) or _is_unparsed(new):
        yield from text_changes(_body(old), _body(new))
        return
    matching = match_steps(old, new)
    both = pointers(old, new, matching)
    yield from step_changes(old, new, matching, both)
    yield from section_changes(parts_of(old), parts_of(new), both)
    yield from entry_changes(old, new, both)


def _body(document: Document) -> str:
    return document.source.slice(document.body_span)


def _is_unparsed(document: Document) -> bool:
    return not document.blocks and bool(_body(document).strip())
