"""Documents that are gone, and ids that changed or are given a second time."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.gate.past import Past
from sopgen.model.document import Document
from sopgen.model.finding import Problem
from sopgen.model.source import Span


def deletion_problems(old: Document, past: Past) -> Iterator[Problem]:
    """A document that anybody ever followed is retired, not deleted; a mere draft may go."""
    if past.issued(old) is not None:
        message = f'"{old.title}" ({old.id}) was deleted, and people followed it.'
        hint = "Put the file back, set its status to retired, and name what replaces it."
        yield Problem("SOP607", message, Span(0, 0), hint)


def id_problems(old: Document, new: Document) -> Iterator[Problem]:
    """An id stays with its text, also where two documents swap theirs."""
    if old.id is not None and new.id != old.id:
        message = f"The id was {old.id} before; it is permanent."
        yield Problem("SOP608", message, ("id",), f"Write {old.id} again.")


def is_same_document(owner: Document, new: Document) -> bool:
    """Whether a document with an earlier one's id is that one, put back or brought in."""
    return owner.id == new.id and (owner.path == new.path or owner.title == new.title)


def reuse_problems(owner: Document, new: Document) -> Iterator[Problem]:
    """An id that another document had, which is gone."""
    message = f'{new.id} was the id of "{owner.title}" ({owner.path}).'
    hint = "Take the next free number: ids are never given again."
    yield Problem("SOP609", message, ("id",), hint)
