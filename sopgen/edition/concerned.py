"""Whom a version of a document concerns."""

from __future__ import annotations

from sopgen.compare import Change
from sopgen.edition.edition import Edition
from sopgen.edition.timeline import Entry
from sopgen.model.document import Document
from sopgen.model.vocabulary import Entry as Word


def roles_concerned(
    edition: Edition, entry: Entry, changes: tuple[Change, ...]
) -> tuple[tuple[str, str], ...]:
    """Who must know of a version: its audience, and whoever does a step that changed.

    Of a first version, whoever does any of its steps.
    """
    document = entry.document
    if document is None:
        return ()
    audience = (edition.vocabulary.entry("roles", key) for key in document.texts("audience"))
    before = entry.before.document if entry.before else None
    if entry.before is None:
        names = [name for step in document.steps for name in step.values("role")]
    else:
        now = {item.where.after for item in changes if item.where.part == "steps"}
        was = {item.where.before for item in changes if item.where.part == "steps"}
        names = [*_doers(document, now), *_doers(before, was)]
    doers = (edition.vocabulary.named("roles", name) for name in names)
    return _known(*audience, *doers)


def _doers(document: Document | None, numbers: set[int | None]) -> list[str]:
    steps = document.steps if document else ()
    return [name for step in steps if step.number in numbers for name in step.values("role")]


def _known(*roles: Word | None) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((role.key, role.name) for role in roles if role is not None))
